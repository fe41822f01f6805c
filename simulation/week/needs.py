"""Needs move: they tip, pull on one another, are shocked, and sometimes turn for the better.

Reads need, strength. Writes need. Draws stream "needs".
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.luck import BLOCK, Bits, below, unit
from simulation.world import World

_UNIFORM_SPREAD = 12.0**0.5  # width of a uniform distribution of standard deviation 1


def move_needs(world: World) -> None:
    """One week of every need: n += a n (1 - n)(n - tipping point) + pull + noise + jumps."""
    people, least = world.people, world.setting.real(world.setting.model.life.least)
    for first in range(0, people.count, BLOCK):
        last = min(first + BLOCK, people.count)
        need, strength = people.need[first:last], people.strength[first:last]
        around = _around(world, need)
        change = _tip(world, need, strength)
        if around is not None and world.setting.entanglement.form == "drift":
            _pull(world, change, around - need)
        bits = world.luck.block("needs", world.week, first, last, world.setting.needs.keys)
        # the lower half of a draw is noise; the upper, which decides, is for jumps
        noise = bits.astype(np.int32).astype(world.setting.real)
        noise *= 2.0**-32 * _UNIFORM_SPREAD * world.setting.model.life.noise
        change += noise
        need += change
        _jump(world, need, around, strength, bits)
        np.clip(need, least, world.setting.real(1), out=need)


def _tip(world: World, need: NDArray[Any], strength: NDArray[Any]) -> NDArray[Any]:
    """The tipping of needs, a n (1 - n)(n - tipping point); strength moves the tipping point."""
    life = world.setting.model.life
    points = strength * life.tipping_strength
    points += life.tipping_point - life.strength_middling * life.tipping_strength
    change: NDArray[Any] = need - points[:, None]
    change *= need
    change *= world.setting.needs.tipping_block[: need.shape[0]]
    change *= 1 - need
    return change


def _around(world: World, need: NDArray[Any]) -> NDArray[Any] | None:
    """Each need's other needs, weighted by their pull; None where the coupling reads none."""
    tangle = world.setting.entanglement
    if tangle.c == 0 or tangle.form == "impaired":
        return None
    around: NDArray[Any] = need @ world.setting.needs.pull.T
    return around


def _pull(world: World, change: NDArray[Any], above: NDArray[Any]) -> None:
    """Add c up max(0, m - n) - c down max(0, n - m), given m - n."""
    tangle = world.setting.entanglement
    upwards = np.maximum(above, 0)
    upwards *= tangle.c * (tangle.up - tangle.down)
    above *= tangle.c * tangle.down
    change += upwards
    change += above


def _jump(
    world: World,
    need: NDArray[Any],
    around: NDArray[Any] | None,
    strength: NDArray[Any],
    bits: Bits,
) -> None:
    """Shocks and turns for the better of a block.

    One draw decides both: its lowest values are shocks, its highest turns, and its place among
    those gives the size.
    """
    setting, life = world.setting, world.setting.model.life
    severity, draws, width = need.reshape(-1), bits.reshape(-1), need.shape[1]
    shocks = life.shocks * setting.needs.shocks
    trigger = around is not None and setting.entanglement.form == "trigger"
    # one need at its worst sets off at most this many times as many shocks as usual
    most = 1 + 3 * setting.entanglement.c if trigger else 1.0
    near = (draws < below(most * shocks.max(initial=0.0))).nonzero()[0]
    chance = shocks[near % max(width, 1)]
    if around is not None and trigger:
        chance *= _triggered(world, around.reshape(-1)[near])
    place = unit(draws[near])
    hit = place < chance
    near, share = near[hit], place[hit] / chance[hit]
    severity[near] += life.jump_low + (life.jump_high - life.jump_low) * share
    near = (draws >= below(1 - 1.5 * life.turns)).nonzero()[0]
    chance = life.turns * (0.5 + strength[near // max(width, 1)])
    place = 1 - unit(draws[near])
    hit = place < chance
    severity[near[hit]] *= life.turn_keeps * place[hit] / chance[hit]


def _triggered(world: World, around: NDArray[Any]) -> NDArray[Any]:
    """How other needs multiply the rate of shocks in the trigger form."""
    c = world.setting.entanglement.c
    factor: NDArray[Any] = 1 - c + c * around * around / 0.25
    return factor
