"""Over a year, generous recording changes what is recorded and nothing else; checks take hours."""

from simulation.run import simulate
from simulation.scenario import load_scenario
from simulation.world import Kind
from tests.worlds import let_pass, shrunk, world_of

SHORT = {"place.people": 600, "run.past_weeks": 26, "run.weeks": 52}


def city(**changes):
    """A shrunken city whose services learn nothing, after a year; and its record."""
    changes = {"services.learning.policy_learning": False, **changes}
    scenario = shrunk("plymouth", 200, run__past_weeks=0, run__weeks=52, **changes)
    world, counts = world_of(scenario, 3), 0
    for _ in range(52):
        counts = counts + let_pass(world).events.counts()
    return world.people, counts


def test_generous_recording_raises_what_is_recorded_and_nothing_else():
    free = {"model.effort.generous": 0.0}
    people, counts = city(**free, **{"model.support.generous": 0.0})
    generous, more = city(**free, **{"model.support.generous": 1.0})
    assert more[Kind.RECORDED] > 1.2 * counts[Kind.RECORDED]
    assert more[Kind.SUSTAINED] == counts[Kind.SUSTAINED]
    assert more[Kind.SETTLED] == counts[Kind.SETTLED]
    assert generous.need.tobytes() == people.need.tobytes()


def test_what_is_recorded_strictly_is_true():
    _, counts = city(**{"model.support.generous": 0.0, "services.learning.floor": 0.0001})
    assert counts[Kind.RECORDED] > 20
    assert counts[Kind.RECORDED_FALSELY] == 0


def recording(cost: float) -> float:
    """Share of hours in recording where checking a whole person costs so many contacts."""
    scenario = load_scenario("alliance").override({**SHORT, "proxy.whole_person.cost": cost})
    return simulate(scenario, seed=1).summary()["recording_share"]


def test_checking_outcomes_takes_recording_hours() -> None:
    assert recording(0.0) < recording(5.0) < recording(20.0)
