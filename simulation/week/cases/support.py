"""Support: hours are split, needs eased, visits made to drop-ins.

Reads tracks, trust, practice, skill, levers.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows, chance_of, draw, fall
from simulation.week.felt.support_style import SupportStyle, support_style
from simulation.week.process import process
from simulation.week.services.practice import quality, view_change
from simulation.world import Kind, Mode, ScenarioArrays, Services, Status, Tracks, World
from simulation.world.constants import Constants
from simulation.world.people import Columns
from simulation.world.services import DropIns

from .hours import split_hours

Array = NDArray[np.float64]
DROP_IN, THIN = int(Kind.DROP_IN), Mode.THIN


class Visits(NamedTuple):
    """Visits to drop-ins, (n,)."""

    row: Rows
    need: Rows
    service: Rows


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
    services = world.services
    active, visits = world.standing(Status.ACTIVE), _visits(world)
    split_hours(world, active, visits.service)
    falls = _ease(
        active,
        visits,
        world.people.record,
        services.record,
        world.arrays.record,
        world.constants.record,
        support_style(world),
        quality(world),
    )
    view_change(world, falls, services.active)


@compiled
def _ease(
    active: Tracks,
    visits: Visits,
    people: Columns,
    services: Services,
    arrays: ScenarioArrays,
    constants: Constants,
    style: SupportStyle,
    quality: Array,
) -> Array:
    """Ease needs in visits and in support, which leaves traces in people.

    ``quality`` is how good each service's work is, (S,). Returns the mean fall in severity of each
    service's cases, (S,).
    """
    need, trust, least = people.need, people.trust, constants.life.least
    strength, dependency, cases = people.strength, people.dependency, services.active
    per_contact = _effect_per_contact(services, style, quality)
    _ease_visitors(visits, people, per_contact, style, constants)
    eased = _eased(active, people, arrays, per_contact, style, constants.effort.thin)
    falls = np.zeros(cases.size)
    for i in range(active.size):
        row, k = active[i].row, active[i].need
        need[row, k] = min(max(need[row, k] - eased[i], least), 1.0)
        falls[active[i].service] += eased[i]
        _leave_traces(row, strength, trust, dependency, style)
    return falls / np.maximum(cases, 1)


@compiled
def _effect_per_contact(services: Services, style: SupportStyle, quality: Array) -> Array:
    """What a contact of each service does for each need of a trusting person, (S, K)."""
    helps, supply, skill = services.helps, services.supply, services.skill
    per_contact = np.empty(helps.shape)
    for s in range(helps.shape[0]):
        per_contact[s] = supply[s] * quality[s] * skill[s] * style.effect * helps[s]
    return per_contact


@compiled
def _eased(
    active: Tracks,
    people: Columns,
    arrays: ScenarioArrays,
    per_contact: Array,
    style: SupportStyle,
    thin: float,
) -> Array:
    """By how much a week of support eases each need that is in it, (n,).

    contacts effect reach (1 + entanglement_gain m) (1 - coupling_loss m) n, where reach grows with
    trust, n is the need and m the weighted mean of the person's other needs.
    """
    need, trust, pull = people.need, people.trust, arrays.needs.pull
    eased = np.empty(active.size)
    for i in range(active.size):
        case = active[i]
        row, k, m = case.row, case.need, 0.0
        for other in range(need.shape[1]):
            m += pull[k, other] * need[row, other]
        fit = (1 + style.entanglement_gain * m) * (1 - style.coupling_loss * m)
        contacts = thin if case.mode & THIN else 1.0
        effect = per_contact[case.service, k] * _reach(trust[row], style.without_trust)
        eased[i] = contacts * effect * fit * need[row, k]
    return eased


@compiled
def _reach(trust: float, without_trust: float) -> float:
    """The share of support's effect that reaches a person of this trust."""
    return without_trust + (1 - without_trust) * trust


@compiled
def _leave_traces(
    row: int,
    strength: NDArray[Any],
    trust: NDArray[Any],
    dependency: NDArray[Any],
    style: SupportStyle,
) -> None:
    """Move a person's strength, trust and dependency, (P,), by a week of support for one need.

    Strength gains a share of what is missing, less in dependent people; trust moves by a share
    towards 1 or 0; dependency grows by a share of what is missing.
    """
    gain = min(style.strength_gain * (1 - style.dependency_penalty * dependency[row]), 1.0)
    strength[row] += gain * (1 - strength[row])
    trust[row] += style.trust_rate * (style.trust_target - trust[row])
    dependency[row] += style.dependency_gain * (1 - dependency[row])


@compiled
def _ease_visitors(
    visits: Visits,
    people: Columns,
    per_contact: Array,
    style: SupportStyle,
    constants: Constants,
) -> None:
    """Ease the needs of visitors: a visit does a part of what a contact does."""
    need, trust = people.need, people.trust
    part, least = constants.effort.drop_in, constants.life.least
    for i in range(visits.row.size):
        row, k, service = visits.row[i], visits.need[i], visits.service[i]
        eased = part * per_contact[service, k] * _reach(trust[row], style.without_trust)
        need[row, k] = min(max(need[row, k] * (1 - eased), least), 1.0)


def _visits(world: World) -> Visits:
    """Who visits which drop-in this week, for which need."""
    visits = _drop_in(
        world.people.record,
        world.arrays.record,
        world.constants.record,
        world.services.drop_ins,
        world.luck.start("drop-in", world.week),
    )
    world.events.add(DROP_IN, visits.row, visits.need, visits.service)
    return visits


@compiled
def _drop_in(
    people: Columns,
    arrays: ScenarioArrays,
    constants: Constants,
    drop_ins: DropIns,
    start: np.uint64,
) -> Visits:
    """Each visit to a drop-in: one at most for each need that is severe.

    One draw decides both: whether a person visits, and by its place among those that do, where.
    """
    seeking, keys = constants.seeking, arrays.needs.keys
    chance = seeking.drop_in * (seeking.readiness + people.trust) * people.present
    visits = _visiting(people, arrays, drop_ins.need, chance, start)
    for i in range(visits.row.size):
        row, k = visits.row[i], visits.need[i]
        place = chance_of(draw(start + keys[k], row)) / chance[row]
        visits.service[i] = drop_ins.service[fall(drop_ins.upto[k], place)]
    return visits


@compiled
def _visiting(
    people: Columns, arrays: ScenarioArrays, helped: Rows, chance: NDArray[Any], start: np.uint64
) -> Visits:
    """Visits for the needs that are ``helped``, by a person's chance, (P,); services are left out.

    Few draws fall below a chance: loops without a branch find those few.
    """
    need, recovered, keys = people.need, arrays.needs.recovered, arrays.needs.keys
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
    return Visits(found[0, :n].copy(), found[1, :n].copy(), found[2, :n].copy())
