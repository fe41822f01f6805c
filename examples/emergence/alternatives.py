"""Which findings survive when the parts of the model that nobody knows are made otherwise."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from examples.emergence.gaming import NOTHING
from examples.emergence.written import SAYS, cell, sign
from experiments.compare import compare
from experiments.findings.comparison import Comparison
from experiments.findings.formatting import markdown
from experiments.findings.statistics import Estimate, difference
from simulation.measures import MEASURES
from simulation.scenario import Scenario, load_scenario

FORMS: dict[str, Mapping[str, Any]] = {
    "As shipped": {},
    "Learning: Roth–Erev": {"services.learning.rule": "roth_erev"},
    "Learning: hill-climbing": {"services.learning.rule": "hill_climb"},
    "Coupling: trigger": {"entanglement.form": "trigger"},
    "Coupling: impaired": {"entanglement.form": "impaired"},
    "Pooling: own": {"commissioning.pooled_share": 0.0},
    "Pooling: undivided": {"model.money.pooling": "undivided"},
    "Culture: interaction": {"model.culture.affiliation_form": "interaction"},
    "Displacement: not priced": {"services.learning.displacement": 0.0},
}


class Finding(NamedTuple):
    """One scenario minus another, in one measure."""

    says: str
    other: str
    minus: str
    measure: str


FINDINGS = (
    Finding("Alliance minus targets", "alliance", "targets", "good_weeks"),
    Finding("Alliance minus targets", "alliance", "targets", "deaths"),
    Finding("Alliance minus targets", "alliance", "targets", "goodhart_gap"),
    Finding("Targets minus nothing at stake", "targets", "nothing", "goodhart_gap"),
    Finding("Targets minus nothing at stake", "targets", "nothing", "good_weeks"),
    Finding("An open book, added to targets", "open", "targets", "good_weeks"),
    Finding("An open book, taken from the alliance", "closed", "alliance", "good_weeks"),
    Finding("Targets collected for learning alone", "learning", "targets", "good_weeks"),
)


def scenarios(form: Mapping[str, Any]) -> dict[str, Scenario]:
    """The scenarios that findings speak of, made otherwise in one way."""
    named = {
        "targets": "target_driven", "nothing": "target_driven", "alliance": "alliance",
        "open": "targets_with_open_book", "closed": "alliance_without_open_book",
        "learning": "targets_for_learning",
    }  # fmt: skip
    made = {label: load_scenario(name).override(form) for label, name in named.items()}
    made["nothing"] = made["nothing"].override(NOTHING)
    return made


def table_of(found: Mapping[str, Comparison], labels: list[str]) -> str:
    """A line for each form and a column for each finding, then what survives."""
    head = [f"{f.says}: {MEASURES[f.measure].label.lower()}" for f in FINDINGS]
    estimates = {
        form: [
            difference(*(runs.runs[f.measure][labels.index(x)] for x in (f.minus, f.other)))
            for f in FINDINGS
        ]
        for form, runs in found.items()
    }
    burden = {
        form: f"{runs.mean('burden', labels.index('targets')).mean:.3f}"
        for form, runs in found.items()
    }
    lines = [[form, *map(cell, each), burden[form]] for form, each in estimates.items()]
    survived = [survives(column) for column in zip(*estimates.values(), strict=True)]
    lines.append(["Survives all", *survived, ""])
    return f"{SAYS}\n\n" + markdown(["Form", *head, "Burden under targets"], *lines)


def survives(found: Sequence[Estimate]) -> str:
    """Whether a finding has one clear sign under all forms, in words."""
    signs = {sign(each) for each in found}
    if signs == {0}:
        return "unclear in all"
    if {1, -1} <= signs:
        return "no: it turns"
    return "no: unclear in some" if 0 in signs else "yes"


def table(replicates: int) -> str:
    """Main results under each structural alternative, side by side."""
    found = {}
    for form, changes in FORMS.items():
        made = scenarios(changes)
        found[form] = compare(list(made.values()), replicates)
    return table_of(found, list(scenarios({})))
