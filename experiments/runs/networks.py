"""The referral networks of a run, at the fork and at the end, with their metrics."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.network import METRICS, Network
from simulation.recorder import Record


@dataclass(frozen=True)
class Networks:
    """The networks of one run, or the means of several: at the fork and at the end.

    Attributes
    ----------
    metrics
        By metric, (2,): at the fork and at the end; nan where there is nothing to measure. Of
        several runs the mean of each run's metric, which is not the metric of the mean network.
    runs
        How many runs these are the means of.
    """

    at_fork: Network
    at_end: Network
    metrics: dict[str, NDArray[np.float64]]
    runs: int = 1

    @property
    def moments(self) -> tuple[tuple[str, Network], ...]:
        """Both, each with the word for its moment."""
        return ("fork", self.at_fork), ("end", self.at_end)


def networks_of(record: Record) -> Networks:
    """Both networks of a run, with their metrics."""
    both = (record.at_fork, record.at_end)
    metrics = {
        name: np.array([metric.formula(one) for one in both]) for name, metric in METRICS.items()
    }
    return Networks(*both, metrics)
