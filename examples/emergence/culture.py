"""Whether culture earns its keep, and what copying from elsewhere costs."""

from collections.abc import Mapping
from typing import Any

from examples.emergence.written import SAYS, cell
from experiments.compare import compare
from experiments.findings.comparison import Comparison
from experiments.findings.formatting import markdown
from experiments.findings.statistics import Estimate, difference
from simulation.measures import MEASURES
from simulation.scenario import Scenario, load_scenario
from simulation.world import QUARTERS_A_YEAR, WEEKS_A_QUARTER

SHOWN = ("affiliation", "good_weeks", "deaths", "goodhart_gap", "coordination_share", "bounces")
FORM = "model.culture.affiliation_form"
NO_CONTACT = {"commissioning.culture_hours": 0.0}
NO_DISSONANCE = {"commissioning.listening_hours": 0.0}
CHANGES: dict[str, Mapping[str, Any]] = {
    "no contact: no hours in learning spaces": NO_CONTACT,
    "no dissonance: nobody listens": NO_DISSONANCE,
    "neither": {**NO_CONTACT, **NO_DISSONANCE},
    "nobody comes to belong to the whole": {"model.culture.affiliation_rate": 0.0},
    "those displaced at a partner's are not priced": {"services.learning.displacement": 0.0},
}


def table(replicates: int) -> str:
    """What the alliance loses without each part of its culture, under both forms of culture."""
    lines = []
    for form in ("additive", "interaction"):
        alliance = load_scenario("alliance").override({FORM: form})
        each = [alliance, *(alliance.override(change) for change in CHANGES.values())]
        found = compare(each, replicates)
        lines.append([f"{form}: the alliance itself", *_means(found)])
        lines += [
            [f"{form}: {says}", *(cell(found.difference(measure, place)) for measure in SHOWN)]
            for place, says in enumerate(CHANGES, start=1)
        ]
    says = f"{SAYS} The first line of each form is the alliance; the others, differences from it."
    return f"{says}\n\n" + markdown(["Form of culture, and what is missing", *_labels()], *lines)


def coordination(replicates: int) -> str:
    """What joint work gives and costs where every service does as much of it, and none learns."""
    fixed = load_scenario("alliance").override({"services.learning.policy_learning": False})
    each = {}
    for price in (0.3, 0.0):
        for share in (0.1, 0.5, 0.9):
            joint = {"model.support.joint": share, "model.effort.joint": price}
            each[f"{share:.0%}, {price:g} of a contact a week"] = fixed.override(joint)
    none = fixed.override({"model.support.joint": 0.02})
    found = compare([none, *each.values()], replicates)
    lines = [
        [says, *(cell(found.difference(measure, place)) for measure in SHOWN[1:])]
        for place, says in enumerate(each, start=1)
    ]
    head = ["Cases worked jointly, and what that takes", *_labels()[1:]]
    return f"{SAYS} Differences from 2 % of cases.\n\n" + markdown(head, *lines)


def copying(replicates: int) -> str:
    """An alliance's practice, habits and pathways, grown elsewhere and imposed in year five."""
    lifted = load_scenario("lift_and_shift")
    alone = _lifting(lifted, lift=0.0)
    each = {
        "from a place that is nothing like this one": _lifting(lifted, like_here=0.0),
        "from one with its own best, but the same spread of money": _lifting(lifted, like_here=0.0)
        .override({"model.money.elsewhere": 0.0}),
        "from one half like this one": _lifting(lifted, like_here=0.5),
        "from one just like this one": _lifting(lifted, like_here=1.0),
    }  # fmt: skip
    found = compare([alone, *each.values()], replicates)
    copied = lifted.event["copy"].week // WEEKS_A_QUARTER
    lines = [
        [says, *(cell(_year(found, place, measure, copied)) for measure in YEAR_ONE),
         *(cell(found.difference(measure, place)) for measure in ("good_weeks", "deaths"))]
        for place, says in enumerate(each, start=1)
    ]  # fmt: skip
    head = [f"{MEASURES[m].label}, the year after" for m in YEAR_ONE]
    head += ["Good weeks, ten years", "Deaths, ten years"]
    return f"{SAYS}\n\n" + markdown(["Copied", *head], *lines)


YEAR_ONE = ("shift_practice", "sustained_success", "futile_share", "good_weeks")


def _lifting(scenario: Scenario, **changes: Any) -> Scenario:
    """The scenario with its copying done otherwise; not at all where ``lift`` is 0."""
    return scenario.override({f"event.copy.{key}": value for key, value in changes.items()})


def _year(found: Comparison, place: int, measure: str, first: int) -> Estimate:
    """The difference over the year that begins with the quarter ``first``."""
    quarters = found.quarters[measure][:, :, first : first + QUARTERS_A_YEAR].mean(2)
    return difference(quarters[0], quarters[place])


def _means(found: Comparison) -> list[str]:
    return [f"{found.mean(measure).mean:.3g}" for measure in SHOWN]


def _labels() -> list[str]:
    return [MEASURES[measure].label for measure in SHOWN]
