"""Practice: services try small variations and follow what seems to help; the best moves on.

Reads practice, optimum, trials, blame, assurance. Writes tried, practice, optimum, usual change,
what trials showed. Draws streams "practice", "view".
"""

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows, even_noise
from simulation.world import World

from .pressure import blame_felt

Array = NDArray[np.float64]
_MOST = 3.0  # a change counts as at most this many spreads from usual


def try_variations(world: World) -> None:
    """The best practice drifts; every service departs a little from its usual."""
    services, model, luck = world.services, world.setting.model.practice, world.luck
    if not services.count:
        return
    draws = luck.named("practice", world.week, services.weekly_keys)
    step, tried = even_noise(draws)
    services.optimum = services.optimum + model.drift * step
    if world.setting.learning.practice_learning:
        services.tried = tried * (1 - caution(world))


def caution(world: World) -> float:
    """How much less is tried where failures are blamed, 0 to 1."""
    return float(world.setting.model.steering.blame_caution * blame_felt(world))


def match(world: World, practice: Array) -> Array:
    """How good a practice would be now, apart from variations: as ``quality``, (S,)."""
    services, width = world.services, world.setting.model.practice.width
    spread = world.setting.learning.practice_spread
    return _match(practice, services.optimum, spread, services.tried, width)


@compiled
def _match(practice: Array, optimum: Array, spread: float, tried: Array, width: float) -> Array:
    """exp(-|practice + variation - best|^2 / 2 width^2), (S,)."""
    match = np.empty(practice.shape[0])
    for service in range(match.size):
        square = 0.0
        for d in range(practice.shape[1]):
            away = practice[service, d] + spread * tried[service, d] - optimum[service, d]
            square += away * away
        match[service] = np.exp(-square / (2 * width * width))
    return match


def quality(world: World) -> Array:
    """exp(-|practice + variation - best|^2 / 2 width^2), shape (S,), 0 to 1.

    Where an experiment runs, a share of the work is done as on trial.
    """
    usual, trials = match(world, world.services.practice), world.trials
    if not trials.running.any():
        return usual
    tried = match(world, world.services.practice + trials.jump)
    return _mixed(usual, tried, trials.running, world.setting.model.trials.share)


@compiled
def _mixed(usual: Array, tried: Array, running: NDArray[np.bool_], share: float) -> Array:
    """Quality where a share of the work is done as on trial, (S,)."""
    return usual + share * running * (tried - usual)


def blur_of_view(world: World) -> float:
    """Noise in what workers see of one case in a week; looking at the work itself lessens it."""
    sees = world.setting.model.steering.assurance_sees * world.levers.assurance
    return float(world.setting.model.practice.view_noise * (1 - sees))


def view_change(world: World, change: NDArray[np.float64], cases: NDArray[np.int64]) -> None:
    """Workers follow variations after which people seemed to do better than usual, not pay.

    ``change`` is the mean fall in severity of a service's cases this week, ``cases`` how many
    there were; both (S,). What workers see is blurred, the less the more cases they see. Where
    failures are blamed, they look away from part of them.
    """
    _watch_trials(world, change, cases)
    learning, services = world.setting.learning, world.services
    if not learning.practice_learning or learning.practice_spread == 0 or not services.count:
        return
    quicker = 1 + learning.learning_hours_gain * world.levers.learning_hours
    hidden = world.setting.model.steering.blame_hides * blame_felt(world)
    services.practice, services.usual_change, services.usual_change_square = _follow(
        services.practice, services.tried, services.usual_change, services.usual_change_square,
        change, cases, even_noise(world.luck.named("view", world.week, services.keys)),
        blur_of_view(world), 1 - hidden, learning.practice_rate * quicker, learning.busy_memory,
    )  # fmt: skip


@compiled
def _follow(
    practice: Array,
    tried: Array,
    usual: Array,
    usual_square: Array,
    change: Array,
    cases: Rows,
    error: Array,
    blur: float,
    faced: float,
    step: float,
    memory: float,
) -> tuple[Array, Array, Array]:
    """Practice, (S, dimensions), and the usual change and its square, (S,), after a week.

    A service moves by ``step`` and by how many spreads its cases did better than usual, 3 at most,
    towards what it tried; of what went worse, a share is ``faced``. An ``error`` blurs the view.
    """
    practice, usual, usual_square = practice.copy(), usual.copy(), usual_square.copy()
    for s in range(cases.size):
        if cases[s] == 0:
            continue
        surprise = change[s] + blur / np.sqrt(cases[s]) * error[s] - usual[s]
        better = surprise / np.sqrt(max(usual_square[s], 1e-12))
        better = min(max(better, -_MOST), _MOST) * (faced if better < 0 else 1.0)
        for d in range(practice.shape[1]):
            practice[s, d] += step * better * tried[s, d]
        usual[s] += memory * surprise
        usual_square[s] += memory * (surprise * surprise - usual_square[s])
    return practice, usual, usual_square


def _watch_trials(world: World, change: Array, cases: NDArray[np.int64]) -> None:
    """What this week's cases on trial gained over the usual, summed until the trial is judged."""
    trials = world.trials
    if not trials.running.any():
        return
    usual = match(world, world.services.practice)
    tried = match(world, world.services.practice + trials.jump)
    share = world.setting.model.trials.share
    _watch(usual, tried, trials.running, share, change, cases, trials.gain, trials.cases)


@compiled
def _watch(
    usual: Array,
    tried: Array,
    running: NDArray[np.bool_],
    share: float,
    change: Array,
    cases: Rows,
    gain: Array,
    seen: Array,
) -> None:
    """Add up what is gained in the cases of this week, and how many are seen, (S,)."""
    mixed = _mixed(usual, tried, running, share)
    for s in range(cases.size):
        if running[s]:
            seen[s] += cases[s]
            if mixed[s] > 0:
                gain[s] += change[s] * (tried[s] - usual[s]) / mixed[s] * cases[s]
