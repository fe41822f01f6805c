"""Queues: some give up; free places are given by the rule in force; workers choose how to work.

Reads need, trust, since, mode. Writes status, since, waited, mode, start_sum, busy. Draws
streams "quit waiting", "turn", and "ways", one number for each way of working.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import Kind, Mode, Status, World
from simulation.world.services import WAYS

from .referral import rank_within


def run_queues(world: World) -> None:
    """Places go out; what is left of a queue tells a service how busy it is."""
    services, service = world.services, world.people.service.reshape(-1)
    waiting = _give_up(world, world.tracks(Status.WAITING))
    active = service[world.tracks(Status.ACTIVE)]
    services.active = np.bincount(active, minlength=services.count)
    started = _give_places(world, waiting)
    _start(world, started)
    services.active += np.bincount(service[started], minlength=services.count)
    memory = world.setting.learning.busy_memory
    services.busy += memory * ((services.waiting > 0) - services.busy)


def _give_up(world: World, tracks: Rows) -> Rows:
    """Those who drop out of the queue leave it; returns who still waits."""
    seeking, people, real = world.setting.model.seeking, world.people, world.setting.real
    rows, needs = world.split(tracks)
    warm = (people.mode.reshape(-1)[tracks] & Mode.CAME_WARM) > 0
    chance = seeking.quit_waiting * np.array([1.0, seeking.warm_keeps])[warm.astype(np.int64)]
    draw = world.luck.uniform("quit waiting", world.week, rows, world.setting.needs.keys[needs])
    quits = draw < chance
    services = people.service.reshape(-1)[tracks].astype(np.int64)
    stays = ~quits
    world.services.waiting = np.bincount(services[stays], minlength=world.services.count)
    world.events.add(int(Kind.QUIT_WAITING), rows[quits], needs[quits], services[quits])
    world.set_status(tracks[quits], Status.NONE)
    people.trust[rows[quits]] *= real(world.setting.model.support.trust_quit)
    return tracks[stays]


def _give_places(world: World, tracks: Rows) -> Rows:
    """Tracks that get a place, each service's free places going by the rule in force."""
    services = world.services
    service = world.people.service.reshape(-1)[tracks].astype(np.int64)
    free = np.maximum(services.places - services.active, 0)
    open_ = free[service] > 0  # nobody moves up where nothing is free
    tracks, service = tracks[open_], service[open_]
    order = np.lexsort((-_claim(world, tracks, service), service))
    first = rank_within(service[order]) < free[service[order]]
    chosen = order[first]
    services.waiting = services.waiting - np.bincount(service[chosen], minlength=services.count)
    return np.sort(tracks[chosen])


def _claim(world: World, tracks: Rows, service: Rows) -> NDArray[np.float64]:
    """How strong a claim to the next place is: time waited, or need and benefit."""
    people, best = world.people, world.levers.allocation
    rows, needs = world.split(tracks)
    waited = (world.clock - people.since.reshape(-1)[tracks]) / world.setting.model.referral.long_wait
    claim = (1 - best) * np.minimum(waited, 1)
    claim += 1e-6 * world.luck.uniform("turn", world.week, rows, world.setting.needs.keys[needs])
    if best > 0:
        severity = people.need.reshape(-1)[tracks]
        around = np.einsum("nk,nk->n", people.need[rows], world.setting.needs.pull[needs])
        claim += best * severity * world.services.helps[service, needs] * (0.5 + 0.5 * around)
    return claim


def _start(world: World, tracks: Rows) -> None:
    """Support begins; how it is worked is drawn from the service's habits."""
    people, services = world.people, world.services
    rows, needs = world.split(tracks)
    service = people.service.reshape(-1)[tracks].astype(np.int64)
    waited = world.clock - people.since.reshape(-1)[tracks].astype(np.int64)
    mode = people.mode.reshape(-1)
    kind = (mode[tracks] & Mode.COMPLEX) // Mode.COMPLEX
    keys = world.setting.needs.keys[needs]
    draws = world.luck.several(len(WAYS), "ways", world.week, rows, keys)
    chosen = draws.T < services.chance[service, kind][:, 1 : len(WAYS) + 1]
    mode[tracks] |= (chosen @ _BITS).astype(np.uint8)
    world.set_status(tracks, Status.ACTIVE)
    people.waited.reshape(-1)[tracks] = np.minimum(waited, 255)
    people.start_sum.reshape(-1)[tracks] = people.need[rows].sum(1)
    world.events.add(int(Kind.STARTED), rows, needs, service, waited)


_BITS = np.array(WAYS)
