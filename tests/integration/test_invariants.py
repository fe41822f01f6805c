"""What must hold in every week of any valid scenario: nobody and nothing gets lost or doubled."""

from collections.abc import Callable, Generator
from contextlib import suppress
from typing import Any

import numpy as np
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st

from simulation.parameters import catalogue
from simulation.recorder import Recorder
from simulation.scenario import Scenario, ScenarioError
from simulation.scenarios import INDEX
from simulation.world import HOURS, Kind, Status, World
from tests.places import numbers, valid_scenarios
from tests.worlds import arrays, shrunk, weeks_of

CONSTANTS = [
    parameter
    for parameter in catalogue()
    if parameter.path.startswith("model.") and parameter.type in (int, float)
]
ENDINGS = (Kind.COMPLETED, Kind.QUIT_SUPPORT, Kind.CLOSED_EARLY, Kind.RAN_OUT)
ACCEPTED = (Kind.ACCEPTED_SIMPLE, Kind.ACCEPTED_COMPLEX)
REFERRED = (
    Kind.QUEUE_FULL, Kind.BELOW_THRESHOLD, Kind.REFUSED_SIMPLE, Kind.REFUSED_COMPLEX, *ACCEPTED,
)  # fmt: skip


@st.composite
def any_scenarios(draw: st.DrawFn) -> Scenario:
    """Valid scenarios, some constants of the mechanisms anywhere inside their bounds."""
    chosen = draw(st.lists(st.sampled_from(CONSTANTS), max_size=4, unique_by=lambda p: p.path))
    changes: dict[str, Any] = {
        constant.path: draw(
            st.integers(int(constant.low), int(constant.high))
            if constant.type is int
            else numbers(constant.low, constant.high)
        )
        for constant in chosen
    }
    try:
        return draw(valid_scenarios()).override(changes)
    except ScenarioError:  # of two constants that must stand in order
        reject()


Check = Generator[None, World | None, None]
CHECKS: list[Callable[[Scenario, World], Check]] = []
"""Each is told the scenario and the world at the start, then sent every week, then None."""


def always(check: Callable[[Scenario, World], Check]) -> Callable[[Scenario, World], Check]:
    """Have a check made in every week of every scenario that is tried."""
    CHECKS.append(check)
    return check


@always
def hours_are_shared_out_whole(scenario, start):
    while world := (yield):
        hours = world.services.hours
        assert hours.shape == (len(scenario.service), len(HOURS))
        assert (hours >= 0).all()
        np.testing.assert_allclose(hours.sum(1), 1, rtol=1e-12)


@always
def money_stays_what_it_was_and_no_staff_are_owed(scenario, start):
    at_start = start.services.money
    while world := (yield):
        services = world.services
        np.testing.assert_allclose(services.money, at_start, rtol=1e-9, atol=1e-6)
        assert (services.staff >= 0).all()
        assert all((staff >= 0).all() for _, staff in services.in_transit)


@always
def people_come_and_go_and_are_never_lost(scenario, start):
    present, rows = scenario.place.people, scenario.place.people
    before = start.people.priority.copy()
    while world := (yield):
        people, events = world.people, world.events
        died, departed = events.of(Kind.DIED)[0], events.of(Kind.DEPARTED)[0]
        arrived = events.of(Kind.ARRIVED)[0]
        rows += arrived.size
        assert all(len(column) == rows for column in arrays(people).values())
        assert np.array_equal(people.priority[: len(before)], before)
        assert np.array_equal(arrived, np.arange(len(before), rows))
        present += arrived.size - died.size - departed.size
        assert np.count_nonzero(people.present) == present
        assert np.array_equal(people.present, people.alive & people.here)
        assert not people.present[died].any()
        assert not people.present[departed].any()
        assert not people.status[~people.present].any(), "those who are gone hold a place"
        before = people.priority.copy()


@always
def each_need_of_a_person_is_in_one_place_at_most(scenario, start):
    """Replayed from the events alone: nobody enters twice, or leaves where they were not."""
    width = len(scenario.need)
    replayed = np.zeros((0, width), dtype=np.int8)
    while world := (yield):
        people = world.people
        new = len(people.status) - len(replayed)
        replayed = np.concatenate([replayed, np.zeros((new, width), dtype=np.int8)])
        _replay(world, replayed)
        assert np.array_equal(people.status, replayed)
        rows, needs = people.status.nonzero()
        service = people.service[rows, needs]
        assert ((service >= 0) & (service < world.services.count)).all()
        assert not world.services.drop_in[service].any()
        assert (world.services.helps[service, needs] != 0).all()


def _replay(world: World, status: np.ndarray) -> None:
    """Move tracks as this week's events say, each from where it must have been."""

    def move(kinds: tuple[Kind, ...], before: int, after: int) -> None:
        for kind in kinds:
            rows, needs, *_ = world.events.of(kind)
            moved = rows * status.shape[1] + needs
            assert len(set(moved.tolist())) == moved.size
            assert (status[rows, needs] == before).all(), kind
            status[rows, needs] = after

    move((Kind.CUT_OFF,), Status.ACTIVE, Status.NONE)
    gone = np.concatenate([world.events.of(kind)[0] for kind in (Kind.DIED, Kind.DEPARTED)])
    assert not (status[gone] == Status.ACTIVE).any(), "a case outlived the person"
    status[gone] = Status.NONE
    move(ACCEPTED, Status.NONE, Status.WAITING)
    move((Kind.QUIT_WAITING,), Status.WAITING, Status.NONE)
    move((Kind.STARTED,), Status.WAITING, Status.ACTIVE)
    move(ENDINGS, Status.ACTIVE, Status.NONE)


