"""A few of the same rules the plain way: one Mesa agent each, and loops. For its cost alone."""

import math
from statistics import median
from time import process_time
from typing import Any

import mesa

from simulation.scenario import Scenario

from .figure import Figure
from .places import sized

PEOPLE, WEEKS = 1_700, 10


class Person(mesa.Agent):
    def __init__(self, model: "Place") -> None:
        super().__init__(model)
        self.need = {name: model.random.uniform(0.01, 0.95) for name in model.spec.need}
        self.case: dict[str, Service] = {}
        self.trust, self.strength = model.random.uniform(0.3, 0.7), model.random.uniform(0, 0.5)

    def step(self) -> None:
        self.live()
        self.seek()
        for name in list(self.case):
            self.get_support(name)

    def live(self) -> None:
        """Needs tip, pull on one another, wander, and are shocked."""
        life, tangle, luck = self.model.life, self.model.spec.entanglement, self.model.random
        tip = life.tipping_point + life.tipping_strength * (self.strength - life.strength_middling)
        total = sum(self.need.values())
        for name, n in self.need.items():
            around = (total - n) / (len(self.need) - 1)
            pull = tangle.up if around > n else tangle.down
            n += life.tipping * n * (1 - n) * (n - tip) + tangle.c * pull * (around - n)
            n += luck.uniform(-1, 1) * math.sqrt(3) * life.noise
            if luck.random() < life.shocks:
                n += luck.uniform(life.jump_low, life.jump_high)
            self.need[name] = min(max(n, life.least), 1.0)

    def seek(self) -> None:
        """Ask for help with the worst unmet need, where a service has room."""
        unmet = [n for n, s in self.need.items() if s > 0.35 and n not in self.case]
        rate = self.model.spec.model.seeking.seek * (0.5 + self.trust) * len(unmet)
        if unmet and self.model.random.random() < 1 - math.exp(-rate):
            worst = max(unmet, key=self.need.__getitem__)
            able = [s for s in self.model.services if worst in s.helps and s.active < s.places]
            if able:
                self.case[worst] = self.model.random.choice(able)
                self.case[worst].active += 1

    def get_support(self, name: str) -> None:
        """Support eases the need until it is met, or the person drops out."""
        rules = self.model.spec.model
        reach = rules.support.without_trust + (1 - rules.support.without_trust) * self.trust
        self.need[name] *= 1 - rules.support.effect * self.case[name].helps[name] * reach
        quits = self.model.random.random() < rules.seeking.quit_support * (1.3 - self.trust)
        if quits or self.need[name] < 0.25:
            self.case.pop(name).active -= 1


class Service(mesa.Agent):
    def __init__(self, model: "Place", helps: dict[str, float], places: float) -> None:
        super().__init__(model)
        self.helps, self.places, self.active = helps, places, 0


class Place(mesa.Model):
    def __init__(self, spec: Scenario) -> None:
        super().__init__(seed=1)
        self.spec: Any = spec
        self.life = spec.model.life
        share = spec.place.people / len(spec.service)  # about a place a head
        self.services = [Service(self, s.helps, share) for s in spec.service.values()]
        Person.create_agents(self, spec.place.people)

    def step(self) -> None:
        self.agents_by_type[Person].shuffle_do("step")


def measure(vectorised: Figure) -> list[Figure]:
    place, times = Place(sized("target_driven", PEOPLE)), []
    for _ in range(WEEKS):
        start = process_time()
        place.step()
        times.append((process_time() - start) / PEOPLE * 1e9)
    times = times[WEEKS // 2 :]
    factors = median(times) / vectorised.measured, min(times) / vectorised.least
    return [
        Figure("Plain Mesa, a few of the rules", "ns a person", median(times), min(times)),
        Figure("Plain Mesa against this model", "times as long", *factors),
    ]
