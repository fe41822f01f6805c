"""The two methods: where each one looks, what it finds, and what luck alone would show.

A method looks at blocks of points. What it finds from the first few blocks can be set beside what
it finds from all of them, which shows whether it has converged. Points are given as shares, from
0 to 1, of the way through each parameter's range.

Morris, M. D. (1991), Factorial sampling plans for preliminary computational experiments,
Technometrics 33. Campolongo, F. et al. (2007), An effective screening design for sensitivity
analysis of large models, Environmental Modelling & Software 22. Saltelli, A. et al. (2010),
Variance based sensitivity analysis of model output, Computer Physics Communications 181.
"""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from experiments.extras import needing

Numbers = NDArray[np.float64]
WHAT = "Sensitivity analysis"


class Method(ABC):
    """A way of finding out how much each of some parameters matters.

    Attributes
    ----------
    title, block
        What it is called, and what it calls a block of points.
    main, main_label
        The index that parameters are ranked by.
    more
        Other indices and their labels.
    meaning
        What the indices say, in a sentence or two.
    samples, must
        How many blocks there are if nobody says, and how many there may be.
    """

    title: ClassVar[str]
    block: ClassVar[str]
    main: ClassVar[str]
    main_label: ClassVar[str]
    more: ClassVar[dict[str, str]]
    meaning: ClassVar[str]
    samples: ClassVar[int]
    must: ClassVar[str]

    @abstractmethod
    def allows(self, samples: int) -> bool:
        """Whether so many blocks will do."""

    @abstractmethod
    def size(self, inputs: int) -> int:
        """How many points a block has."""

    @abstractmethod
    def sample(self, inputs: int, samples: int, seed: int) -> Numbers:
        """Points, (samples × size, inputs), block after block."""

    @abstractmethod
    def indices(self, shares: Numbers, values: Numbers, seed: int) -> dict[str, Numbers]:
        """Every index, (inputs,), and for the main one half its 95 % interval, ``half``.

        Parameters
        ----------
        shares, values
            Points of whole blocks, (points, inputs), and the measure there, (points,).
        seed
            Of the bootstrap that gives the interval.
        """

    @abstractmethod
    def luck(self, shares: Numbers, values: Numbers) -> Numbers:
        """What the main index would be about if nothing but luck moved the measure, (inputs,).

        Reckoned from how differently the histories answer to the same change of a parameter.

        Parameters
        ----------
        values
            The measure at each point in each history, (points, seeds).
        """

    @abstractmethod
    def growing(self, samples: int) -> list[int]:
        """Numbers of blocks to look at one after the other, all of them last."""


