"""What Mesa has for models at work on ours: sets of agents, data collectors, the batch runner."""

import inspect
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mesa.batchrunner import batch_run
from mesa.datacollection import DataCollector

from simulation.agents import Commissioner, Person, Service
from simulation.model import CareSystem
from simulation.run import simulate
from simulation.scenario import load_scenario
from tests.systems import let_pass, lively
from tests.worlds import fingerprint

BATCH_GIVES_SEEDS = "rng" in inspect.signature(batch_run).parameters  # Mesa 3.5


def test_agent_sets_select_group_and_sum_up() -> None:
    system = let_pass(CareSystem(lively(), rng=1), 4)
    people, arrays = system.agents_by_type[Person], system.world.people
    here = arrays.present
    assert people.agg("trust", np.mean) == pytest.approx(arrays.trust[here].mean())
    assert people.agg("burden_unweighted", [min, max]) == pytest.approx(
        [arrays.need[here].mean(1).min(), arrays.need[here].mean(1).max()]
    )
    assert people.get(["row", "trust"]) == [[p.row, p.trust] for p in people]
    severe = people.select(lambda person: person.severity("drugs") > 0.5)
    assert len(severe) == np.count_nonzero(arrays.need[here][:, 1] > 0.5)
    assert sum(people.map("severity", "drugs")) == pytest.approx(arrays.need[here][:, 1].sum())
    by_cohort = people.groupby("cohort")
    assert by_cohort.count()[True] == np.count_nonzero(arrays.cohort & here)
    assert by_cohort.agg("good_weeks", sum)[True] == pytest.approx(
        arrays.good_weeks[arrays.cohort & here].sum()
    )
    services = system.agents_by_type[Service]
    assert services.groupby("purse").count() == {"council": 1, "health": 1, None: 1}
    assert services.agg("active", sum) == np.count_nonzero(arrays.status == 2)
    assert system.agents.select(agent_type=Commissioner).get("amount") == [200_000, 100_000]


def test_shuffle_do_reaches_every_person_once() -> None:
    system = CareSystem(lively(), rng=1)
    people = system.agents_by_type[Person]
    people.shuffle_do("set_severity", "drugs", 0.5)
    reached: list[int] = []
    people.shuffle_do(lambda person: reached.append(person.row))
    assert sorted(reached) == np.flatnonzero(system.world.people.present).tolist()
    assert reached != sorted(reached)
    assert set(people.map("severity", "drugs")) == {0.5}


class Watched(CareSystem):
    """A model that collects, as Mesa's guides do it; importable, so that processes can run it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.datacollector = DataCollector(
            model_reporters={
                "week": "week",
                "good_weeks": lambda system: system.measure("good_weeks"),
                "deaths": lambda system: system.record().weekly["died"][-1],
                "levers": lambda system: system.world.levers.pooled_share,
            },
            agenttype_reporters={
                Person: {"trust": "trust", "drugs": lambda person: person.severity("drugs")},
                Service: {"name": "name", "active": "active", "hours": "hours"},
            },
        )

    def step(self) -> None:
        super().step()
        self.datacollector.collect(self)


def test_a_data_collector_sees_measures_counts_and_agents() -> None:
    system = Watched(lively(), rng=4)
    system.run_model()
    record = simulate(lively(), 4)
    weekly = system.datacollector.get_model_vars_dataframe()
    assert weekly["week"].tolist() == list(range(1, 13))
    assert weekly["deaths"].tolist() == record.weekly["died"].tolist()
    assert weekly["good_weeks"].iloc[-1] == record.summary()["good_weeks"]
    services = system.datacollector.get_agenttype_vars_dataframe(Service)
    assert services.groupby("Step")["active"].sum().tolist() == record.weekly["active"].tolist()
    people = system.datacollector.get_agenttype_vars_dataframe(Person)
    last = people.xs(12, level="Step")
    assert last["trust"].tolist() == [p.trust for p in system.agents_by_type[Person]]
    assert fingerprint(system.record()) == fingerprint(record)


def test_agent_reporters_see_every_agent() -> None:
    system = let_pass(CareSystem(lively(), rng=4), 2)
    collector = DataCollector(agent_reporters={"kind": lambda agent: type(agent).__name__})
    collector.collect(system)
    kinds = collector.get_agent_vars_dataframe()["kind"].value_counts().to_dict()
    present = np.count_nonzero(system.world.people.present)
    assert kinds == {"Person": present, "Service": 3, "Commissioner": 2}


class Collected(CareSystem):
    """A model that collects measures alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reporters = {name: lambda m, name=name: m.measure(name) for name in ("deaths", "burden")}
        self.datacollector = DataCollector(model_reporters=reporters)

    def step(self) -> None:
        super().step()
        self.datacollector.collect(self)


def test_batch_run_with_two_processes(tmp_path: Path) -> None:
    path = tmp_path / "lively.toml"
    path.write_text(lively().to_toml(), encoding="utf-8")
    seeds = [1, np.int64(2)]
    parameters = {
        "source": [str(path), "simple_needs"],
        "pooled_share": [0.0, 1.0],
        "place.people": 30,
        "weeks": 9,
        "past_weeks": 3,
    }
    given = {"rng": seeds} if BATCH_GIVES_SEEDS else {}
    if not BATCH_GIVES_SEEDS:
        parameters["rng"] = seeds
    rows = batch_run(Collected, parameters, number_processes=2, display_progress=False, **given)
    assert len(rows) == 8
    for row in rows:
        scenario = load_scenario(row["source"]).override(
            {
                "commissioning.pooled_share": row["pooled_share"],
                "place.people": 30,
                "run.weeks": 9,
                "run.past_weeks": 3,
            }
        )
        summary = simulate(scenario, int(row["rng"])).summary()
        assert (row["deaths"], row["burden"]) == (summary["deaths"], summary["burden"])
