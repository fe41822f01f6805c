"""Needs move: they tip, pull on one another, are shocked, and sometimes turn for the better.

Reads need, strength, present.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import chance_of, draw
from simulation.parameters.needs import Entanglement
from simulation.week.process import process
from simulation.world import World
from simulation.world.constants import Constants, choice

_BLOCK = 64  # people at once, a line for each need: a processor moves several along a line together
_NOISE = 2.0**-32 * 12.0**0.5  # width of a uniform distribution of standard deviation 1
DRIFT, TRIGGER = (choice(Entanglement, "form", form) for form in ("drift", "trigger"))


@process(
    says="needs tip, pull on one another, jump",
    writes="people.need",
    draws="needs",
)
def move_needs(world: World) -> None:
    """One week of every need: n += a n (1 - n)(n - tipping point) + pull + noise + jumps."""
    _move(world.record, world.luck.start("needs", world.week))


@compiled
def _move(world: World, start: np.uint64) -> None:
    """Move the needs of those present, given their strength and last week's needs.

    n += a n (1 - n)(n - tipping point) + up max(0, m - n) - down max(0, n - m) + noise + jump,
    m the weighted mean of a need's other needs. In the trigger form they multiply the chance of
    a shock by (1 - c) + c m^2 / usual instead.
    """
    people, arrays, constants = world.people, world.arrays, world.constants
    need, strength, present = people.need, people.strength, people.present
    keys, tipping, shocks = arrays.needs.keys, arrays.needs.tipping, arrays.needs.shocks
    each, pull, life = arrays.needs.each, arrays.needs.pull, constants.life
    up, down, trigger = _coupling(constants, len(each))
    usual, least = life.trigger_usual, life.least
    before, after = np.zeros((len(each), _BLOCK)), np.zeros((len(each), _BLOCK))
    place, shock = np.zeros((len(each), _BLOCK)), np.zeros((len(each), _BLOCK))
    around, tipping_point, turn = np.zeros(_BLOCK), np.zeros(_BLOCK), np.zeros(_BLOCK)
    jumps, noise = np.zeros(_BLOCK, dtype=np.bool_), _NOISE * life.noise
    for first in range(0, present.size, _BLOCK):
        size = min(_BLOCK, present.size - first)
        for i in range(size):
            above_middling = strength[first + i] - life.strength_middling
            tipping_point[i] = life.tipping_point + life.tipping_strength * above_middling
            turn[i] = life.turns * (life.turns_alone + strength[first + i])
            jumps[i] = False
            for k in range(len(each)):
                before[k, i] = need[first + i, k]
        for k in range(len(each)):
            _weigh(pull[k], before, around)
            luck, tips, shocked = start + keys[k], tipping[k], shocks[k]
            for i in range(_BLOCK):
                n, m, bits = before[k, i], around[i], draw(luck, first + i)
                change = tips * n * (1 - n) * (n - tipping_point[i])
                change += up * max(0.0, m - n) - down * max(0.0, n - m)
                # the lower half of a draw is noise; the upper, which decides, is for jumps
                after[k, i] = n + (change + noise * np.int32(bits))
                shock[k, i] = shocked * (1 - trigger + trigger * m * m / usual)
                place[k, i] = chance_of(bits)
                jumps[i] |= (place[k, i] < shock[k, i]) | (1 - place[k, i] < turn[i])
        for i in range(size):
            if jumps[i]:
                for k in range(len(each)):
                    after[k, i] = _jump(after[k, i], place[k, i], shock[k, i], turn[i], constants)
            if present[first + i]:
                for k in range(len(each)):
                    need[first + i, k] = min(max(after[k, i], least), 1.0)


@compiled
def _coupling(constants: Constants, needs: int) -> tuple[float, float, float]:
    """How needs act on each other: pull upward, pull downward, and what they make of shocks."""
    coupled = constants.entanglement
    drift = coupled.c if coupled.form == DRIFT and needs > 1 else 0.0
    trigger = coupled.c if coupled.form == TRIGGER else 0.0
    return drift * coupled.up, drift * coupled.down, trigger


@compiled
def _weigh(pull: NDArray[Any], needs: NDArray[np.float64], around: NDArray[np.float64]) -> None:
    """What pulls on one need: a block's needs, (K, B), by their pull, (K,), into ``around``."""
    around[:] = 0.0
    for k in range(pull.size):
        weight = np.float64(pull[k])
        for i in range(around.size):
            around[i] += weight * needs[k, i]


@compiled
def _jump(severity: float, place: float, shock: float, turn: float, constants: Constants) -> float:
    """Severity after a shock or a turn for the better.

    One draw decides both: its lowest values are shocks, its highest turns, and its place among
    those gives the size.
    """
    life = constants.life
    if place < shock:
        severity += life.jump_low + (life.jump_high - life.jump_low) * (place / shock)
    if 1 - place < turn:
        severity *= life.turn_keeps * ((1 - place) / turn)
    return severity
