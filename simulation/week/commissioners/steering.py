"""Commissioners look back, choose what to stress, and bring services together.

Reads counts, what is heard, active tracks, levers.

Responses are learned after Roth and Erev (1995, "Learning in extensive-form games"): what was
stressed in a year after which the figures rose is stressed more often.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.week.felt.facilitation import facilitated
from simulation.week.process import process
from simulation.world import WEEKS_A_QUARTER, WEEKS_A_YEAR, Status, World

Array = NDArray[np.float64]


@process(
    says="by the year: commissioners look back and choose; by the quarter: services are brought "
    "together",
    writes=(
        "commissioners.begun, commissioners.effort, commissioners.settled, "
        "commissioners.stressed, commissioners.sustained, commissioners.told, "
        "commissioners.weight, services.goodwill, services.knowledge"
    ),
    draws="response",
)
def steer(world: World) -> None:
    """What falls due this week."""
    services, commissioners, clock = world.services, world.commissioners, world.clock
    if not services.count:
        return
    if clock and clock % WEEKS_A_YEAR == 0:
        if world.constants.steering.rate > 0:
            _look_back(world)
        commissioners.begin_year(services)
    if clock and clock % WEEKS_A_QUARTER == 0 and world.levers.facilitation > 0:
        _bring_together(world)


def _look_back(world: World) -> None:
    """A rise in what the commissioner is told speaks for what was stressed; then a new choice."""
    commissioners, steering = world.commissioners, world.constants.steering
    told = _told(world)
    rise = np.nan_to_num(np.maximum(told - commissioners.told, 0))
    had = np.flatnonzero(commissioners.stressed >= 0)
    earned = steering.rate * rise / steering.notable
    commissioners.weight[had, commissioners.stressed[had]] += earned[had]
    commissioners.told = np.where(np.isnan(told), commissioners.told, told)
    chance = commissioners.weight / commissioners.weight.sum(1, keepdims=True)
    draw = world.luck.named("response", world.week, commissioners.keys)
    upto = np.cumsum(chance, axis=1)[:, :-1]
    commissioners.stressed = (upto <= draw[:, None]).sum(1)
    stressed = np.eye(chance.shape[1])[commissioners.stressed]
    commissioners.share_out((1 - steering.stress) * chance + steering.stress * stressed)


def _told(world: World) -> Array:
    """Share of last year's cases that went well: as counted, or as heard of; (C,).

    What is paid for is what is counted. As far as services are listened to, what truly became of
    people reaches the commissioner too. It is nan where no case was settled.
    """
    commissioners = world.commissioners
    funded = commissioners.of >= 0
    of = commissioners.of[funded]

    def total(values: Array) -> Array:
        sums: Array = np.bincount(of, values[funded], commissioners.count).astype(np.float64)
        return sums

    def rate(well: Array, of_all: Array) -> Array:
        nothing = np.full(commissioners.count, np.nan)
        share: Array = np.divide(total(well), total(of_all), out=nothing, where=total(of_all) > 0)
        return share

    heard = rate(world.culture.heard, np.ones(funded.size))
    lately = world.services.counts() - commissioners.begun
    counted = rate(lately[:, :-1] @ world.pay, lately[:, -1])
    true = rate(commissioners.sustained, commissioners.settled)
    return np.where(heard > 0, (1 - heard) * counted + heard * true, counted)


def _bring_together(world: World) -> None:
    """Services that share people come to know and trust each other, most with whom they share."""
    services, common = world.services, _in_common(world)
    most = common.max(1, keepdims=True)
    share = np.divide(common, most, out=np.zeros_like(common), where=most > 0)
    willing = facilitated(world)
    rate = world.constants.steering.facilitation_gain * share
    rate *= (willing[:, None] + willing[None, :]) / 2
    for edges in (services.knowledge, services.goodwill):
        edges[:-1] += rate * (1 - edges[:-1])


def _in_common(world: World) -> Array:
    """People whom each pair of services supports at once, (S, S), 0 on the diagonal."""
    active, count = world.standing(Status.ACTIVE), world.services.count
    pairs = np.unique(active["row"].astype(np.int64) * count + active["service"])
    row, service = pairs // count, pairs % count
    several = np.bincount(row, minlength=world.people.count)[row] > 1
    row = np.unique(row[several], return_inverse=True)[1]
    met = np.zeros((row.max(initial=-1) + 1, count), dtype=np.float32)
    met[row, service[several]] = 1
    common = (met.T @ met).astype(np.float64)
    np.fill_diagonal(common, 0)
    return common
