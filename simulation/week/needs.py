"""Needs move: they tip, pull on one another, are shocked, and sometimes turn for the better.

Reads need, strength, present. Writes need. Draws stream "needs".
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, chance_of, draw
from simulation.world import World

_NOISE = 2.0**-32 * 12.0**0.5  # width of a uniform distribution of standard deviation 1


def move_needs(world: World) -> None:
    """One week of every need: n += a n (1 - n)(n - tipping point) + pull + noise + jumps."""
    people, needs, tangle = world.people, world.setting.needs, world.setting.entanglement
    life = world.setting.constants.life
    drift = tangle.c if tangle.form == "drift" and world.width > 1 else 0.0  # by other needs
    _move(
        people.need, people.strength, people.present, world.luck.start("needs", world.week),
        needs.keys, needs.tipping, life.shocks * needs.shocks, needs.pull, drift * tangle.up,
        drift * tangle.down, tangle.c if tangle.form == "trigger" else 0.0, life,
        needs.each,
    )  # fmt: skip


@compiled
def _move(
    need: NDArray[Any],
    strength: NDArray[Any],
    present: NDArray[np.bool_],
    start: np.uint64,
    keys: Bits,
    tipping: NDArray[Any],
    shocks: NDArray[Any],
    pull: NDArray[Any],
    up: float,
    down: float,
    trigger: float,
    life: Any,
    needs: tuple[int, ...],
) -> None:
    """Move ``need``, (P, K), of those present, given ``strength``, (P,), and last week's needs.

    n += a n (1 - n)(n - tipping point) + up max(0, m - n) - down max(0, n - m) + noise + jump,
    m the weighted mean of a need's other needs. In the trigger form they multiply the chance of
    a shock by (1 - c) + c m^2 / usual instead.
    """
    before, noise = np.empty(len(needs)), _NOISE * life.noise
    pull = pull.astype(np.float64)
    for row in range(present.size):
        if not present[row]:
            continue
        above_middling = strength[row] - life.strength_middling
        tipping_point = life.tipping_point + life.tipping_strength * above_middling
        turn = life.turns * (life.turns_alone + strength[row])
        for k in range(len(needs)):
            before[k] = need[row, k]
        for k in range(len(needs)):
            n, m = before[k], 0.0
            for other in range(len(needs)):
                m += pull[k, other] * before[other]
            bits = draw(start + keys[k], row)
            change = tipping[k] * n * (1 - n) * (n - tipping_point)
            change += up * max(0.0, m - n) - down * max(0.0, n - m)
            # the lower half of a draw is noise; the upper, which decides, is for jumps
            n += change + noise * np.int32(bits)
            shock = shocks[k] * (1 - trigger + trigger * m * m / life.trigger_usual)
            place = chance_of(bits)
            if place < shock or 1 - place < turn:
                n = _jump(n, place, shock, turn, life)
            need[row, k] = min(max(n, life.least), 1.0)


@compiled
def _jump(severity: float, place: float, shock: float, turn: float, life: Any) -> float:
    """Severity after a shock or a turn for the better.

    One draw decides both: its lowest values are shocks, its highest turns, and its place among
    those gives the size.
    """
    if place < shock:
        severity += life.jump_low + (life.jump_high - life.jump_low) * (place / shock)
    if 1 - place < turn:
        severity *= life.turn_keeps * ((1 - place) / turn)
    return severity
