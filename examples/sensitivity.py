"""Which levers matter under an alliance, which matter only with others, and which not at all.

python examples/sensitivity.py                      10 trajectories of each lever
python examples/sensitivity.py 20 deaths            20, for another measure
"""

from allied.script import Count, Word, script
from experiments.sensitivity import Analysis, sensitivity
from simulation.measures import PRIMARY
from simulation.scenario import Scenario, load_scenario

YEAR = {"run.past_weeks": 26, "run.weeks": 52}


def screen(scenario: Scenario, samples: int, measure: str = PRIMARY) -> Analysis:
    """Screen all levers of commissioning over their plausible ranges."""
    return sensitivity(scenario, "morris", samples, measure, ["commissioning"])


def sorted_out(found: Analysis) -> dict[str, list[str]]:
    """Levers by what can be said of them, each group with the strongest first.

    An effect that is mostly spread (σ above μ*) depends on how the other levers stand.
    """
    groups: dict[str, list[str]] = {
        "matter on their own": [], "matter, depending on others": [], "cannot be told from luck": []
    }  # fmt: skip
    for row in found.table.itertuples():
        if row.mu_star - row.half <= row.luck:
            groups["cannot be told from luck"].append(row.key)
        elif row.sigma > row.mu_star:
            groups["matter, depending on others"].append(row.key)
        else:
            groups["matter on their own"].append(row.key)
    return groups


def main(samples: Count = 10, measure: Word = PRIMARY) -> None:
    found = screen(load_scenario("alliance").override(YEAR), samples, measure)
    for says, keys in sorted_out(found).items():
        print(f"{says}: {', '.join(keys) or 'none'}")
    print(*found.sentences(), sep="\n")


if __name__ == "__main__":
    script(main)
