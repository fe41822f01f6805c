"""Needs move: they tip, pull on one another, are shocked, and sometimes turn for the better.

Reads need, strength. Writes need. Draws stream "needs".
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Bits
from simulation.world import BLOCK, World

_TO_UNIT = 2.0**-32
_UNIFORM_SPREAD = 12.0**0.5  # width of a uniform distribution of standard deviation 1


def move_needs(world: World) -> None:
    """One week of every need: n += a n (1 - n)(n - tipping point) + pull + noise + jumps."""
    people = world.people
    for first in range(0, people.count, BLOCK):
        last = min(first + BLOCK, people.count)
        bits = world.luck.block("needs", world.week, first, last, world.setting.needs.keys)
        halves = bits.view(np.uint32).reshape(*bits.shape, 2)
        _move_block(world, people.need[first:last], people.strength[first:last], halves)


def _move_block(
    world: World, need: NDArray[Any], strength: NDArray[Any], bits: NDArray[np.uint32]
) -> None:
    setting, real = world.setting, world.setting.real
    life, form = setting.model.life, setting.entanglement.form
    c = setting.entanglement.c
    tip = real(life.tipping_point - life.strength_middling * life.tipping_strength)
    change = need - (tip + real(life.tipping_strength) * strength)[:, None]
    change *= need
    change *= setting.needs.tipping * (1 - need)
    around = need @ setting.needs.pull.T if c > 0 and form != "impaired" else None
    if around is not None and form == "drift":
        change += _pull(world, around - need)
    noise = bits[..., 0] * real(_TO_UNIT * _UNIFORM_SPREAD * life.noise)
    change += noise
    change -= real(0.5 * _UNIFORM_SPREAD * life.noise)
    need += change
    _jump(world, need, around if form == "trigger" else None, strength, bits[..., 1])
    np.clip(need, real(life.least), real(1), out=need)


def _pull(world: World, above: NDArray[Any]) -> NDArray[Any]:
    """c up max(0, m - n) - c down max(0, n - m), given m - n."""
    tangle, real = world.setting.entanglement, world.setting.real
    pull: NDArray[Any] = np.maximum(above, 0)
    pull *= real(tangle.c * (tangle.up - tangle.down))
    above *= real(tangle.c * tangle.down)
    pull += above
    return pull


def _jump(
    world: World,
    need: NDArray[Any],
    around: NDArray[Any] | None,
    strength: NDArray[Any],
    bits: NDArray[np.uint32],
) -> None:
    """Shocks and turns for the better of a block.

    One draw decides both: its lowest values are shocks, its highest turns, and its place among
    those gives the size.
    """
    setting, life = world.setting, world.setting.model.life
    c, real, severity = setting.entanglement.c, setting.real, need.reshape(-1)
    shock: Any = life.shocks * setting.needs.shocks
    if around is not None:
        shock = shock * (1 - c + c * around * around / 0.25)
    draw = bits.reshape(-1)
    near = np.flatnonzero(draw < _upto(float(np.max(shock, initial=0.0))))
    chance = np.broadcast_to(shock, bits.shape).reshape(-1)[near]
    place = draw[near] * _TO_UNIT
    hit = place < chance
    size = life.jump_low + (life.jump_high - life.jump_low) * place[hit] / chance[hit]
    severity[near[hit]] += size.astype(real)
    near = np.flatnonzero(draw >= _upto(1 - 1.5 * life.turns))
    chance = life.turns * (0.5 + strength[near // bits.shape[1]])
    place = 1 - draw[near] * _TO_UNIT
    hit = place < chance
    severity[near[hit]] *= (life.turn_keeps * place[hit] / chance[hit]).astype(real)


def _upto(chance: float) -> np.uint32:
    """The draw, of 32 bits, below which a chance falls."""
    return np.uint32(min(max(chance, 0.0), 1 - _TO_UNIT) * 2.0**32)
