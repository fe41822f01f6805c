"""Every lever acts where it was expected to, or is named as one that does not.

Trying them all takes long, so that ``make levers`` does so and ``make test`` does not.
"""

import pytest

from experiments.levers import levers, t_value, try_levers
from simulation.measures import MEASURES
from simulation.parameters.catalogue import Parameter
from simulation.scenarios import INDEX

SHORT = {"run.weeks": 156, "run.past_weeks": 52}
NAMED_BY_SHARES = "commissioning.pay"  # a table, not a number between two ends


@pytest.mark.levers
@pytest.mark.parametrize("lever", levers(), ids=lambda lever: lever.path.rpartition(".")[2])
def test_a_lever_acts_or_is_named_as_null(lever: Parameter) -> None:
    (effect,) = try_levers([lever], replicates=12, changes=SHORT, jobs=1)
    seen = {name: round(t_value(gap), 1) for name, gap in effect.differences.items()}
    assert lever.acts is not None
    assert effect.found or lever.acts.finding, f"no effect, and no word of it: |t| {seen}"


def test_every_lever_says_what_it_is_expected_to_move() -> None:
    from simulation.parameters import catalogue

    declared = {p.path for p in catalogue() if p.path.startswith("commissioning.")}
    assert declared - {NAMED_BY_SHARES} == {lever.path for lever in levers()}
    for lever in levers():
        assert lever.acts is not None
        assert lever.acts.base in INDEX, lever.path
        assert set(lever.acts.moves) <= set(MEASURES), lever.path
        assert lever.plausible is not None, lever.path
