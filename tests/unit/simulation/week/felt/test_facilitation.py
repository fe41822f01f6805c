"""Facilitation: the lever, by how much of its effort the commissioner of a service gives to it."""

import numpy as np
import pytest

from simulation.week.felt.facilitation import facilitated
from simulation.world import FACILITATE
from tests.worlds import place, world_of

SERVICES = {name: {"helps": {"home": 1.0}} for name in ("one", "other")}
PURSES = {name: {"amount": 100_000.0, "funds": {name: 1.0}} for name in SERVICES}


def facilitation(lever, efforts):
    world = world_of(place({"home": {}}, SERVICES, PURSES, **{"place.past.facilitation": lever}))
    effort = np.full_like(world.commissioners.effort, 1 / 3)
    effort[:, FACILITATE] = efforts
    world.commissioners.share_out(effort)
    return facilitated(world)


@pytest.mark.parametrize("lever", [0.0, 0.2, 1.0])
def test_at_an_even_effort_it_is_what_the_lever_says(lever):
    np.testing.assert_allclose(facilitation(lever, 1 / 3), lever)


def test_each_service_has_that_of_its_own_commissioner_at_most_all():
    np.testing.assert_allclose(facilitation(0.5, [0.1, 0.9]), [0.15, 1.0])
