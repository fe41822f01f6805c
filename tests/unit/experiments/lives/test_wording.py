"""Every kind of event is worded in one place, so that a new one cannot go untold unnoticed."""

from typing import get_args

import pytest

from experiments.lives.wording import WORDS, Other, Role, roles
from simulation.world import Kind


def test_every_kind_is_worded_or_left_unsaid_on_purpose() -> None:
    assert set(WORDS) == set(Kind), "word the new kind in experiments/lives/wording.py"


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.name.lower())
def test_a_wording_is_whole(kind: Kind) -> None:
    wording = WORDS[kind]
    assert wording.role in get_args(Role)
    assert wording.other in get_args(Other)
    assert wording.label
    assert bool(wording.words) == (wording.role != "unsaid")
    assert wording.words.format(place="city") == wording.words.replace("{place}", "city")


def test_roles_find_kinds() -> None:
    assert roles("crisis") == [Kind.CRISIS]
    assert roles("recorded", "recorded_falsely") == [Kind.RECORDED, Kind.RECORDED_FALSELY]
    assert sum(len(roles(role)) for role in get_args(Role)) == len(Kind)
