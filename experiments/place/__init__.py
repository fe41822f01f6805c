"""A place made from tables of counts: people, services and referrals in CSV files."""

from .build import SMALLEST, Built, build
from .templates import write_templates

__all__ = ["SMALLEST", "Built", "build", "write_templates"]
