"""Support: hours are split, needs eased, visits made to drop-ins, strength gained.

Reads tracks, trust, practice, skill, levers. Writes need, strength, hours, supply, practice's
view of change. Draws stream "drop-in".
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import BLOCK, Kind, Mode, Status, World

from .hours import split_hours
from .practice import quality, view_change


class Visits(NamedTuple):
    """Visits to drop-ins, shape (n,)."""

    row: Rows
    need: Rows
    service: Rows


def support(world: World) -> None:
    """A week of support for all who are in it."""
    services, people = world.services, world.people
    tracks = world.tracks(Status.ACTIVE)
    service = people.service.reshape(-1)[tracks]
    mode = people.mode.reshape(-1)[tracks]
    visits = _visits(world) if services.drop_in.any() else Visits(*[tracks[:0]] * 3)
    services.active = np.bincount(service, minlength=services.count)
    split_hours(world, service, mode, np.bincount(visits.service, minlength=services.count))
    strength = services.supply * quality(world) * services.skill
    per_contact = (strength[:, None] * services.helps).astype(world.setting.real)
    _ease_visitors(world, visits, per_contact)
    change = _ease_cases(world, tracks, service, mode, per_contact)
    view_change(world, change, services.active)


def _ease_cases(
    world: World, tracks: Rows, service: Rows, mode: NDArray[np.uint8], per_contact: NDArray[Any]
) -> NDArray[np.float64]:
    """Ease the needs in support; returns the mean fall in severity by service, (S,)."""
    people, model, real = world.people, world.setting.model, world.setting.real
    rows, needs = world.split(tracks)
    eased = per_contact[service, needs]
    eased *= real(model.support.effect)
    eased[(mode & Mode.THIN) > 0] *= real(model.effort.thin)
    eased *= _reach(world, rows)
    eased *= _unimpaired(world, rows, needs)
    severity = people.need.reshape(-1)
    eased *= severity[tracks]
    severity[tracks] = np.clip(severity[tracks] - eased, real(model.life.least), real(1))
    gain = real(model.life.strength_from_support)
    people.strength[rows] += gain * (1 - people.strength[rows])
    fall = np.bincount(service, weights=eased, minlength=world.services.count)
    return fall / np.maximum(world.services.active, 1)


def _reach(world: World, rows: Rows) -> NDArray[Any]:
    """How much of support reaches a person of their trust."""
    without, real = world.setting.model.support.without_trust, world.setting.real
    return real(without) + real(1 - without) * world.people.trust[rows]


def _unimpaired(world: World, rows: Rows, needs: Rows) -> Any:
    """Share of support that other needs leave, in the impaired form of coupling; else 1."""
    tangle = world.setting.entanglement
    if tangle.form != "impaired" or tangle.c == 0:
        return 1
    around = np.einsum("nk,nk->n", world.people.need[rows], world.setting.needs.pull[needs])
    return 1 - world.setting.real(world.setting.model.life.impair * tangle.c) * around


def _visits(world: World) -> Visits:
    """Who drops in where this week: one visit at most for each need a drop-in helps."""
    services, people, needs = world.services, world.people, world.setting.needs
    chances = services.dropping_in()
    columns = chances.any(1).nonzero()[0]
    row, need = _wishing(world, columns)
    draws = world.luck.several(2, "drop-in", world.week, row, needs.keys[need])
    goes = draws[0] < world.setting.model.seeking.drop_in * (0.5 + people.trust[row])
    row, need, draw = row[goes], need[goes], draws[1][goes]
    upto = chances[need]
    service = (upto <= draw[:, None]).sum(1)
    visits = Visits(row, need, np.minimum(service, services.count - 1))
    world.events.add(int(Kind.DROP_IN), visits.row, visits.need, visits.service)
    return visits


def _wishing(world: World, columns: Rows) -> tuple[Rows, Rows]:
    """Rows and needs of those who might visit a drop-in: severe, present, helped there."""
    people, needs = world.people, world.setting.needs
    rows, found = [], []
    for first in range(0, people.count, BLOCK):
        block = slice(first, min(first + BLOCK, people.count))
        wants = people.need[block][:, columns] > needs.recovered[columns]
        wants &= people.present[block, None]
        row, column = wants.nonzero()
        rows.append(row + first)
        found.append(columns[column])
    if not rows:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    return np.concatenate(rows), np.concatenate(found)


def _ease_visitors(world: World, visits: Visits, per_contact: NDArray[Any]) -> None:
    """A visit is a part of a contact, and does that part of what a week of support does."""
    if not visits.row.size:
        return
    people, model, real = world.people, world.setting.model, world.setting.real
    eased = per_contact[visits.service, visits.need] * _reach(world, visits.row)
    eased *= real(model.support.effect * model.effort.drop_in)
    severity = people.need[visits.row, visits.need]
    people.need[visits.row, visits.need] = np.clip(
        severity * (1 - eased), real(model.life.least), real(1)
    )
