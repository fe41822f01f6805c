"""Networks: peers come to agree as on a graph, and edges between services settle.

Peers pull on strength as in DeGroot (1974), "Reaching a consensus". An edge is learned by
referrals that come by chance; its mean in the long run has a closed form, since each week's
change is linear in where the edge stands, with factors that the week alone decides.
"""

import numpy as np
import pytest

from simulation.world import Mode, Status
from tests.worlds import EAGER, QUIET, let_pass, place, world_of

STEADY = {"dynamics": "steady"}
PULL = 0.2
SWAYED = {**QUIET, "model.life.peer_pull": PULL, "model.life.strength_return": 0.0}


# --- Peers ---------------------------------------------------------------------------------------


def society(people, peers, **changes):
    """People without needs that move, under the influence of their peers alone."""
    changes = {**SWAYED, "place.people": people, "place.peers": peers, **changes}
    return world_of(place({"home": STEADY}, **changes), seed=4)


def influence(people):
    """How much of each person's strength of next week is whose of this one, (P, P)."""
    count, peers = people.peers.shape
    among = np.zeros((count, count))
    np.add.at(among, (np.arange(count)[:, None], people.peers), 1 / peers)
    return (1 - PULL) * np.eye(count) + PULL * among


def weights(step):
    """What each person's strength counts for in the end, (P,): the left eigenvector of 1."""
    values, vectors = np.linalg.eig(step.T)
    assert (np.abs(values - 1) < 1e-9).sum() == 1, "one group that sways all others"
    one = np.real(vectors[:, np.abs(values - 1).argmin()])
    return one / one.sum()


def test_peers_come_to_agree_on_the_weighted_mean_of_what_they_were():
    """The weights are of the graph: who sways many who sway many counts most."""
    world = society(200, 4)
    before = world.people.strength.copy()
    agreed = weights(influence(world.people)) @ before
    assert abs(agreed - before.mean()) > 0.001, "a plain mean would be another number"
    let_pass(world, 300)
    np.testing.assert_allclose(world.people.strength, agreed, rtol=1e-9)


def test_on_the_way_every_week_is_a_step_of_the_chain():
    world = society(60, 3)
    step, before = influence(world.people), world.people.strength.copy()
    for weeks in (1, 6, 25):
        let_pass(world, weeks)
        expected = np.linalg.matrix_power(step, world.week) @ before
        np.testing.assert_allclose(world.people.strength, expected, rtol=1e-9)


def test_disagreement_fades_at_the_rate_of_the_second_eigenvalue():
    """On a ring swayed from both sides it is 1 - pull (1 - cos(2 pi / n)), and all count alike."""
    count, weeks = 12, 100
    world, own = society(count, 2), np.arange(count)
    world.people.peers[:] = np.stack([(own + 1) % count, (own - 1) % count], axis=1)
    mean = world.people.strength.mean()
    second = 1 - PULL * (1 - np.cos(2 * np.pi / count))
    let_pass(world, 300)
    before = np.abs(world.people.strength - mean).max()
    let_pass(world, weeks)
    after = np.abs(world.people.strength - mean).max()
    assert world.people.strength.mean() == pytest.approx(mean, rel=1e-12)
    assert after / before == pytest.approx(second**weeks, rel=1e-6)


def test_groups_that_do_not_know_each_other_agree_each_for_itself():
    world, half = society(100, 5), 50
    own = np.arange(100)[:, None]
    ahead = np.array([1, 2, 3, 5, 8])
    world.people.peers[:] = (own + ahead) % half + half * (own >= half)
    before = world.people.strength.copy()
    let_pass(world, 1000)
    for group in (slice(None, half), slice(half, None)):
        np.testing.assert_allclose(world.people.strength[group], before[group].mean(), rtol=1e-9)


def test_who_drifts_back_to_the_middle_agrees_on_the_middle():
    world = society(100, 4, model__life__strength_return=0.05)
    let_pass(world, 800)
    np.testing.assert_allclose(world.people.strength, 0.25, rtol=1e-9)


# --- Edges ---------------------------------------------------------------------------------------

