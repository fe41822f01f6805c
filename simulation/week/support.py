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
from .manner import expertise, fit, leave_traces, reach
from .practice import quality, view_change

DROP_IN = int(Kind.DROP_IN)


class Visits(NamedTuple):
    """Visits to drop-ins, shape (n,)."""

    row: Rows
    need: Rows
    service: Rows


def support(world: World) -> None:
    """A week of support for all who are in it."""
    services, active = world.services, world.standing(Status.ACTIVE)
    visits = _visits(world)
    split_hours(world, active, np.bincount(visits.service, minlength=services.count))
    strength = services.supply * quality(world) * services.skill
    strength *= world.setting.model.support.effect * expertise(world)
    per_contact = (strength[:, None] * services.helps).astype(world.setting.real)
    _ease_visitors(world, visits, per_contact)
    change = _ease_cases(world, active, per_contact)
    leave_traces(world, active)
    view_change(world, change, services.active)


def _ease_cases(world: World, active: Tracks, per_contact: NDArray[Any]) -> NDArray[np.float64]:
    """Ease the needs in support; returns the mean fall in severity by service, (S,)."""
    people, model = world.people, world.setting.model
    eased = per_contact.reshape(-1)[active.service * world.width + active.need]
    thin = ((active.mode & Mode.THIN) != 0).nonzero()[0]
    eased[thin] *= model.effort.thin
    eased *= reach(world, active.row)
    eased *= fit(world, active)
    severity = people.need.reshape(-1)
    before = severity[active.track]
    eased *= before
    before -= eased
    np.maximum(before, model.life.least, out=before)
    severity[active.track] = np.minimum(before, 1, out=before)
    fall = np.bincount(active.service, weights=eased, minlength=world.services.count)
    return fall / np.maximum(world.services.active, 1)


def _visits(world: World) -> Visits:
    """Who drops in where this week: one visit at most for each need a drop-in helps."""
    people, needs, drop_ins = world.people, world.setting.needs, world.services.drop_ins
    visits = Visits(
        *_drop_in(
            people.need, people.trust, people.present, needs.recovered, needs.keys,
            world.luck.start("drop-in", world.week), world.setting.constants.seeking, drop_ins,
        )
    )  # fmt: skip
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
) -> tuple[Rows, Rows, Rows]:
    """Row, need and service of each visit, (n,): for a need that is severe.

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
    return found[0, :count].copy(), found[1, :count].copy(), found[2, :count].copy()


def _ease_visitors(world: World, visits: Visits, per_contact: NDArray[Any]) -> None:
    """A visit is a part of a contact, and does that part of what a week of support does."""
    people, model = world.people, world.setting.model
    if not visits.row.size:
        return
    eased = per_contact.reshape(-1)[visits.service * world.width + visits.need]
    eased *= model.effort.drop_in
    eased *= reach(world, visits.row)
    track = visits.row * world.width + visits.need
    severity = people.need.reshape(-1)
    after = severity[track] * (1 - eased)
    severity[track] = np.minimum(np.maximum(after, model.life.least), 1)
