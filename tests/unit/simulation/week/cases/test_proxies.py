"""Proxies: what each reads of a case, by hand."""

import numpy as np
import pytest

from simulation.week.cases.proxies import Cases, own_noise, read_cases, whole_person
from simulation.world import Status
from tests.worlds import place, world_of

NEEDS = {"home": {"success": 0.4}, "drugs": {"success": 0.4}}
SURE = {"label": "Proxy", "noise": 0.0, "gameable": 0.0}


def read(counts, validity=0.0, status=Status.NONE, **proxy):
    """Four cases about the home: well or not now, by recorded as a success or not."""
    proxies = {"proxy": {"it": {**SURE, "counts": counts, **proxy}}, "run.past_weeks": 0}
    levers = {"commissioning.pay": {"it": 1.0}, "place.past.proxy_validity": validity}
    house = {"house": {"helps": {"home": 1.0}, "places": 10.0}}
    world = world_of(place(NEEDS, house, **proxies, **levers))
    people = world.people
    people.need[:4, 0] = 0.1, 0.1, 0.8, 0.8
    people.need[:4, 1], people.ended[:4, 0], people.status[:4, 0] = 0.5, world.clock, status
    cases = Cases(
        row=np.arange(4),
        need=np.zeros(4, int),
        recorded=np.array([True, False, True, False]),
        recovered=np.array([True, True, False, False]),
        waited=np.array([0, 2, 4, 6]),
        start_sum=people.need[:4].sum(1) + world.scenario.model.support.whole_scale,
    )
    return read_cases(world, cases)[:, 0]


def test_a_count_of_records_reads_the_record():
    assert read("recorded").tolist() == [1, 0, 1, 0]


def test_a_valid_count_reads_whether_people_had_recovered():
    assert read("recorded", validity=1.0).tolist() == [1, 1, 0, 0]


def test_sustained_reads_how_people_are_now():
    assert read("sustained").tolist() == [1, 1, 0, 0]


def test_what_can_be_gamed_reads_the_record_instead():
    assert read("sustained", gameable=1.0).tolist() == [1, 0, 1, 0]
    assert read("sustained", gameable=1.0, validity=1.0).tolist() == [1, 1, 0, 0]


def test_seen_reads_the_wait():
    assert read("seen", window=3).tolist() == [1, 1, 0, 0]


def test_the_whole_reads_the_fall_in_all_needs():
    """Here by as much as counts as one success."""
    np.testing.assert_allclose(read("whole"), 1, rtol=1e-6)


def test_who_is_back_is_no_success_by_the_presenter():
    assert read("sustained", per="presenter").tolist() == [1, 1, 0, 0]
    assert not read("sustained", per="presenter", status=Status.WAITING).any()


def test_those_who_worked_share_what_became_of_a_person():
    world = world_of(place(NEEDS))
    scale = world.scenario.model.support.whole_scale
    world.week = 60
    world.people.ended[:3] = [[60, 0], [60, 60], [60, 60]]
    world.people.present[2] = False
    found = whole_person(world, np.arange(3), np.full(3, scale))
    np.testing.assert_allclose(found, [1, 0.5, 0])


@pytest.mark.parametrize(("draw", "error"), [(0.0, -0.3 * 3**0.5), (0.5, 0.0)])
def test_looking_at_a_person_errs_as_the_checks_do_on_average(draw, error):
    proxies = {str(noise): {**SURE, "noise": noise} for noise in (0.2, 0.4)}
    proxies = {f"p{i}": proxy for i, proxy in enumerate(proxies.values())}
    world = world_of(place(NEEDS, proxy=proxies))
    np.testing.assert_allclose(own_noise(world, np.array([draw])), error, atol=1e-12)
