"""Testing one's own claim, with the answer that would refute it written down beforehand.

    python examples/claim.py            10 histories at each strength of entanglement
    python examples/claim.py 40         40

The claim: under targets, opening the book gives people more good weeks, however much their needs
are entangled. It is refuted where the difference is clearly below zero, and stays open where its
interval holds zero or where the difference may be too small to matter.
"""

import pandas as pd

from allied.script import Count, script
from experiments.findings.statistics import Estimate, estimate, verdict
from experiments.sweep import sweep
from simulation.measures import PRIMARY, SMALLEST_THAT_MATTERS

WITHOUT, WITH = "target_driven", "targets_with_open_book"
WHERE = "entanglement.c"
PLAN = {
    "scenarios": [WITHOUT, WITH],
    "set": {"run.weeks": 260},
    "vary": {WHERE: [0.0, 0.5, 1.0]},
}


def answers(runs: pd.DataFrame) -> dict[float, tuple[Estimate, str]]:
    """At each strength of entanglement, the paired difference and what becomes of the claim."""
    wide = runs.pivot(index=[WHERE, "seed"], columns="scenario", values=PRIMARY)
    smallest = SMALLEST_THAT_MATTERS * wide[WITHOUT].mean()
    found = {}
    for level, gap in (wide[WITH] - wide[WITHOUT]).groupby(level=WHERE):
        difference = estimate(gap.to_numpy())
        says = verdict(difference, smallest)
        if says == "matters":
            found[level] = difference, "holds" if difference.mean > 0 else "is refuted"
        else:
            found[level] = difference, f"stays open ({says})"
    return found


def answer(seeds: int) -> None:
    """Run what could refute the claim, and say what became of it."""
    for level, (gap, says) in answers(sweep(PLAN | {"seeds": seeds})).items():
        interval = f"{gap.mean:+.2f} ({gap.low:.2f} to {gap.high:.2f})"
        print(f"{WHERE} {level:g}: {interval} weeks a person and year; the claim {says}.")


def main(seeds: Count = 10) -> None:
    answer(seeds)


if __name__ == "__main__":
    script(main)
