"""Practice: services try small variations and follow what seems to help; the best moves on.

Reads practice, optimum, trials, blame, assurance.
"""

from typing import Any, NamedTuple

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


class Work(NamedTuple):
    """How services work, and what is best here, (S, dimensions)."""

    practice: Array
    tried: Array  # departure from it this week, in spreads
    optimum: Array
    spread: float
    width: float  # how far from the best work is still good


class Experiments(NamedTuple):
    """Trials of services, (S,) unless said, and the share of the work that they are tried on."""

    jump: Array  # (S, dimensions)
    running: NDArray[np.bool_]
    gain: Array
    cases: Array
    share: float


class Drift(NamedTuple):
    """How the best practice drifts, and how services try variations."""

    rate: float
    learns: bool  # whether services try anything
    boldness: float  # how much of a variation is tried


class UsualChange(NamedTuple):
    """Running averages of the fall in severity of a case in a week, (S,)."""

    change: Array
    square: Array


class Learning(NamedTuple):
    """How services learn from the change that they observe."""

    noise: float  # standard deviation of the error in one case
    faced: float  # the share of what went worse that they do not look away from
    rate: float
    memory: float


@process(
    says="the best practice drifts; services try something",
    writes="services.optimum, services.tried",
    draws="practice",
)
def try_variations(world: World) -> None:
    """The best practice drifts; every service departs a little from its usual."""
    services, constants = world.services, world.constants
    learns = constants.learning.practice_learning
    drift = Drift(constants.practice.drift, learns, 1 - caution(world))
    start = world.luck.start("practice", world.week)
    _vary(services.optimum, services.tried, drift, start, services.weekly_keys)


@compiled
def _vary(optimum: Array, tried: Array, drift: Drift, start: np.uint64, keys: Bits) -> None:
    """Move the best practice, and draw what is tried, (S, dimensions) both, by unit noise."""
    for s in range(optimum.shape[0]):
        for d in range(optimum.shape[1]):
            optimum[s, d] += drift.rate * _noise(start + keys[0, s, d])
            if drift.learns:
                tried[s, d] = _noise(start + keys[1, s, d]) * drift.boldness


@compiled
def _noise(start: np.uint64) -> Any:
    """Noise of mean 0 and standard deviation 1, where a stream starts."""
    return _even_noise(chance_of(draw(start, 0)))


def caution(world: World) -> float:
    """How much less is tried where failures are blamed, 0 to 1."""
    return float(world.constants.steering.blame_caution * blame_felt(world))


def match(world: World, practice: Array) -> Array:
    """How good a practice would be now, apart from trials: as ``quality``, (S,)."""
    return _match(_work(world)._replace(practice=practice))


def _work(world: World) -> Work:
    services, constants = world.services, world.constants
    spread, width = constants.learning.practice_spread, constants.practice.width
    return Work(services.practice, services.tried, services.optimum, spread, width)


def _experiments(world: World) -> Experiments:
    trials, share = world.trials, world.constants.trials.share
    return Experiments(trials.jump, trials.running, trials.gain, trials.cases, share)


@compiled
def _match(work: Work) -> Array:
    """exp(-|practice + variation - best|^2 / 2 width^2), (S,)."""
    match = np.empty(work.practice.shape[0])
    for s in range(match.size):
        match[s] = _match_of(work, s, work.practice[s])
    return match


@compiled
def _match_of(work: Work, service: int, practice: Array) -> float:
    """The match of one service if this were its practice, (dimensions,)."""
    square = 0.0
    for d in range(practice.size):
        away = practice[d] + work.spread * work.tried[service, d] - work.optimum[service, d]
        square += away * away
    return np.exp(-square / (2 * work.width * work.width))  # type: ignore[no-any-return]


def quality(world: World) -> Array:
    """exp(-|practice + variation - best|^2 / 2 width^2), shape (S,), 0 to 1.

    Where an experiment runs, a share of the work is done as on trial.
    """
    return _quality(_work(world), _experiments(world))


@compiled
def _quality(work: Work, experiments: Experiments) -> Array:
    """As ``quality``."""
    quality = _match(work)
    for s in range(quality.size):
        if experiments.running[s]:
            on_trial = _match_of(work, s, work.practice[s] + experiments.jump[s])
            quality[s] += experiments.share * (on_trial - quality[s])
    return quality


def observation_noise(world: World) -> float:
    """Noise in what workers see of one case in a week; assurance, which looks at work, cuts it."""
    sees = world.constants.steering.assurance_sees * world.levers.assurance
    return float(world.constants.practice.view_noise * (1 - sees))


def view_change(world: World, change: NDArray[np.float64], cases: NDArray[np.int64]) -> None:
    """Workers follow variations after which people, not pay, seemed to do better than usual.

    ``change`` is the mean fall in severity of a service's cases this week, ``cases`` how many
    there were; both (S,). What workers see is noisy, the less so the more cases they see. Where
    failures are blamed, they look away from part of them.
    """
    learning, services = world.constants.learning, world.services
    if not learning.practice_learning:
        return
    work = _work(world)
    if world.trials.running.any():
        _watch(work, _experiments(world), change, cases)
    if learning.practice_spread == 0:
        return
    quicker = 1 + learning.learning_hours_gain * world.levers.learning_hours
    hidden = world.constants.steering.blame_hides * blame_felt(world)
    _follow(
        work,
        UsualChange(services.usual_change, services.usual_change_square),
        change,
        cases,
        Learning(
            noise=observation_noise(world),
            faced=1 - hidden,
            rate=learning.practice_rate * quicker,
            memory=learning.busy_memory,
        ),
        world.luck.start("view", world.week),
        services.keys,
    )


@compiled
def _watch(work: Work, experiments: Experiments, change: Array, cases: Rows) -> None:
    """Add what this week's cases gained by being on trial, and how many there were."""
    for s in range(cases.size):
        if experiments.running[s]:
            experiments.cases[s] += cases[s]
            usual = _match_of(work, s, work.practice[s])
            on_trial = _match_of(work, s, work.practice[s] + experiments.jump[s])
            mixed = usual + experiments.share * (on_trial - usual)
            if mixed > 0:
                experiments.gain[s] += change[s] * (on_trial - usual) / mixed * cases[s]


@compiled
def _follow(
    work: Work,
    usual: UsualChange,
    change: Array,
    cases: Rows,
    learning: Learning,
    start: np.uint64,
    keys: Bits,
) -> None:
    """Move practice and what is usual by what was observed in a week.

    A service moves towards what it tried by the rate times how many standard deviations its cases
    seemed to do better than usual, 3 at most.
    """
    practice, tried = work.practice, work.tried
    for s in range(cases.size):
        if cases[s] == 0:
            continue
        error = learning.noise / np.sqrt(cases[s]) * _noise(start + keys[s])
        surprise = change[s] + error - usual.change[s]
        better = surprise / np.sqrt(max(usual.square[s], 1e-12))
        better = min(max(better, -_MOST), _MOST) * (learning.faced if better < 0 else 1.0)
        for d in range(practice.shape[1]):
            practice[s, d] += learning.rate * better * tried[s, d]
        usual.change[s] += learning.memory * surprise
        usual.square[s] += learning.memory * (surprise * surprise - usual.square[s])
