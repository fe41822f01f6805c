"""Support: hours are split, needs eased, visits made to drop-ins.

Reads tracks, trust, practice, skill, levers.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, chance_of, draw, fall
from simulation.week.felt.support_style import Manner, of_support
from simulation.week.process import process
from simulation.week.services.practice import quality, view_change
from simulation.world import Kind, Mode, Status, Tracks, World
from simulation.world.services import DropIns

from .hours import split_hours

Array = NDArray[np.float64]
DROP_IN, THIN = int(Kind.DROP_IN), Mode.THIN


@process(
    says="hours are split; drop-ins; needs ease; practice is learned",
    writes=(
        "people.dependency, people.need, people.strength, people.trust, services.active, "
        "services.hours, services.practice, services.spent, services.supply, "
        "services.usual_change, services.usual_change_square, trials.cases, trials.gain, events"
    ),
    draws="drop-in, view",
)
def support(world: World) -> None:
    """A week of support for all who are in it."""
    people, services, model = world.people, world.services, world.constants
    active, visits = world.standing(Status.ACTIVE), _visits(world)
    split_hours(world, active, visits[2])
    change = _ease(
        active, visits, people.need, people.strength, people.trust, people.dependency,
        world.arrays.needs.pull, services.helps, services.supply, quality(world), services.skill,
        services.active, of_support(world), model.effort.drop_in, model.effort.thin,
        model.life.least,
    )  # fmt: skip
    view_change(world, change, services.active)


@compiled
def _ease(
    active: Tracks,
    visits: Rows,
    need: NDArray[Any],
    strength: NDArray[Any],
    trust: NDArray[Any],
    dependency: NDArray[Any],
    pull: NDArray[Any],
    helps: Array,
    supply: Array,
    quality: Array,
    skill: Array,
    cases: Rows,
    manner: Manner,
    visit: float,
    thin: float,
    least: float,
) -> Array:
    """Ease needs, (P, K), in visits, (3, v), and in support, which leaves traces in people.

    Returns the mean fall in severity of each service's ``cases``, (S,).
    """
    per_contact = np.empty(helps.shape)
    for s in range(helps.shape[0]):
        per_contact[s] = supply[s] * quality[s] * skill[s] * manner.effect * helps[s]
    _ease_visitors(visits, need, trust, per_contact, visit, manner.without_trust, least)
    eased = _eased(active, need, trust, per_contact, pull, manner, thin)
    falls = np.zeros(helps.shape[0])
    for i in range(active.size):
        row, k = active[i].row, active[i].need
        need[row, k] = min(max(need[row, k] - eased[i], least), 1.0)
        falls[active[i].service] += eased[i]
        _leave_traces(row, strength, trust, dependency, manner)
    return falls / np.maximum(cases, 1)


@compiled
def _eased(
    active: Tracks,
    need: NDArray[Any],
    trust: NDArray[Any],
    per_contact: Array,
    pull: NDArray[Any],
    manner: Manner,
    thin: float,
) -> Array:
    """By how much a week of support eases each need that is in it, (n,).

    contacts effect reach (1 + bends m) (1 - blunted m) n, where reach grows with trust and m is
    the weighted mean of the other needs; ``per_contact`` by service and need, (S, K).
    """
    eased = np.empty(active.size)
    for i in range(active.size):
        case = active[i]
        row, k, m = case.row, case.need, 0.0
        for other in range(need.shape[1]):
            m += pull[k, other] * need[row, other]
        fit = (1 + manner.bends * m) * (1 - manner.blunted * m)
        contacts = thin if case.mode & THIN else 1.0
        effect = per_contact[case.service, k] * _reach(trust[row], manner.without_trust)
        eased[i] = contacts * effect * fit * need[row, k]
    return eased


@compiled
def _reach(trust: float, without_trust: float) -> float:
    """How much of support reaches a person of their trust."""
    return without_trust + (1 - without_trust) * trust


@compiled
def _leave_traces(
    row: int,
    strength: NDArray[Any],
    trust: NDArray[Any],
    dependency: NDArray[Any],
    manner: Manner,
) -> None:
    """What a week of support leaves in a person, once for each need in support.

    Strength gains a share of what is missing, less in the dependent; trust moves by a share
    towards 1 or 0; dependency grows by a share of what is missing.
    """
    gain = min(manner.gain * (1 - manner.saps * dependency[row]), 1.0)
    strength[row] += gain * (1 - strength[row])
    trust[row] += manner.move * (manner.toward - trust[row])
    dependency[row] += manner.growth * (1 - dependency[row])


@compiled
def _ease_visitors(
    visits: Rows,
    need: NDArray[Any],
    trust: NDArray[Any],
    per_contact: Array,
    part: float,
    without_trust: float,
    least: float,
) -> None:
    """A visit is a part of a contact, and does that part of what a week of support does."""
    for i in range(visits.shape[1]):
        row, k, service = visits[0, i], visits[1, i], visits[2, i]
        eased = part * per_contact[service, k] * _reach(trust[row], without_trust)
        need[row, k] = min(max(need[row, k] * (1 - eased), least), 1.0)


def _visits(world: World) -> Rows:
    """Row, need and service of this week's visits to drop-ins, (3, n)."""
    people, needs, seeking = world.people, world.arrays.needs, world.constants.seeking
    visits = _drop_in(
        people.need, people.trust, people.present, needs.recovered, needs.keys,
        world.luck.start("drop-in", world.week), seeking.drop_in, seeking.readiness,
        world.services.drop_ins,
    )  # fmt: skip
    world.events.add(DROP_IN, visits[0], visits[1], visits[2])
    return visits


@compiled
def _drop_in(
    need: NDArray[Any],
    trust: NDArray[Any],
    present: NDArray[np.bool_],
    recovered: NDArray[Any],
    keys: Bits,
    start: np.uint64,
    rate: float,
    readiness: float,
    drop_ins: DropIns,
) -> Rows:
    """Row, need and service of each visit, (3, n): one at most for each need that is severe.

    One draw decides both: its place among those that visit says where they go.
    """
    chance = rate * (readiness + trust) * present
    visits = _visiting(need, recovered, keys, start, chance, drop_ins.need)
    for i in range(visits.shape[1]):
        row, k = visits[0, i], visits[1, i]
        place = chance_of(draw(start + keys[k], row)) / chance[row]
        visits[2, i] = drop_ins.service[fall(drop_ins.upto[k], place)]
    return visits


@compiled
def _visiting(
    need: NDArray[Any],
    recovered: NDArray[Any],
    keys: Bits,
    start: np.uint64,
    chance: Array,
    helped: Rows,
) -> Rows:
    """Row and need of each visit, by a person's chance, (P,), with room for a service, (3, n).

    Few draws fall below a chance: loops without a branch find those few.
    """
    drawn = np.empty((helped.size, chance.size), dtype=np.bool_)
    some = np.zeros(chance.size, dtype=np.bool_)
    for j in range(helped.size):
        here, first = drawn[j], start + keys[helped[j]]
        for row in range(chance.size):
            here[row] = chance_of(draw(first, row)) < chance[row]
        for row in range(chance.size):
            some[row] |= here[row]
    rows, count = np.empty(chance.size, dtype=np.int64), 0
    for row in range(chance.size):
        rows[count] = row
        count += some[row]
    found, n = np.empty((3, count * helped.size), dtype=np.int64), 0
    for row in rows[:count]:
        for j in range(helped.size):
            found[0, n], found[1, n] = row, helped[j]
            n += drawn[j, row] & (need[row, helped[j]] > recovered[helped[j]])
    return found[:, :n].copy()
