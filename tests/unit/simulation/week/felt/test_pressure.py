"""Pressure: what is at stake and blame, as those who work feel it."""

import numpy as np
import pytest

from simulation.week.felt.pressure import blame_felt, stake_felt
from tests.unit.simulation.week.services.test_staff import city


def levers(**values):
    changes = {f"place.past.{name}": value for name, value in {"blame": 0.0, **values}.items()}
    return city(**changes, **{"run.past_weeks": 13})


def test_what_is_collected_is_felt_though_nobody_manages_by_it():
    assert stake_felt(levers(target_weight=0.0)) == pytest.approx(0.1)
    assert stake_felt(levers(target_weight=1.0)) == pytest.approx(1.1)
    assert stake_felt(levers(target_weight=1.0, targets_collected=0.0)) == 0


def test_those_outside_press_where_they_see_no_figures_unless_it_is_explained():
    assert blame_felt(levers()) == 0
    assert blame_felt(levers(targets_collected=0.0)) == pytest.approx(0.2)
    assert blame_felt(levers(targets_collected=0.5, blame=0.3)) == pytest.approx(0.4)
    told = levers(targets_collected=0.0, translation_hours=0.04)
    assert blame_felt(told) == pytest.approx(0.2 * np.exp(-2))
    assert blame_felt(levers(targets_collected=0.0, blame=1.0)) == 1
