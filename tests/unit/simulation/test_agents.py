"""Agents as views of the world: what they show is what the arrays hold, and the other way."""

import math
from typing import Any

import numpy as np
import pytest

from simulation.agents import Commissioner, Person, Service
from simulation.model import CareSystem
from simulation.world import DECISIONS
from tests.places import lonely, small, village
from tests.worlds import state


def model(weeks: int = 6, **changes: Any) -> CareSystem:
    """A village some weeks after the fork."""
    system = CareSystem(small(village(), **changes), rng=1)
    for _ in range(weeks):
        system.step()
    return system


def people(system: CareSystem) -> list[Person]:
    return list(system.agents_by_type[Person])


def test_a_person_shows_their_row() -> None:
    system = model()
    world = system.world
    for person in people(system):
        row = person.row
        assert (person.present, person.alive) == (True, True)
        assert person.trust == world.people.trust[row]
        assert person.strength == world.people.strength[row]
        assert person.good_weeks == world.people.good_weeks[row]
        assert (person.stories, person.bounces) == (
            world.people.stories[row], world.people.bounces[row],
        )  # fmt: skip
        assert list(person.needs) == ["housing", "drugs"]
        assert list(person.needs.values()) == world.people.need[row].tolist()
        assert person.severity("drugs") == person.needs["drugs"]
        assert person.burden_unweighted == pytest.approx(np.mean(list(person.needs.values())))
        assert list(person.priorities) == ["home", "trust"]
        assert sum(person.priorities.values()) == pytest.approx(1)


def test_where_people_stand_agrees_with_what_services_count() -> None:
    system = model()
    everybody = people(system)
    assert any(person.supported_by for person in everybody)
    for service in system.services:
        assert service.active == sum([*p.supported_by.values()].count(service) for p in everybody)
        assert service.waiting == sum([*p.waiting_for.values()].count(service) for p in everybody)
        assert service.active <= service.places
    for person in everybody:
        status = dict.fromkeys(person.supported_by, "active")
        status |= dict.fromkeys(person.waiting_for, "waiting")
        assert person.status == {need: status.get(need, "none") for need in person.needs}


def test_labels_are_the_needs_that_were_written_down() -> None:
    for person in people(model()):
        assert set(person.supported_by) <= set(person.labels) <= {"housing", "drugs"}


def test_what_is_set_on_a_person_is_in_the_arrays_and_back() -> None:
    system = model()
    person = people(system)[3]
    person.trust, person.strength, person.stories, person.bounces = 0.25, 1, 7, np.int64(0)
    person.set_severity("drugs", 0.5)
    arrays = system.world.people
    assert (arrays.trust[person.row], arrays.strength[person.row]) == (0.25, 1)
    assert (arrays.stories[person.row], arrays.bounces[person.row]) == (7, 0)
    assert arrays.need[person.row, 1] == 0.5
    arrays.trust[person.row] = 0.75
    arrays.need[person.row, 0] = 0.125
    assert (person.trust, person.severity("housing")) == (0.75, 0.125)


def test_what_was_read_can_be_set_again() -> None:
    system = model()
    before = state(system.world)
    for person in people(system):
        person.trust, person.strength, person.stories = (
            person.trust,
            person.strength,
            person.stories,
        )
        for need, severity in person.needs.items():
            person.set_severity(need, severity)
    for service in system.services:
        for decision, (simple, hard) in service.chances.items():
            service.set_chance(decision, "simple", simple)
            service.set_chance(decision, "complex", hard)
    after = state(system.world)
    learned = {"logit", "kept", "propensity"}
    assert {name for name in before if before[name] != after[name]} <= learned


@pytest.mark.parametrize("value", [-0.1, 1.1, math.nan, math.inf, True, "much", None])
def test_what_is_set_on_a_person_stays_in_bounds(value: Any) -> None:
    system = model(weeks=0)
    person = people(system)[0]
    before = (person.trust, person.needs)
    with pytest.raises(ValueError, match=r"^trust is .*; it must be a number from 0 to 1$"):
        person.trust = value
    with pytest.raises(ValueError, match=r"^drugs is .*; it must be a number from 0\.01 to 1$"):
        person.set_severity("drugs", value)
    assert (person.trust, person.needs) == before


@pytest.mark.parametrize("value", [-1, 1.5, 40_000, False])
def test_counts_are_whole_and_fit_their_array(value: Any) -> None:
    person = people(model(weeks=0))[0]
    with pytest.raises(ValueError, match="must be a whole number from 0 to 32,767"):
        person.stories = value