@always
def no_service_holds_more_than_it_has_places(scenario, start):
    places = start.services.places
    while world := (yield):
        services, people = world.services, world.people
        held, waiting = (
            np.bincount(people.service[people.status == status], minlength=services.count)
            for status in (Status.ACTIVE, Status.WAITING)
        )
        closed = sum(_by_service(world, kind) for kind in ENDINGS)
        assert np.array_equal(services.active, held + closed)
        assert np.array_equal(services.waiting, waiting)
        assert (services.active <= places).all()
        places = services.places
        assert (held <= places).all(), "places were taken away from under people"


@always
def a_queue_takes_nobody_beyond_its_limit(scenario, start):
    places, waiting = start.services.places, start.services.waiting.copy()
    while world := (yield):
        accepted = sum(_by_service(world, kind) for kind in ACCEPTED)
        room = np.ceil(scenario.model.referral.queue_limit * places) - waiting
        assert (accepted <= np.maximum(room, 0)).all()
        places, waiting = world.services.places, world.services.waiting.copy()


def _by_service(world: World, kind: Kind) -> np.ndarray:
    return np.bincount(world.events.of(kind)[2], minlength=world.services.count)


@always
def everything_stays_in_bounds(scenario, start):
    least, floor = scenario.model.life.least, scenario.services.learning.floor
    while world := (yield):
        people, services, culture = world.people, world.services, world.culture
        for name, values in {**arrays(people), **arrays(services), **arrays(culture)}.items():
            assert values.dtype.kind != "f" or np.isfinite(values).all(), name
        assert (people.need >= world.arrays.real(least)).all()
        assert (people.need <= 1).all()
        for share in ("strength", "trust", "dependency"):
            _within(getattr(people, share), 0, 1)
        for share in ("knowledge", "goodwill", "futility", "skill", "supply", "busy"):
            _within(getattr(services, share), 0, 1)
        for share in ("morale", "affiliation", "heard", "leaving", "recorded", "truth"):
            _within(getattr(culture, share), 0, 1)
        _within(culture.gap, -1, 1)
        _within(services.chance, floor, 1 - floor)
        np.testing.assert_allclose(people.priority.sum(1), 1, rtol=1e-5)
        assert (people.good_weeks <= max(world.week + 1, 0) + 0.001).all()


def _within(values: np.ndarray, low: float, high: float) -> None:
    assert values.min(initial=high) >= low - 1e-6
    assert values.max(initial=low) <= high + 1e-6


@always
def the_network_carries_the_referrals_that_were_made(scenario, start):
    made = np.zeros((len(scenario.service) + 1, len(scenario.service)), dtype=np.int64)
    while world := (yield):
        for kind in REFERRED:
            _, _, service, referrer = world.events.of(kind)
            np.add.at(made, (referrer, service), 1)
        assert np.array_equal(world.services.flow, made)


@always
def a_record_adds_up_to_the_events(scenario, start):
    happened, present = [], []
    while world := (yield):
        if world.week < 0:
            continue
        if not happened:
            recorder = Recorder(world)
        counts = world.events.counts()
        assert counts.tolist() == [world.events.of(kind)[0].size for kind in Kind]
        recorder.record(world)
        happened.append(counts)
        present.append(np.count_nonzero(world.people.present))
        last = world
    record = recorder.finish(last)
    for kind, column in zip(Kind, np.transpose(happened), strict=True):
        assert record.weekly[kind.name.lower()].tolist() == column.tolist()
    assert record.weekly["present"].tolist() == present
    deaths = record.weekly["died"].sum()
    expected = 1000 * 52 * deaths / sum(present) if sum(present) else np.nan
    np.testing.assert_allclose(record.summary()["deaths"], expected)


def in_every_week(test: Any) -> Any:
    """Try a test on random scenarios, and on all that are shipped."""
    for name in INDEX:
        test = example(shrunk(name, 150, run__past_weeks=20, run__weeks=40), 1)(test)
    return settings(max_examples=80)(given(any_scenarios(), st.integers(0, 1000))(test))


@in_every_week
def test_what_must_hold_holds_in_every_week(scenario, seed):
    """One run is looked at by all checks: making it takes longer than looking."""
    start = World(scenario, seed)
    watching = [check(scenario, start) for check in CHECKS]
    for check in watching:
        next(check)
    for world in weeks_of(scenario, seed):
        for check in watching:
            check.send(world)
    for check in watching:
        with suppress(StopIteration):
            check.send(None)


def test_money_stays_what_it_was_while_it_is_fought_over_and_shared():
    """Competition, an open book and merged purses at full strength, all year round."""
    levers = {
        "open_book": 1.0, "purses_merged": 0.5, "competition": 1.0, "contract_weeks": 13,
        "target_weight": 1.0,
    }  # fmt: skip
    changes = {f"commissioning.{name}": value for name, value in levers.items()}
    scenario = shrunk("target_driven", 400, **changes, run__past_weeks=0, run__weeks=130)
    start = World(scenario, 1).services
    on_the_move, away = 0.0, 0.0
    for world in weeks_of(scenario, 1):
        np.testing.assert_allclose(world.services.money, start.money, rtol=1e-12)
        assert (world.services.staff >= scenario.model.money.least_staff * start.staff).all()
        on_the_move = max([on_the_move, *(staff.sum() for _, staff in world.services.in_transit)])
        away = max(away, np.abs(world.services.staff - start.staff).sum())
    assert on_the_move > 0.01
    assert away > 0.1
