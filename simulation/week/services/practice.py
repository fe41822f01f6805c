"""Practice: services try small variations and follow what seems to help; the best moves on.

Reads practice, optimum, trials, blame, assurance.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, chance_of, draw, even_noise
from simulation.week.felt.pressure import blame_felt
from simulation.week.process import process
from simulation.world import World

Array = NDArray[np.float64]
_MOST = 3.0  # a change counts as at most this many spreads from usual
_even_noise: Any = compiled(even_noise)  # of one number, in a kernel


@process(
    says="the best practice drifts; services try something",
    writes="services.optimum, services.tried",
    draws="practice",
)
def try_variations(world: World) -> None:
    """The best practice drifts; every service departs a little from its usual."""
    services, constants = world.services, world.constants
    _vary(
        world.luck.start("practice", world.week), services.weekly_keys, services.optimum,
        services.tried, constants.practice.drift, constants.learning.practice_learning,
        1 - caution(world),
    )  # fmt: skip


@compiled
def _vary(
    start: np.uint64,
    keys: Bits,
    optimum: Array,
    tried: Array,
    drift: float,
    learns: bool,
    keen: float,
) -> None:
    """Move the best practice, and say what is tried, both (S, dimensions), by unit noise."""
    for s in range(optimum.shape[0]):
        for d in range(optimum.shape[1]):
            optimum[s, d] += drift * _noise(start + keys[0, s, d])
            if learns:
                tried[s, d] = _noise(start + keys[1, s, d]) * keen


@compiled
def _noise(start: np.uint64) -> Any:
    """Noise of mean 0 and standard deviation 1, where a stream starts."""
    return _even_noise(chance_of(draw(start, 0)))


def caution(world: World) -> float:
    """How much less is tried where failures are blamed, 0 to 1."""
    return float(world.constants.steering.blame_caution * blame_felt(world))


def match(world: World, practice: Array) -> Array:
    """How good a practice would be now, apart from trials: as ``quality``, (S,)."""
    services, width = world.services, world.constants.practice.width
    spread = world.constants.learning.practice_spread
    return _match(practice, services.tried, services.optimum, spread, width)


@compiled
def _match(practice: Array, tried: Array, optimum: Array, spread: float, width: float) -> Array:
    """exp(-|practice + variation - best|^2 / 2 width^2), (S,)."""
    match = np.empty(practice.shape[0])
    for s in range(match.size):
        match[s] = _matched(practice[s], tried[s], optimum[s], spread, width)
    return match


@compiled
def _matched(practice: Array, tried: Array, optimum: Array, spread: float, width: float) -> float:
    """The same of one service, from what is (dimensions,)."""
    square = 0.0
    for d in range(practice.size):
        away = practice[d] + spread * tried[d] - optimum[d]
        square += away * away
    return np.exp(-square / (2 * width * width))  # type: ignore[no-any-return]


def quality(world: World) -> Array:
    """exp(-|practice + variation - best|^2 / 2 width^2), shape (S,), 0 to 1.

    Where an experiment runs, a share of the work is done as on trial.
    """
    services, trials, model = world.services, world.trials, world.constants
    return _quality(
        services.practice, services.tried, services.optimum,
        world.constants.learning.practice_spread, model.practice.width, trials.jump, trials.running,
        model.trials.share,
    )  # fmt: skip


@compiled
def _quality(
    practice: Array,
    tried: Array,
    optimum: Array,
    spread: float,
    width: float,
    jump: Array,
    running: NDArray[np.bool_],
    share: float,
) -> Array:
    """How good the work is, (S,), with what is on trial, (S, dimensions)."""
    quality = _match(practice, tried, optimum, spread, width)
    for s in range(running.size):
        if running[s]:
            on_trial = _matched(practice[s] + jump[s], tried[s], optimum[s], spread, width)
            quality[s] += share * (on_trial - quality[s])
    return quality


def blur_of_view(world: World) -> float:
    """Noise in what workers see of one case in a week; looking at the work itself lessens it."""
    sees = world.constants.steering.assurance_sees * world.levers.assurance
    return float(world.constants.practice.view_noise * (1 - sees))


def view_change(world: World, change: NDArray[np.float64], cases: NDArray[np.int64]) -> None:
    """Workers follow variations after which people seemed to do better than usual, not pay.

    ``change`` is the mean fall in severity of a service's cases this week, ``cases`` how many
    there were; both (S,). What workers see is blurred, the less the more cases they see. Where
    failures are blamed, they look away from part of them.
    """
    learning, services, trials = world.constants.learning, world.services, world.trials
    if not learning.practice_learning:
        return
    model = world.constants
    if trials.running.any():
        _watch(
            services.practice, services.tried, services.optimum, learning.practice_spread,
            model.practice.width, trials.jump, trials.running, model.trials.share, change, cases,
            trials.gain, trials.cases,
        )  # fmt: skip
    if learning.practice_spread == 0:
        return
    quicker = 1 + learning.learning_hours_gain * world.levers.learning_hours
    hidden = model.steering.blame_hides * blame_felt(world)
    _follow(
        services.practice, services.tried, services.usual_change, services.usual_change_square,
        change, cases, world.luck.start("view", world.week), services.keys, blur_of_view(world),
        1 - hidden, learning.practice_rate * quicker, learning.busy_memory,
    )  # fmt: skip


@compiled
def _watch(
    practice: Array,
    tried: Array,
    optimum: Array,
    spread: float,
    width: float,
    jump: Array,
    running: NDArray[np.bool_],
    share: float,
    change: Array,
    cases: Rows,
    gain: Array,
    seen: Array,
) -> None:
    """Add up what is gained in the cases of this week on trial, and how many are seen, (S,)."""
    for s in range(cases.size):
        if running[s]:
            seen[s] += cases[s]
            usual = _matched(practice[s], tried[s], optimum[s], spread, width)
            on_trial = _matched(practice[s] + jump[s], tried[s], optimum[s], spread, width)
            mixed = usual + share * (on_trial - usual)
            if mixed > 0:
                gain[s] += change[s] * (on_trial - usual) / mixed * cases[s]


@compiled
def _follow(
    practice: Array,
    tried: Array,
    usual: Array,
    usual_square: Array,
    change: Array,
    cases: Rows,
    start: np.uint64,
    keys: Bits,
    blur: float,
    faced: float,
    step: float,
    memory: float,
) -> None:
    """Move practice, (S, dimensions), and the usual change and its square, (S,), by a week.

    A service moves by ``step`` and by how many spreads its cases did better than usual, 3 at most,
    towards what it tried; of what went worse, a share is ``faced``. Noise blurs the view.
    """
    for s in range(cases.size):
        if cases[s] == 0:
            continue
        surprise = change[s] + blur / np.sqrt(cases[s]) * _noise(start + keys[s]) - usual[s]
        better = surprise / np.sqrt(max(usual_square[s], 1e-12))
        better = min(max(better, -_MOST), _MOST) * (faced if better < 0 else 1.0)
        for d in range(practice.shape[1]):
            practice[s, d] += step * better * tried[s, d]
        usual[s] += memory * surprise
        usual_square[s] += memory * (surprise * surprise - usual_square[s])
