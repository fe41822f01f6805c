"""Closing: recovered, dropped out, closed early, or run out of time.

Reads need, trust, since, mode. Writes tracks, trust. Draws streams "quit support", "record".
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import Kind, Mode, Status, World

from .endings import end_cases


def close_cases(world: World) -> None:
    """Every case that ends this week ends one way."""
    people, model, real = world.people, world.setting.model, world.setting.real
    tracks = world.tracks(Status.ACTIVE)
    ending = _endings(world, tracks)
    ends = ending >= 0
    tracks, ending = tracks[ends], ending[ends]
    if not tracks.size:
        return
    rows, _ = world.split(tracks)
    recovered = end_cases(world, tracks, ending)
    left = ending == int(Kind.QUIT_SUPPORT)
    kept = np.where(left, model.support.trust_quit, model.support.trust_failed).astype(real)
    gained = real(model.support.trust_success)
    trust = people.trust[rows]
    people.trust[rows] = np.where(recovered, trust + gained * (1 - trust), trust * kept)


def _endings(world: World, tracks: Rows) -> NDArray[np.int64]:
    """Kind of ending of each active track this week, or -1."""
    people, model, luck = world.people, world.setting.model, world.luck
    rows, needs = world.split(tracks)
    severity = people.need.reshape(-1)[tracks]
    weeks = world.clock - people.since.reshape(-1)[tracks].astype(np.int64)
    hold = (people.mode.reshape(-1)[tracks] & Mode.HOLD) > 0
    line = world.setting.real(model.support.finished) * world.setting.needs.recovered[needs]
    finished = (severity < line) & (weeks >= model.support.least_weeks)
    draw = luck.uniform("quit support", world.week, rows, world.setting.needs.keys[needs])
    quits = draw < model.seeking.quit_support * (1.3 - people.trust[rows])
    ending = np.full(tracks.size, -1, dtype=np.int64)
    ending[weeks >= model.support.longest_weeks] = int(Kind.RAN_OUT)
    ending[~hold & (weeks >= model.support.early_weeks)] = int(Kind.CLOSED_EARLY)
    ending[quits] = int(Kind.QUIT_SUPPORT)
    ending[finished] = int(Kind.COMPLETED)
    return ending
