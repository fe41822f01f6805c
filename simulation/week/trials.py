"""Experiments: ideas wait for approval, are checked, tried on part of the work, kept or dropped.

Reads practice, optimum, blame, what trials showed. Writes trials, practice, morale, spent hours.
Draws streams "idea", "idea step", "safety", "verdict".
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import even_noise
from simulation.world import WEEKS_A_YEAR, World
from simulation.world.services import OVERHEAD, PRACTICE_DIMENSIONS
from simulation.world.trials import NEVER

from .practice import blur_of_view, caution, match
from .pressure import blame_felt

Array = NDArray[np.float64]


def run_trials(world: World) -> None:
    """Trials that are over are judged, those due begin, and services have new ideas."""
    trials = world.trials
    if not world.setting.learning.practice_learning:
        return
    if trials.running.any():
        _judge(world)
    _begin(world)
    if world.levers.experiment_rate > 0:
        _have_ideas(world)


def _have_ideas(world: World) -> None:
    """A service without one has an idea now and then; it points in part to what is best now."""
    services, trials, model = world.services, world.trials, world.setting.model.trials
    rate = world.levers.experiment_rate * (1 - caution(world)) / WEEKS_A_YEAR
    has = world.luck.named("idea", world.week, services.keys) < -np.expm1(-rate)
    has &= (trials.starts == NEVER) & ~trials.running
    if not has.any():
        return
    aim = services.optimum - services.practice
    aim /= np.maximum(np.sqrt((aim * aim).sum(1, keepdims=True)), 1e-12)
    draws = world.luck.named("idea step", world.week, services.practice_keys)
    chance = even_noise(draws) / PRACTICE_DIMENSIONS**0.5
    step = model.step * (model.insight * aim + (1 - model.insight) * chance)
    trials.jump[has] = step[has]
    trials.starts[has] = world.clock + world.levers.governance_delay_weeks


def _begin(world: World) -> None:
    """Ideas whose time has come are tried, unless a check finds that they would harm."""
    services, trials, model = world.services, world.trials, world.setting.model.trials
    due = (trials.starts <= world.clock) & ~trials.running
    if not due.any():
        return
    check = world.levers.safety_check
    services.spent[due, OVERHEAD] += model.check * check
    loss = match(world, services.practice) - match(world, services.practice + trials.jump)
    found = world.luck.named("safety", world.week, services.keys) < check
    stopped = due & (loss > model.harm) & found
    trials.starts[stopped] = NEVER
    begins = due & ~stopped
    trials.running |= begins
    trials.starts[begins] = world.clock
    trials.gain[begins] = trials.cases[begins] = 0


def _judge(world: World) -> None:
    """What was seen, through the noise of looking, says whether to go on working like this."""
    services, trials, model = world.services, world.trials, world.setting.model.trials
    over = trials.running & (world.clock >= trials.starts + model.trial_weeks)
    if not over.any():
        return
    cases = np.maximum(trials.cases, 1)
    error = blur_of_view(world) / np.sqrt(cases * model.share * (1 - model.share))
    draw = world.luck.named("verdict", world.week, services.keys)
    seen = trials.gain / cases + error * even_noise(draw)
    kept = over & (seen > 0) & (trials.cases > 0)
    services.practice = services.practice + np.where(kept[:, None], trials.jump, 0.0)
    failed = over & ~kept & (trials.cases > 0)
    lost = model.failed * blame_felt(world) * failed
    world.culture.morale = np.maximum(world.culture.morale - lost, 0)
    trials.running &= ~over
    trials.starts[over] = NEVER
