"""The declarations: each complete, each explained, and the page of them up to date."""

import re
from pathlib import Path

import pytest

from simulation.parameters import MARKS, Parameter, catalogue
from simulation.parameters.catalogue import changed_defaults, defaults
from simulation.parameters.declare import param
from simulation.parameters.document import document
from simulation.parameters.sources import SOURCES

PAGE = Path(__file__).parents[3] / "docs" / "parameters.md"
QUANTITIES = [p for p in catalogue() if p.type in (int, float, float | None)]


def paths(parameters: list[Parameter]) -> list[str]:
    return [parameter.path for parameter in parameters]


def test_keys_are_unique() -> None:
    assert len(set(paths(catalogue()))) == len(catalogue())


def test_every_quantity_has_bounds_and_a_default_inside_them() -> None:
    for parameter in QUANTITIES:
        assert parameter.low is not None, parameter.path
        assert parameter.high is not None, parameter.path
        if parameter.default is not None:
            assert parameter.low <= parameter.default <= parameter.high, parameter.path


def test_a_plausible_range_holds_the_default() -> None:
    outside = [
        p
        for p in QUANTITIES
        if p.plausible
        and p.default is not None
        and not p.path.startswith(("commissioning.", "place.past."))  # levers start at none
        and not p.plausible[0] <= p.default <= p.plausible[1]
    ]
    unset = {"crisis.*.cost", "exit.*.hazard"}  # nothing unless the place states it
    assert set(paths(outside)) <= unset


def test_every_assumption_has_a_range_worth_varying() -> None:
    """Those of the mechanism and of all services; what a place or an event states is its own."""
    without = [
        p
        for p in QUANTITIES
        if p.mark == "A"
        and not p.plausible
        and p.path.startswith(("model.", "services.", "place."))
    ]
    structural = {"model.life.least", "place.price_year"}  # where sums would break; a label
    assert set(paths(without)) == structural


def test_every_quantity_has_a_mark_and_a_unit() -> None:
    for parameter in QUANTITIES:
        assert parameter.mark in MARKS, parameter.path
        assert parameter.unit, parameter.path


def test_what_was_read_recalled_or_derived_names_its_source() -> None:
    unsourced = [p for p in QUANTITIES if p.mark in ("F", "R", "D") and not p.source]
    assert paths(unsourced) == []


def test_every_source_named_is_listed() -> None:
    for parameter in catalogue():
        assert set(re.findall(r"\bF\d+\b", parameter.source)) <= set(SOURCES), parameter.path


def test_a_plausible_range_outside_the_bounds_is_refused() -> None:
    with pytest.raises(ValueError, match="outside its bounds"):
        param(0.5, "Share", "share", bounds=(0, 1), plausible=(0.2, 1.5))


def test_a_changed_default_is_noticed_and_a_new_parameter_is_not() -> None:
    now = defaults()
    assert changed_defaults(now) == []
    older = dict(list(now.items())[:-1]) | {"model.life.tipping": 0.5, "model.life.gone": 1.0}
    assert changed_defaults(older) == ["model.life.tipping", "model.life.gone"]


def test_the_page_of_parameters_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "run `make docs`"


def test_the_page_shows_every_parameter() -> None:
    page = document()
    for parameter in catalogue():
        if not parameter.path.startswith("place.past."):
            table, _, key = parameter.path.rpartition(".")
            section = page.partition(f"\n## {table}\n")[2].partition("\n## ")[0]
            assert f"| `{key}` |" in section, parameter.path
