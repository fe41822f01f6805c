"""Gaming that was learned: what services do beyond what they do with nothing at stake.

Both arms adapt alike, from a past with nothing at stake. In one the targets are managed, with
blame, competition and all-or-nothing lines; in the other, figures are collected and nothing hangs
on them. What the first does more of is what the stake makes of services.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from examples.emergence.written import SAYS, cell
from experiments.compare import compare
from experiments.findings.comparison import Comparison
from experiments.findings.formatting import markdown
from experiments.plans.scaling import money_times
from simulation.measures import MEASURES
from simulation.scenario import Scenario, load_scenario

STAKES = ("target_weight", "target_threshold", "target_ratchet", "competition", "blame")
CALM = {"model.culture.publication": 0.0, **{f"place.past.{lever}": 0.0 for lever in STAKES}}
NOTHING = {f"commissioning.{lever}": 0.0 for lever in STAKES}
YEARS = {"run.weeks": 260}
KINDS = (
    "goodhart_gap", "generous_recording", "early_closure", "parking", "creaming", "closed_doors",
    "sustained_success", "deaths", "good_weeks",
)  # fmt: skip
MONEY = {"half": 0.5, "as it is": 1.0, "double": 2.0}
TANGLED = (0.0, 0.5, 1.0)
EASY = {
    "model.support.generous_success": 1.0, "model.support.audit": 0.0, "model.effort.generous": 0.0,
}  # fmt: skip
RECORDS: dict[str, Mapping[str, Any]] = {
    "checked against the truth": {"commissioning.proxy_validity": 1.0},
    "as shipped": {},
    "easily flattered": EASY,
}
BLOCKED: dict[str, Mapping[str, Any]] = {
    "nothing": {},
    "flattering records": {"model.support.generous_success": 0.0},
    "closing early": {"model.support.early_weeks": 104},
    "parking": {"model.effort.thin": 1.0},
    "telling complex from simple": {"model.referral.complex_count": 20},
}  # fmt: skip


def arms(changes: Mapping[str, Any], name: str = "target_driven") -> tuple[Scenario, Scenario]:
    """The same place with nothing at stake, and with the targets managed."""
    shipped = load_scenario(name)
    # stated, since levers follow a change of the past where they do not depart from it
    stakes = {f"commissioning.{lever}": getattr(shipped.commissioning, lever) for lever in STAKES}
    managed = shipped.override({**CALM, **YEARS, **stakes, **changes})
    return managed.override(NOTHING), managed


def places() -> Iterator[tuple[str, tuple[Scenario, Scenario]]]:
    """Scarcity by entanglement by how true the record is; then one simple need."""
    city = load_scenario("target_driven")
    for (money, factor), c, (record, changes) in product(MONEY.items(), TANGLED, RECORDS.items()):
        place = {**money_times(city, factor), "entanglement.c": c}
        yield f"{money}; {c:g}; {record}", arms({**place, **changes})
    for record, changes in RECORDS.items():
        paid = {"commissioning.target_weight": 1.0, "commissioning.pay": {"completions": 1.0}}
        yield f"one simple need; {record}", arms({**paid, **changes}, "simple_needs")


def grid(replicates: int) -> str:
    """Excess by kind, across scarcity, entanglement and validity of the measure."""
    lines = [_line(says, compare(pair, replicates)) for says, pair in places()]
    return _table("Money; entanglement; the record", lines)


def channels(replicates: int) -> str:
    """Excess by kind where one channel is blocked, with half the money and an easy record."""
    tempting = {**money_times(load_scenario("target_driven"), 0.5), **EASY}
    lines = [
        _line(channel, compare(arms({**tempting, **block}), replicates))
        for channel, block in BLOCKED.items()
    ]
    return _table("What is blocked", lines)


def blamed(replicates: int) -> str:
    """What more weight on targets does, by how much failures are blamed, over ten years."""
    lines = []
    for blame in (0.0, 0.3, 0.6):
        idle = load_scenario("target_driven").override(
            {"commissioning.blame": blame, "commissioning.target_weight": 0.0}
        )
        heavy = idle.override({"commissioning.target_weight": 2.0})
        lines.append(_line(f"{blame:g}", compare([idle, heavy], replicates)))
    return _table("Blame", lines)


def _line(says: str, found: Comparison) -> list[str]:
    return [says, *(cell(found.difference(kind)) for kind in KINDS)]


def _table(first: str, lines: list[list[str]]) -> str:
    return f"{SAYS}\n\n" + markdown([first, *(MEASURES[kind].label for kind in KINDS)], *lines)
