"""A life: one person followed through both systems with the same luck."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

import solara

from dashboards.components.elsewhere import Elsewhere
from dashboards.components.empathy import empathy_map
from dashboards.components.paper import inside
from dashboards.components.person import Person
from dashboards.components.problems import Problems
from dashboards.components.save import Save
from dashboards.components.text import Block
from dashboards.components.waiting import Waiting
from dashboards.state.lives import FollowedLife, follow_person, shortened
from dashboards.state.reproduce import reproduce_command
from dashboards.state.settings import ReadSettings, read_settings, scenario_with_title, title
from dashboards.state.task import use_task
from experiments.report.html import element, section, together
from simulation.scenario import Scenario, ScenarioError

LEAD = (
    "The same person, with the same past and the same luck, in both systems: needs that come and "
    "go, knocks on doors, refusals, waits, handovers, retellings, crises."
)
WAYS = ("most", "typical", "number", "like")


@solara.component
def Page() -> Any:
    """The page; beside the settings of Compare its address says whom to follow."""
    router = solara.use_router()
    found = read_settings(router.search)
    whom = _whom(router.search)

    def choose(data: dict[str, Any]) -> None:
        values = {"person": str(data["way"])}
        if data["way"] == "number":
            values["row"] = str(data.get("number", ""))
        if data["way"] == "like":
            values["like"] = ".".join(map(str, data.get("needs", [])))
        router.push(f"/life?{found.settings.query()}&{urlencode(values)}")

    with solara.Div() as page:
        Block(
            together(element("h1", "A life in two systems"), element("p", LEAD, class_="lead")),
            class_="noprint",
        )
        Elsewhere(found.settings, "/life")
        Problems("Some of this link could not be used", found.problems)
        try:
            sides, upload = found.settings.sides(), found.settings.upload
            scenarios = [shortened(scenario_with_title(side, upload)) for side in sides]
        except ScenarioError as error:
            Problems("These settings do not go together", error.problems)
        else:
            _Following(found, scenarios, whom, choose)
    return page


def _whom(query: str | None) -> dict[str, str]:
    """What the address says of the person, made safe."""
    values = dict(parse_qsl(query or ""))
    way = values.get("person", "most")
    row = values.get("row", "")
    return {
        "way": way if way in WAYS else "most",
        "row": row if row.isascii() and row.isdigit() and len(row) < 10 else "",
        "like": values.get("like", ""),
    }


@solara.component
def _Following(
    found: ReadSettings, scenarios: list[Scenario], whom: dict[str, str], choose: Any
) -> Any:
    """The choice, and the life once it was lived."""
    needs = scenarios[0].need
    like = tuple(name for name in whom["like"].split(".") if name in needs)
    row = int(whom["row"]) if whom["way"] == "number" and whom["row"] else None
    key = (*(one.key() for one in scenarios), *whom.values())
    typical = whom["way"] == "typical"
    settings = found.settings
    command = reproduce_command(settings, "life")
    task = use_task(
        key, follow_person, scenarios, command, row, typical, like if row is None else ()
    )
    with solara.Div() as page:
        Person(
            way=whom["way"],
            number=whom["row"],
            like=list(like),
            needs=[{"name": name, "label": need.label} for name, need in needs.items()],
            most=20 * max(1, scenarios[0].place.people),
            event_choose=choose,
        )
        if task.problem:
            Problems("Nobody was followed", [task.problem])
        elif task.result is None:
            Waiting("Living both lives, week by week. This takes a few seconds …")
        else:
            titles = [title(side, settings.upload) for side in settings.sides()]
            _Followed(task.result, titles)
    return page


@solara.component
def _Followed(followed: FollowedLife, titles: list[str]) -> Any:
    with solara.Div() as page:
        Save(f"allied-life-{followed.row}.html", followed.page)
        Block(inside(followed.page), class_="paper")
        Block(
            section(
                "An empathy map for the room",
                element("p", "What five years were like, as far as numbers can tell."),
                empathy_map(followed.totals, followed.inner, titles),
            )
        )
    return page
