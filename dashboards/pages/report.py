"""Report: the comparison as a document, to print or to send."""

from typing import Any

import solara

from dashboards.components.elsewhere import Elsewhere
from dashboards.components.paper import inside
from dashboards.components.problems import Problems
from dashboards.components.progress import Progress
from dashboards.components.save import Save
from dashboards.components.text import Block
from dashboards.components.waiting import Waiting
from dashboards.state.document import document
from dashboards.state.ensemble import UNFINISHED, use_ensemble
from dashboards.state.reproduce import reproduce_command
from dashboards.state.settings import Settings, read_settings, scenario_with_title
from dashboards.state.task import use_task
from experiments.report.html import element, together
from simulation.scenario import ScenarioError

LEAD = (
    "The comparison that is set on the page Compare, as a document: the answer, figures, tables, "
    "every setting, the seeds and the versions. It prints well, and can be saved as one file."
)


@solara.component
def Page() -> Any:
    """The page; its address holds the same settings as that of Compare."""
    found = read_settings(solara.use_router().search)
    settings = found.settings
    with solara.Div() as page:
        Block(
            together(
                element("h1", "Report"),
                element("p", LEAD, class_="lead"),
            ),
            class_="noprint",
        )
        Elsewhere(settings, "/report")
        Problems("Some of this link could not be used", found.problems)
        try:
            scenarios = [scenario_with_title(side, settings.upload) for side in settings.sides()]
        except ScenarioError as error:
            Problems("These settings do not go together", error.problems)
        else:
            Document(scenarios, settings)
    return page


@solara.component
def Document(scenarios: Any, settings: Settings) -> Any:
    """The document, as soon as all runs are there."""
    ensemble = use_ensemble(scenarios, settings.replicates)
    done = ensemble.view.stage == "done"
    key = (ensemble.view.pair, settings.replicates) if done else None
    command = f"{reproduce_command(settings, 'compare')} --replicates {settings.replicates}"
    task = use_task(key, document, ensemble.view.comparison, command)
    with solara.Div() as page:
        if task.result is None:
            Progress(ensemble)
        if task.problem:
            Problems("The report could not be made", [task.problem])
        if done and task.result is None and not task.problem:
            Waiting("All runs are there. Drawing the figures …")
        if ensemble.view.stage in UNFINISHED:
            Waiting("The report comes as soon as all runs are there.")
        if task.result is not None:
            Save("allied-report.html", task.result)
            Block(inside(task.result), class_="paper")
    return page
