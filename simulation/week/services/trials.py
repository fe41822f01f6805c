"""Experiments: ideas wait for approval, are checked, tried on part of the work, kept or dropped.

Reads practice, optimum, blame, what trials showed.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, chance_of, draw, even_noise
from simulation.week.felt.pressure import blame_felt
from simulation.week.process import process
from simulation.world import WEEKS_A_YEAR, World
from simulation.world.hours import OVERHEAD
from simulation.world.services import PRACTICE_DIMENSIONS
from simulation.world.trials import NEVER

from .practice import caution, match, observation_noise

Array = NDArray[np.float64]


@process(
    says="experiments are judged, begin after a check; ideas come",
    writes=(
        "culture.morale, services.practice, services.spent, trials.cases, trials.gain, "
        "trials.jump, trials.running, trials.starts"
    ),
    draws="idea, idea step, safety, verdict",
)
def run_trials(world: World) -> None:
    """Trials that are over are judged, those due begin, and services have new ideas."""
    trials, weeks = world.trials, world.constants.trials.trial_weeks
    if not world.constants.learning.practice_learning:
        return
    over, due = _pending(trials.starts, trials.running, world.clock, weeks)
    if over.size:
        _judge(world, over)
    if due.size:
        _begin(world, due)
    if world.levers.experiment_rate > 0:
        _have_ideas(world)


@compiled
def _pending(starts: Rows, running: NDArray[np.bool_], clock: int, weeks: int) -> tuple[Rows, Rows]:
    """Services whose trials are over, and those whose ideas are due, (n,) each."""
    over = running & (clock >= starts + weeks)
    due = ~running & (clock >= starts)
    return over.nonzero()[0], due.nonzero()[0]


def _have_ideas(world: World) -> None:
    """A service without one has an idea now and then; it points in part to what is best now."""
    services, trials, model = world.services, world.trials, world.constants.trials
    rate = world.levers.experiment_rate * (1 - caution(world)) / WEEKS_A_YEAR
    start = world.luck.start("idea", world.week)
    has = _inspired(start, services.keys, -np.expm1(-rate), trials.starts, trials.running)
    if not has.size:
        return
    aim = services.optimum - services.practice
    aim /= np.maximum(np.sqrt((aim * aim).sum(1, keepdims=True)), 1e-12)
    draws = world.luck.named("idea step", world.week, services.practice_keys)
    chance = even_noise(draws) / PRACTICE_DIMENSIONS**0.5
    step = model.step * (model.insight * aim + (1 - model.insight) * chance)
    trials.jump[has] = step[has]
    trials.starts[has] = world.clock + world.levers.governance_delay_weeks


@compiled
def _inspired(
    start: np.uint64, keys: Bits, chance: float, starts: Rows, running: NDArray[np.bool_]
) -> Rows:
    """Services that have an idea this week, (n,)."""
    has = np.zeros(keys.size, dtype=np.bool_)
    for s in range(keys.size):
        free = starts[s] == NEVER and not running[s]
        has[s] = free and chance_of(draw(start + keys[s], 0)) < chance
    return has.nonzero()[0]


def _begin(world: World, due: Rows) -> None:
    """Try ideas that are due, unless a check finds that they would harm."""
    services, trials, model = world.services, world.trials, world.constants.trials
    check = world.levers.safety_check
    services.spent[due, OVERHEAD] += model.check * check
    loss = match(world, services.practice) - match(world, services.practice + trials.jump)
    found = world.luck.named("safety", world.week, services.keys[due]) < check
    stopped = (loss[due] > model.harm) & found
    trials.starts[due[stopped]] = NEVER
    begins = due[~stopped]
    trials.running[begins] = True
    trials.starts[begins] = world.clock
    trials.gain[begins] = trials.cases[begins] = 0


def _judge(world: World, over: Rows) -> None:
    """Keep working as on trial where that seemed to gain; what workers saw of it is noisy."""
    services, trials, model = world.services, world.trials, world.constants.trials
    cases, morale = np.maximum(trials.cases[over], 1), world.culture.morale
    error = observation_noise(world) / np.sqrt(cases * model.share * (1 - model.share))
    draws = world.luck.named("verdict", world.week, services.keys[over])
    better = trials.gain[over] / cases + error * even_noise(draws) > 0
    judged = trials.cases[over] > 0
    kept, failed = over[judged & better], over[judged & ~better]
    services.practice[kept] += trials.jump[kept]
    morale[failed] = np.maximum(morale[failed] - model.failed * blame_felt(world), 0)
    trials.running[over] = False
    trials.starts[over] = NEVER
