"""Settling: nobody reads the truth for free."""

from simulation.run import simulate
from simulation.scenario import load_scenario

SHORT = {"place.people": 600, "run.past_weeks": 26, "run.weeks": 52}


def recording(cost: float) -> float:
    """Share of hours in recording where checking a whole person costs so many contacts."""
    scenario = load_scenario("alliance").override({**SHORT, "proxy.whole_person.cost": cost})
    return simulate(scenario, seed=1).summary()["recording_share"]


def test_checking_outcomes_takes_recording_hours() -> None:
    assert recording(0.0) < recording(5.0) < recording(20.0)
