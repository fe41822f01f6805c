"""Support: hours are split, needs eased, visits made to drop-ins.

Reads tracks, trust, practice, skill, levers. Writes need, hours, supply, practice's view of
change, and what support leaves in people. Draws stream "drop-in".
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, chance_of, draw, fall
from simulation.world import Kind, Mode, Status, Tracks, World
from simulation.world.services import DropIns

from .hours import split_hours
from .manner import Manner, expertise, leave_traces, of_support
from .practice import quality, view_change

DROP_IN, THIN = int(Kind.DROP_IN), Mode.THIN


class Visits(NamedTuple):
    """Visits to drop-ins, shape (n,)."""

    row: Rows
    need: Rows
    service: Rows


def support(world: World) -> None:
    """A week of support for all who are in it."""
    people, services, model = world.people, world.services, world.setting.model
    active, visits, manner = world.standing(Status.ACTIVE), _visits(world), of_support(world)
    split_hours(world, active, np.bincount(visits.service, minlength=services.count))
    strength = services.supply * quality(world) * services.skill
    strength *= model.support.effect * expertise(world)
    per_contact = strength[:, None] * services.helps
    _ease_visitors(
        visits, people.need, people.trust, model.effort.drop_in * per_contact,
        manner.without_trust, model.life.least,
    )  # fmt: skip
    falls = _ease_cases(
        active, people.need, people.trust, per_contact, world.setting.needs.pull, manner,
        model.effort.thin, model.life.least,
    )  # fmt: skip
    leave_traces(world, active)
    view_change(world, falls / np.maximum(services.active, 1), services.active)


@compiled
def _ease_cases(
    active: Tracks,
    need: NDArray[Any],
    trust: NDArray[Any],
    per_contact: NDArray[np.float64],
    pull: NDArray[Any],
    manner: Manner,
    thin: float,
    least: float,
) -> NDArray[np.float64]:
    """Ease the needs in support; returns the summed fall in severity by service, (S,).

    n -= contacts effect reach (1 + bends m) (1 - blunted m) n, where reach grows with trust and
    m is the weighted mean of the other needs; ``per_contact`` by service and need, (S, K).
    """
    eased, falls = np.empty(active.size), np.zeros(per_contact.shape[0])
    for i in range(active.size):
        case = active[i]
        row, k, m = case.row, case.need, 0.0
        for other in range(need.shape[1]):
            m += pull[k, other] * need[row, other]
        fit = (1 + manner.bends * m) * (1 - manner.blunted * m)
        contacts = thin if case.mode & THIN else 1.0
        effect = per_contact[case.service, k] * _reach(trust[row], manner.without_trust)
        eased[i] = contacts * effect * fit * need[row, k]
    for i in range(active.size):
        case = active[i]
        severity = need[case.row, case.need] - eased[i]
        need[case.row, case.need] = min(max(severity, least), 1.0)
        falls[case.service] += eased[i]
    return falls


@compiled
def _reach(trust: float, without_trust: float) -> float:
    """How much of support reaches a person of their trust."""
    return without_trust + (1 - without_trust) * trust


def _visits(world: World) -> Visits:
    """Who drops in where this week: one visit at most for each need a drop-in helps."""
    people, needs, drop_ins = world.people, world.setting.needs, world.services.drop_ins
    found = _drop_in(
        people.need, people.trust, people.present, needs.recovered, needs.keys,
        world.luck.start("drop-in", world.week), world.setting.constants.seeking, drop_ins,
    )  # fmt: skip
    visits = Visits(*found)
    world.events.add(DROP_IN, visits.row, visits.need, visits.service)
    return visits


@compiled
def _drop_in(
    need: NDArray[Any],
    trust: NDArray[Any],
    present: NDArray[np.bool_],
    recovered: NDArray[Any],
    keys: Bits,
    start: np.uint64,
    seeking: Any,
    drop_ins: DropIns,
) -> Rows:
    """Row, need and service of each visit, (3, n): for a need that is severe.

    One draw decides both: its place among those that visit says where they go.
    """
    found = np.empty((3, present.size * drop_ins.need.size), dtype=np.int64)
    count = 0
    for row in range(present.size):
        visits = seeking.drop_in * (seeking.readiness + trust[row]) * present[row]
        for k in drop_ins.need:
            place = chance_of(draw(start + keys[k], row))
            if place < visits and need[row, k] > recovered[k]:
                service = drop_ins.service[fall(drop_ins.upto[k], place / visits)]
                found[0, count], found[1, count], found[2, count] = row, k, service
                count += 1
    return found[:, :count].copy()


@compiled
def _ease_visitors(
    visits: Visits,
    need: NDArray[Any],
    trust: NDArray[Any],
    per_visit: NDArray[np.float64],
    without_trust: float,
    least: float,
) -> None:
    """A visit is a part of a contact, and does that part of what a week of support does."""
    for i in range(visits.row.size):
        row, k = visits.row[i], visits.need[i]
        eased = per_visit[visits.service[i], k] * _reach(trust[row], without_trust)
        need[row, k] = min(max(need[row, k] * (1 - eased), least), 1.0)
