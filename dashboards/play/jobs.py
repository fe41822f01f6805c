"""Rounds and reveals, played in the processes that simulate.

A process plays a game from its beginning each time, from a past that it remembers: a game's
journal is all that has to travel, and nothing is lost with a process.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from dashboards.state import pool
from dashboards.state.pool import check
from experiments.errors import InputError, RunError
from experiments.play import Journal, Played, Reveal, play, reveal, simulate_past
from simulation.world import World

from .room import Room, Setup

PASTS_KEPT = 4
_pasts: "OrderedDict[tuple[str, int], World]" = OrderedDict()


def rounds(setup: Setup, journal: Journal, slot: int) -> Played:
    """The job of a round: the game up to now."""
    return play(_past(setup, slot), setup.scenario, journal, setup.rounds, lambda: check(slot))


def end(setup: Setup, journal: Journal, slot: int) -> Reveal:
    """The job of a reveal."""
    past = _past(setup, slot)
    return reveal(past, setup.scenario, journal, setup.alliance, setup.rounds, lambda: check(slot))


def _past(setup: Setup, slot: int) -> World:
    key = (setup.scenario.past_key(), setup.seed)
    if key not in _pasts:
        _pasts[key] = simulate_past(setup.scenario, setup.seed, lambda: check(slot))
        while len(_pasts) > PASTS_KEPT:
            _pasts.popitem(last=False)
    _pasts.move_to_end(key)
    return _pasts[key]


def prepare(room: Room) -> None:
    """Have the past ready, and find out who can be followed from the fork on."""

    def take(found: Played) -> None:
        with room.change():
            room.rows = found.rows

    _begin(room, rounds, room.journal, take)


def close_round(room: Room) -> None:
    """Play the round with what was decided, and open the next."""
    journal = room.close_round()
    if journal is not None:
        _begin(room, rounds, journal, lambda found: room.take(journal, found))


def show_reveal(room: Room) -> None:
    """Make the reveal and show it to all."""
    if room.ask_for_reveal():
        _begin(room, end, room.journal, room.show_reveal)


def _begin(
    room: Room, job: Callable[..., Any], journal: Journal, take: Callable[[Any], None]
) -> None:
    """Do a job beside the screens; the room is told what came of it, or what went wrong."""

    def work() -> None:
        off = threading.Event()
        try:
            found = pool.run_one(pool.ensembles, job, room.setup, journal, off=off)
        except RunError as error:
            found = error
        if isinstance(found, InputError | RunError):
            room.fail(str(found))
        elif isinstance(found, BaseException):
            room.fail(f"It failed unexpectedly: {type(found).__name__}: {found}")
        else:
            take(found)

    threading.Thread(target=work, daemon=True).start()
