"""Compare: two systems, what differs, and how sure one can be."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import solara

from dashboards.components.answer import Answer, Gaps, Graph, Tables
from dashboards.components.choice import Choice
from dashboards.components.elsewhere import Elsewhere
from dashboards.components.levers import Levers
from dashboards.components.problems import Problems
from dashboards.components.progress import Progress
from dashboards.components.text import Block
from dashboards.components.toolbar import ChangeButtons, SaveButtons
from dashboards.state.ensemble import use_ensemble
from dashboards.state.history import History
from dashboards.state.replay import use_replay
from dashboards.state.settings import (
    REPLICATES,
    SIDES,
    ReadSettings,
    Settings,
    Side,
    read_settings,
    scenario,
    title,
)
from dashboards.state.upload import FILE, Upload
from experiments.report.html import Html, element, together
from simulation.scenario import ScenarioError
from simulation.scenarios import listing

LEAD = "Same people, same past, same luck: move a lever of B and read what follows."


@solara.component
def Page() -> Any:
    """The page; all it shows follows from its address."""
    router = solara.use_router()
    history = solara.use_ref(History()).current
    opened, set_opened = solara.use_state(())
    found = read_settings(router.search)
    history.visit(found.settings.query())

    def go(settings: Settings) -> None:
        set_opened(())
        router.push(f"/compare?{settings.query()}")

    def go_to(query: str | None) -> None:
        if query is not None:
            router.push(f"/compare?{query}")

    with solara.Div() as page:
        Block(
            together(
                element("h1", "Compare two ways of commissioning"),
                element("p", LEAD, class_="lead"),
            ),
            class_="heading",
        )
        Problems("The file was not opened", opened)
        Problems("Some of this link could not be used", found.problems)
        Checked(found, history, go, go_to, set_opened)
    return page


@solara.component
def Checked(
    found: ReadSettings,
    history: History,
    go: Callable[[Settings], None],
    go_to: Callable[[str | None], None],
    refuse: Callable[[Any], None],
) -> Any:
    """The bench, or what is wrong with the settings."""
    settings = found.settings
    try:
        scenarios = [scenario(side, settings.upload) for side in settings.sides()]
    except ScenarioError as error:
        with solara.Div() as page:
            Problems("These settings do not go together", error.problems)
            Choices(settings, go)
        return page
    names = [title(side, settings.upload) for side in settings.sides()]
    with solara.Div() as page:
        Bench(settings, scenarios, names, history, go, go_to, refuse)
    return page


@solara.component
def Bench(
    settings: Settings,
    scenarios: Any,
    names: list[str],
    history: History,
    go: Callable[[Settings], None],
    go_to: Callable[[str | None], None],
    refuse: Callable[[Any], None],
) -> Any:
    """Choices and levers on one side, what follows on the other."""
    ensemble = use_ensemble(scenarios, settings.replicates)
    displayed, replay = use_replay(ensemble.view, scenarios, names, history)
    with solara.Div(classes=["compare"]) as page:
        Choices(settings, go)
        Answer(displayed, settings.query())
        with solara.Div(classes=["row"]):
            Progress(ensemble)
            Elsewhere(settings, "/compare")
        with solara.Div(classes=["bench"]):
            with solara.v.Html(
                tag="section", class_="noprint", attributes={"aria-label": "Levers of B"}
            ):
                ChangeButtons(settings, history, replay, go, go_to)
                Block(element("h2", "Levers of B"))
                Levers(
                    settings.b,
                    scenario(Side(settings.b.base), settings.upload),
                    title(Side(settings.b.base), settings.upload),
                    lambda name, value: go(_moved(settings, name, value)),
                )
            with solara.v.Html(tag="section", attributes={"aria-label": "What follows"}):
                Graph(
                    displayed,
                    settings.measure,
                    lambda measure: go(replace(settings, measure=measure)),
                )
                SaveButtons(settings, scenarios, displayed, go, refuse)
                Block(
                    together(
                        *(
                            _about(letter, side, settings.upload)
                            for letter, side in zip(SIDES, settings.sides(), strict=True)
                        )
                    )
                )
                Gaps(displayed)
        Tables(displayed)
    return page


def Choices(settings: Settings, go: Callable[[Settings], None]) -> Any:
    """Which two systems, and how many runs."""
    systems = _presets()
    if settings.upload is not None:
        own = settings.upload.scenario.pack.title or settings.upload.name
        systems = [*systems, (FILE, f"{own} (opened file)")]
    with solara.Div(classes=["three"]) as choices:
        for letter, side in zip(SIDES, settings.sides(), strict=True):
            role = "compared with" if letter == "a" else "what you change"
            Choice(
                f"system-{letter}",
                f"System {letter.upper()}, {role}",
                side.base,
                systems,
                _choose(settings, letter, go),
            )
        Choice(
            "runs",
            "Paired runs",
            str(settings.replicates),
            [(str(n), f"{n} runs of each") for n in REPLICATES],
            lambda n: go(replace(settings, replicates=int(n))),
        )
    return choices


@cache
def _presets() -> list[tuple[str, str]]:
    """The shipped scenarios; all their files are read, which is not for every slider let go."""
    return [(one.name, one.title) for one in listing()]


def _choose(
    settings: Settings, letter: str, go: Callable[[Settings], None]
) -> Callable[[str], None]:
    def chosen(name: str) -> None:
        sides = {letter: Side(name)}
        go(replace(settings, **sides))  # type: ignore[arg-type]

    return chosen


def _about(letter: str, side: Side, upload: Upload | None) -> Html:
    """What a system is, in its own words."""
    said = scenario(Side(side.base), upload).pack.summary
    name = element("strong", f"{letter.upper()}, {title(side, upload)}:")
    return element("p", name, f" {said}", class_="note") if said else Html()


def _moved(settings: Settings, name: str, value: float) -> Settings:
    base = scenario(Side(settings.b.base), settings.upload)
    unchanged = getattr(base.commissioning, name)
    return replace(settings, b=settings.b.with_lever(name, value, unchanged))
