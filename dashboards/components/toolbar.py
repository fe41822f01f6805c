"""The buttons of Compare, and what each of them does."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import solara

from dashboards.state.files import as_csv
from dashboards.state.history import History
from dashboards.state.replay import Displayed
from dashboards.state.settings import Settings, Side
from dashboards.state.upload import FILE, MOST_BYTES, accept
from simulation.scenario import Scenario, ScenarioError

from .download import use_download
from .tools import Changes, Tools


def ChangeButtons(
    settings: Settings,
    history: History,
    replay: Callable[[], None] | None,
    go: Callable[[Settings], None],
    go_to: Callable[[str | None], None],
) -> Any:
    """Buttons that change the whole comparison: undo, redo, replay, pin, swap."""
    return Changes(
        can_undo=history.before is not None,
        can_redo=history.can_redo,
        can_replay=replay is not None,
        event_undo=lambda _: go_to(history.step(-1)),
        event_redo=lambda _: go_to(history.step(1)),
        event_replay=lambda _: replay() if replay else None,
        event_pin=lambda _: go(replace(settings, a=settings.b)),
        event_swap=lambda _: go(replace(settings, a=settings.b, b=settings.a)),
    )


@solara.component
def SaveButtons(
    settings: Settings,
    scenarios: Sequence[Scenario],
    displayed: Displayed,
    go: Callable[[Settings], None],
    refuse: Callable[[Any], None],
) -> Any:
    """Buttons that share and save the comparison: a link, and files saved and opened."""
    save, downloading = use_download()

    def open_file(data: dict[str, str]) -> None:
        try:
            content = base64.b64decode(str(data["content"])[: 2 * MOST_BYTES], validate=True)
            upload = accept(str(data["name"]), content)
        except ScenarioError as error:
            refuse(tuple(error.problems))
        except (binascii.Error, ValueError):
            refuse(("The file did not arrive whole; open it again.",))
        else:
            go(replace(settings, b=Side(FILE), upload=upload))

    def save_numbers(_: Any) -> None:
        if displayed.comparison:
            save("allied-comparison.csv", "text/csv", as_csv(displayed.comparison))

    with solara.Div(classes=["noprint"]) as buttons:
        Tools(
            query=settings.query(),
            can_csv=displayed.comparison is not None,
            most_bytes=MOST_BYTES,
            event_save=lambda _: save("allied-b.toml", "application/toml", scenarios[1].to_toml()),
            event_csv=save_numbers,
            event_open_file=open_file,
        )
        downloading()
    return buttons