@pytest.mark.parametrize("name", ["present", "alive", "cohort", "good_weeks", "needs", "status"])
def test_what_follows_from_the_world_cannot_be_set(name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(people(model(weeks=0))[0], name, 1)


def test_an_unknown_need_is_named_with_the_nearest() -> None:
    person = people(model(weeks=0))[0]
    with pytest.raises(ValueError, match=r'^"drug" is not a need; did you mean drugs\?$'):
        person.severity("drug")
    with pytest.raises(ValueError, match=r"\[need\] has: housing, drugs$"):
        person.set_severity("xyz", 0.5)


def test_an_agent_cannot_be_removed() -> None:
    system = model(weeks=0)
    for agent in (people(system)[0], system.services[0], system.commissioners[0]):
        with pytest.raises(RuntimeError, match="cannot be removed"):
            agent.remove()
        assert agent in system.agents


def test_a_service_shows_its_row() -> None:
    system = model()
    services = system.world.services
    hostel, clinic, cafe = system.services
    assert [s.name for s in system.services] == ["hostel", "clinic", "cafe"]
    assert (hostel.label, hostel.purse, cafe.purse) == ("Hostel", "council", None)
    assert (hostel.beds, clinic.staff, clinic.caseload) == (
        services.beds[0], services.staff[1], services.caseload[1],
    )  # fmt: skip
    for service in system.services:
        assert service.places == services.places[service.row]
        assert sum(service.hours.values()) == pytest.approx(1)
        assert 0 < service.quality <= 1
        assert service.chances == {
            decision: (service.chance(decision), service.chance(decision, "complex"))
            for decision in DECISIONS
        }
    assert hostel.knowledge(clinic) == hostel.knowledge("clinic") == services.knowledge[0, 1]
    assert hostel.goodwill(clinic) == services.goodwill[0, 1]


def test_what_is_set_on_a_service_is_in_the_arrays() -> None:
    system = model()
    hostel, clinic, _ = system.services
    clinic.staff, clinic.caseload, clinic.skill = 3, 10, 0.5
    hostel.set_goodwill(clinic, 0.9)
    hostel.set_knowledge("clinic", 0.4)
    hostel.set_chance("accept", "complex", 0.3)
    services = system.world.services
    assert (services.staff[1], services.caseload[1], services.skill[1]) == (3, 10, 0.5)
    assert clinic.places == 30
    assert (services.goodwill[0, 1], services.knowledge[0, 1]) == (0.9, 0.4)
    assert services.chance[0, 1, 0] == hostel.chance("accept", "complex") == 0.3
    assert hostel.chance("accept") != 0.3


@pytest.mark.parametrize("rule", ["policy_gradient", "roth_erev"])
def test_a_service_learns_on_from_a_chance_that_was_set(rule: str) -> None:
    system = model(services__learning__rule=rule, weeks=20)
    hostel = system.services[0]
    hostel.set_chance("hold", "simple", 0.2)
    for _ in range(8):
        system.step()
    assert hostel.chance("hold") == pytest.approx(0.2, abs=0.15)


@pytest.mark.parametrize(
    ("attribute", "value", "said"),
    [
        ("staff", -1, "staff is -1; it must be a number from 0 to"),
        ("caseload", 0.5, "caseload is 0.5; it must be a number from 1 to 200"),
        ("skill", 2, "skill is 2; it must be a number from 0 to 1"),
    ],
)
def test_what_is_set_on_a_service_stays_in_bounds(attribute: str, value: Any, said: str) -> None:
    service = model(weeks=0).services[1]
    with pytest.raises(ValueError, match=said):
        setattr(service, attribute, value)


def test_a_service_says_what_it_does_not_know() -> None:
    hostel = model(weeks=0).services[0]
    for wrong in (
        lambda: hostel.chance("acept"),
        lambda: hostel.chance("accept", "simpel"),
        lambda: hostel.goodwill("clinc"),
    ):
        with pytest.raises(ValueError, match="did you mean"):
            wrong()
    with pytest.raises(ValueError, match="accept is 0; it must be a number from"):
        hostel.set_chance("accept", "simple", 0)


def test_there_is_a_commissioner_for_each_purse() -> None:
    system = model(weeks=1)
    council, health = system.commissioners
    assert (council.name, council.label, council.amount) == ("council", "Council", 200_000)
    assert (council.services, health.services) == ([system.services[0]], [system.services[1]])
    assert council.levers == health.levers == system.spec.commissioning
    assert tuple(council.responses) == ("ratchet", "money", "facilitate")
    assert sum(council.responses.values()) == pytest.approx(1)


def test_where_there_are_no_purses_one_commissioner_has_all() -> None:
    system = CareSystem("simple_needs", rng=1, people=30, past_weeks=0)
    (one,) = system.commissioners
    assert (one.name, one.label) == (None, system.spec.words.place)
    assert one.services == system.services
    assert one.amount == system.world.services.money


def test_a_place_of_one_need_has_agents_too() -> None:
    system = CareSystem(small(lonely()), rng=1)
    system.run_model()
    assert system.services == []
    assert system.agent_types == [Commissioner, Person]
    assert all(person.status == {"company": "none"} for person in people(system))


def test_a_row_has_the_same_number_in_every_model_of_a_place() -> None:
    early, late = model(weeks=0), model(weeks=10)
    numbers = {person.row: person.unique_id for person in people(early)}
    later = {person.row: person.unique_id for person in people(late)}
    assert set(numbers) != set(later)
    assert all(later[row] == numbers[row] for row in set(numbers) & set(later))
    everybody = [agent.unique_id for agent in late.agents]
    assert len(set(everybody)) == len(everybody)
    assert isinstance(late.services[0], Service)