class Morris(Method):
    """Elementary effects: what a measure gains over a parameter's range, others anywhere."""

    title, block = "Morris screening", "trajectories"
    main, main_label = "mu_star", "Mean effect"
    more: ClassVar = {"mu": "With sign", "sigma": "Spread"}
    meaning = (
        "The mean effect (μ*) is how far it moves, up or down, as a parameter crosses its range; "
        "the spread (σ) is large where that depends on the other parameters."
    )
    samples, must = 10, "2 or more"

    def allows(self, samples: int) -> bool:
        """Two trajectories, or more."""
        return samples >= 2

    def size(self, inputs: int) -> int:
        """One more than there are parameters: a start, and a step along each."""
        return inputs + 1

    def sample(self, inputs: int, samples: int, seed: int) -> Numbers:
        """Trajectories, one parameter moving at a time."""
        with needing("SALib", WHAT):
            from SALib.sample.morris import sample
        return np.asarray(sample(_problem(inputs), samples, seed=seed))

    def indices(self, shares: Numbers, values: Numbers, seed: int) -> dict[str, Numbers]:
        """μ*, μ and σ of the elementary effects."""
        from SALib.analyze.morris import analyze

        found = analyze(_problem(shares.shape[1]), shares, values, seed=seed)
        kept = {name: np.asarray(found[name], float) for name in ("mu_star", "mu", "sigma")}
        return kept | {"half": np.asarray(found["mu_star_conf"], float)}

    def luck(self, shares: Numbers, values: Numbers) -> Numbers:
        """Mean size of an elementary effect that is nothing but noise."""
        size = self.size(shares.shape[1])
        effects = np.full((shares.shape[1], len(shares) // size, values.shape[1]), np.nan)
        for block in range(len(shares) // size):
            rows = slice(block * size, (block + 1) * size)
            moved = np.diff(shares[rows], axis=0)
            which = np.abs(moved).argmax(axis=1)
            step = moved[np.arange(len(which)), which]
            effects[which, block] = np.diff(values[rows], axis=0) / step[:, None]
        variance = effects.var(axis=2, ddof=1).mean(axis=1) / values.shape[1]
        mean_of_half_normal = np.sqrt(2 / np.pi)
        return np.asarray(mean_of_half_normal * np.sqrt(variance))

    def growing(self, samples: int) -> list[int]:
        """Five numbers, evenly spread."""
        return sorted({max(2, round(samples * part / 5)) for part in range(1, 6)})


class Sobol(Method):
    """Shares of the variance of a measure that follow from each parameter."""

    title, block = "Sobol indices", "samples"
    main, main_label = "ST", "Total share"
    more: ClassVar = {"S1": "By itself"}
    meaning = (
        "The total share (ST) is the part of the variance that would go if a parameter were "
        "known, its play with others included; the part by itself (S1) is without that."
    )
    samples, must = 64, "a power of two, 2 or more"

    def allows(self, samples: int) -> bool:
        """A power of two, as Sobol points come."""
        return samples >= 2 and samples & (samples - 1) == 0

    def size(self, inputs: int) -> int:
        """Two more than there are parameters: two points, and mixtures of them."""
        return inputs + 2

    def sample(self, inputs: int, samples: int, seed: int) -> Numbers:
        """Pairs of points, and each with one parameter taken from the other."""
        with needing("SALib", WHAT):
            from SALib.sample.sobol import sample
        return np.asarray(sample(_problem(inputs), samples, calc_second_order=False, seed=seed))

    def indices(self, shares: Numbers, values: Numbers, seed: int) -> dict[str, Numbers]:
        """ST and S1; 0 where nothing varies."""
        from SALib.analyze.sobol import analyze

        inputs = shares.shape[1]
        if not np.ptp(values):  # there is no variance to share
            return {name: np.zeros(inputs) for name in ("ST", "S1", "half")}
        with np.errstate(invalid="ignore", divide="ignore"):
            found = analyze(_problem(inputs), values, calc_second_order=False, seed=seed)
        kept = {name: np.asarray(found[name], float) for name in ("ST", "S1")}
        return kept | {"half": np.asarray(found["ST_conf"], float)}

    def luck(self, shares: Numbers, values: Numbers) -> Numbers:
        """The share of variance that noise takes in differences between paired points."""
        size = self.size(shares.shape[1])
        blocks = values.reshape(-1, size, values.shape[1])
        all_over = blocks.mean(axis=2)[:, [0, -1]].var()
        if not all_over:
            return np.zeros(shares.shape[1])
        moved = blocks[:, 1:-1] - blocks[:, :1]
        variance = moved.var(axis=2, ddof=1).mean(axis=0) / values.shape[1]
        return np.asarray(variance / 2 / all_over)

    def growing(self, samples: int) -> list[int]:
        """Powers of two, at most five."""
        top = samples.bit_length() - 1
        powers = [1 << power for power in range(max(1, top - 4), top + 1)]
        return [*[size for size in powers if size < samples], samples]


METHODS: dict[str, Method] = {"morris": Morris(), "sobol": Sobol()}


def _problem(inputs: int) -> dict[str, Any]:
    names = [f"x{i}" for i in range(inputs)]
    return {"num_vars": inputs, "names": names, "bounds": [[0.0, 1.0]] * inputs}
