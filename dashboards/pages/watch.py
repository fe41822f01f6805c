"""Watch it happen: the people of a small city among its services, in two systems at once."""

from typing import Any

import solara

from dashboards.components.elsewhere import Elsewhere
from dashboards.components.problems import Problems
from dashboards.components.text import Block
from dashboards.components.waiting import Waiting
from dashboards.components.watch import Watch
from dashboards.state.preview import scaled_down
from dashboards.state.settings import Settings, read_settings, scenario, title
from dashboards.state.task import use_task
from dashboards.state.trace import PEOPLE, WEEKS, trace
from experiments.report.html import element, together
from simulation.scenario import Scenario, ScenarioError

SEED = 1
LEAD = (
    "Each dot is a person of a city made small: 300 people, with as much money for each as in the "
    "large one. The same people, with the same past and the same luck, go through both systems. "
    "Watch where they wait, where they are turned away, and who is reached at all."
)
CARE = (
    "It is one history of a small place. It shows how things hang together; what tends to happen "
    "is on the page Compare."
)


@solara.component
def Page() -> Any:
    """The page; its address holds the same settings as that of Compare."""
    found = read_settings(solara.use_router().search)
    with solara.Div() as page:
        Block(
            together(
                element("h1", "Watch it happen"),
                element("p", LEAD, class_="lead"),
                element("p", CARE, class_="note"),
            )
        )
        Elsewhere(found.settings, "/watch")
        Problems("Some of this link could not be used", found.problems)
        try:
            scenarios = [_scaled_down(found.settings, side) for side in (0, 1)]
        except ScenarioError as error:
            Problems("These settings do not go together", error.problems)
        else:
            _Playing(found.settings, scenarios)
    return page


@solara.component
def _Playing(settings: Settings, scenarios: list[Scenario]) -> Any:
    names = [title(side, settings.upload) for side in settings.sides()]
    together_ = scenarios[0].past_key() == scenarios[1].past_key()
    key = tuple(one.key() for one in scenarios) if together_ else None
    task = use_task(key, trace, scenarios, names, SEED)
    if not together_:
        return Problems(
            "They cannot be watched together",
            ["The two systems have different pasts, so nobody is the same person in both."],
        )
    if task.problem:
        return Problems("It could not be simulated", [task.problem])
    if task.result is None:
        return Waiting("Simulating two years of both systems. This takes a few seconds …")
    return Watch(spec=task.result)


def _scaled_down(settings: Settings, side: int) -> Scenario:
    found = scenario(settings.sides()[side], settings.upload)
    return scaled_down(found, PEOPLE, WEEKS)
