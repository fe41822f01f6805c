"""Where everybody is, week by week, in two systems: what the page Watch it happen plays."""

import base64
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.journeys import JourneyRecorder, Journeys
from simulation.run import run_to_end
from simulation.scenario import Scenario
from simulation.week.schedule import run_past
from simulation.world import WEEKS_A_QUARTER, Kind, Status

from .pool import check

PEOPLE = 300
WEEKS = 104
HOME, GONE, NO_DOOR = 254, 255, 255
WAITING, ACTIVE, CRISIS = 1, 2, 8
MOST_EDGES = 60
REFUSED = (
    Kind.QUEUE_FULL,
    Kind.BELOW_THRESHOLD,
    Kind.REFUSED_SIMPLE,
    Kind.REFUSED_COMPLEX,
)
REFERRED = (*REFUSED, Kind.ACCEPTED_SIMPLE, Kind.ACCEPTED_COMPLEX)


def trace(scenarios: Sequence[Scenario], names: Sequence[str], seed: int, slot: int) -> str:
    """Simulate two systems from one past, and return JSON for ``components/watch.vue``.

    Bytes by week and person, in base64: ``place`` (a service, at home, or gone), ``state``
    (waiting or in support, and whether a crisis struck), ``door`` (a service that turned the
    person away that week). ``edges`` by quarter: from (the community last), to, referrals.
    """
    fork = run_past(scenarios[0], seed, lambda: check(slot))
    rows = np.flatnonzero(fork.people.cohort)[:PEOPLE]
    systems = []
    for scenario, name in zip(scenarios, names, strict=True):
        world = fork.fork(scenario)
        recorder = JourneyRecorder(world, rows.tolist())
        run_to_end(world, [recorder], lambda: check(slot))
        found = recorder.finish()
        systems.append({"name": name, **_system(found, len(scenario.service))})
    services = [service.label for service in scenarios[0].service.values()]
    made = {
        "weeks": scenarios[0].run.weeks,
        "people": len(rows),
        "services": services,
        "systems": systems,
    }
    return json.dumps(made)


def _system(found: Journeys, services: int) -> dict[str, Any]:
    place, state = _where(found)
    door = np.full(place.shape, NO_DOOR, np.uint8)
    person = np.searchsorted(found.rows, found.events["row"])
    kind, week = found.events["kind"], found.events["week"]
    away = np.isin(kind, REFUSED) & (found.events["service"] >= 0)
    door[week[away], person[away]] = found.events["service"][away]
    struck = kind == Kind.CRISIS
    state[week[struck], person[struck]] |= CRISIS
    packed = {
        key: base64.b64encode(np.ascontiguousarray(values).tobytes()).decode("ascii")
        for key, values in {"place": place, "state": state, "door": door}.items()
    }
    return packed | {"edges": _edges(found, services), "quarters": _counts(found, place, state)}


def _where(found: Journeys) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Place and state, each (weeks, people): in support before waiting, of several the first."""
    shape = found.present.shape
    place = np.full(shape, HOME, np.uint8)
    state = np.zeros(shape, np.uint8)
    for status, mark in ((Status.WAITING, WAITING), (Status.ACTIVE, ACTIVE)):
        there = found.status == status
        some = there.any(axis=2)
        first = there.argmax(axis=2)[..., None]
        service = np.take_along_axis(found.service, first, axis=2)[..., 0]
        place[some], state[some] = service[some], mark
    place[~found.present], state[~found.present] = GONE, 0
    return place, state


def _edges(found: Journeys, services: int) -> list[list[list[int]]]:
    """The most used referral routes of each quarter, as (from, to, referrals)."""
    asked = found.events[np.isin(found.events["kind"], REFERRED) & (found.events["service"] >= 0)]
    edges = []
    for quarter in range(-(-len(found.present) // WEEKS_A_QUARTER)):
        now = asked[asked["week"] // WEEKS_A_QUARTER == quarter]
        source = np.where(now["other"] < 0, services, now["other"])
        flow = np.zeros((services + 1, services), np.int64)
        np.add.at(flow, (source, now["service"]), 1)
        order = np.argsort(-flow, axis=None, kind="stable")[:MOST_EDGES]
        used = [int(i) for i in order if flow.flat[i]]
        edges.append([[*divmod(i, services), int(flow.flat[i])] for i in used])
    return edges


def _counts(
    found: Journeys, place: NDArray[np.uint8], state: NDArray[np.uint8]
) -> list[list[float]]:
    """By quarter: people in support, waiting, there (means), then turned away and crises (sums)."""
    kind, week = found.events["kind"], found.events["week"]
    rows = []
    for start in range(0, len(place), WEEKS_A_QUARTER):
        span = slice(start, start + WEEKS_A_QUARTER)
        during = (week >= start) & (week < start + WEEKS_A_QUARTER)
        rows.append(
            [
                float((state[span] & 3 == ACTIVE).sum(axis=1).mean().round(1)),
                float((state[span] & 3 == WAITING).sum(axis=1).mean().round(1)),
                float((place[span] != GONE).sum(axis=1).mean().round(1)),
                int((during & np.isin(kind, REFUSED)).sum()),
                int((during & (kind == Kind.CRISIS)).sum()),
            ]
        )
    return rows