REFERRERS, CLIENTS, ASKS = 40, 100, 0.02
WARM, ACCEPTED = 0.4, 0.7
KNOWS, DESPAIRS, LIKES, RESENTS, FADES = 0.1, 0.03, 0.05, 0.02, 0.02
WARM_UP, WEEKS = 300, 700  # edges forget within some fifty weeks
TRAFFIC = {
    **QUIET,
    **EAGER,
    "model.seeking.seek": -np.log1p(-ASKS),
    "model.seeking.readiness": 0.5,
    "model.seeking.hide": 0.0,
    "model.support.effect": 0.0,
    "model.support.least_weeks": 0,
    "model.support.hold": 0.0,
    "model.support.early_weeks": 1,
    "model.support.longest_weeks": 1040,
    "model.support.trust_failed": 1.0,
    "model.support.warmth_trust": 0.0,
    "model.referral.accept_simple": ACCEPTED,
    "model.referral.goodwill_accept": 0.0,
    "model.referral.bounce_trust": 1.0,
    "model.referral.knowledge_gain": KNOWS,
    "model.referral.futility_gain": DESPAIRS,
    "model.referral.goodwill_gain": LIKES,
    "model.referral.goodwill_loss": RESENTS,
    "model.referral.fading": FADES,
    "model.referral.queue_limit": 50.0,
    "model.culture.outside": 0.0,
    "model.money.turnover": 0.0,
    "place.peers": 0,
}


@pytest.fixture(scope="module")
def traffic():
    """People in support for good, whose workers now and then refer them to one other service.

    That one takes a share of them, for a week, and so they come again.
    """
    referrers = [f"r{i}" for i in range(REFERRERS)]
    services = {name: {"places": 200.0, "helps": {"drugs": 1.0}} for name in referrers}
    services["clinic"] = {"places": 1e5, "helps": {"home": 1.0}}
    changes = {**TRAFFIC, "place.people": REFERRERS * CLIENTS}
    world = world_of(place({"drugs": STEADY, "home": STEADY}, services, **changes), seed=2)
    people = world.people
    people.need[:], people.trust[:] = 0.8, 0.5
    people.status[:, 0], people.since[:, 0] = Status.ACTIVE, 0
    people.service[:, 0] = np.repeat(np.arange(REFERRERS), CLIENTS)
    people.mode[:, 0] = Mode.HOLD
    people.mode[is_warm(people), 0] += Mode.WARM
    let_pass(world, WARM_UP)
    edges = ("knowledge", "futility", "goodwill")
    seen = {name: np.zeros(REFERRERS) for name in edges}
    for _ in range(WEEKS):
        services = let_pass(world).services
        for name in edges:
            seen[name] += getattr(services, name)[:REFERRERS, REFERRERS] / WEEKS
    assert (people.status[:, 0] == Status.ACTIVE).all()
    return seen


def is_warm(people):
    """Whose workers hand them over warm."""
    return np.arange(people.count) % CLIENTS < WARM * CLIENTS


def mean_of(worked, warm, failed):
    """The mean of worked ** (taken on) x warm ** (of them warm) x failed ** (refused) in a week.

    Each client who is free asks by the same chance; who was taken on is not free the week after.
    """
    free = CLIENTS / (1 + ASKS * ACCEPTED)
    taken, refused = ASKS * ACCEPTED, ASKS * (1 - ACCEPTED)
    one = {  # what one client who is free multiplies it by, by whether they are handed over warm
        True: 1 - taken * (1 - worked * warm) - refused * (1 - failed),
        False: 1 - taken * (1 - worked) - refused * (1 - failed),
    }
    return one[True] ** (WARM * free) * one[False] ** ((1 - WARM) * free)


def settled():
    """Where each edge stands on average, from its stated weekly change."""
    keeps = 1 - FADES
    unknown = mean_of(1 - KNOWS, 1, 1)
    hopeful, both = mean_of(1, 1, 1 - DESPAIRS), mean_of(1 - KNOWS, 1, 1 - DESPAIRS)
    calm, liked = mean_of(1, 1, 1 - RESENTS), mean_of(1, 1 - LIKES, 1 - RESENTS)
    return {
        "knowledge": keeps * (1 - unknown) / (1 - keeps * unknown),
        "futility": (1 - hopeful) / (1 - keeps * both),
        "goodwill": (FADES / 2 + keeps * (calm - liked)) / (1 - keeps * liked),
    }


@pytest.mark.parametrize("edge", ["knowledge", "futility", "goodwill"])
def test_an_edge_settles_where_what_referrals_add_is_what_fades(traffic, edge):
    """Each referrer is a batch: their means give the standard error."""
    found = traffic[edge]
    error = found.std(ddof=1) / np.sqrt(REFERRERS)
    assert abs(found.mean() - settled()[edge]) < 4 * error, (found.mean(), settled()[edge], error)
    assert error < 0.01
