"""Which parameters a result hangs on: Morris screening and Sobol indices, through SALib."""

from .analysis import Analysis
from .run import read_analysis, sensitivity

__all__ = ["Analysis", "read_analysis", "sensitivity"]
