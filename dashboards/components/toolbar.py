"""The buttons of Compare, and what each of them does."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import solara

from dashboards.state.files import as_csv
from dashboards.state.history import Trail
from dashboards.state.replay import Shown
from dashboards.state.settings import Settings, Side
from dashboards.state.upload import FILE, MOST_BYTES, accept
from simulation.scenario import Scenario, ScenarioError

from .download import use_download
from .tools import Changes, Tools


def Changing(
    settings: Settings,
    trail: Trail,
    replay: Callable[[], None] | None,
    go: Callable[[Settings], None],
    go_to: Callable[[str | None], None],
) -> Any:
    """What changes the comparison as a whole: undo, redo, replay, pin, swap."""
    return Changes(
        can_undo=trail.before is not None,
        can_redo=trail.can_redo,
        can_replay=replay is not None,
        event_undo=lambda _: go_to(trail.step(-1)),
        event_redo=lambda _: go_to(trail.step(1)),
        event_replay=lambda _: replay() if replay else None,
        event_pin=lambda _: go(replace(settings, a=settings.b)),
        event_swap=lambda _: go(replace(settings, a=settings.b, b=settings.a)),
    )


@solara.component
def Keeping(
    settings: Settings,
    scenarios: Sequence[Scenario],
    shown: Shown,
    go: Callable[[Settings], None],
    refuse: Callable[[Any], None],
) -> Any:
    """What keeps and shares the comparison: a link, files saved and opened."""
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
        if shown.comparison:
            save("allied-comparison.csv", "text/csv", as_csv(shown.comparison))

    with solara.Div(classes=["noprint"]) as buttons:
        Tools(
            query=settings.query(),
            can_csv=shown.comparison is not None,
            most_bytes=MOST_BYTES,
            event_save=lambda _: save("allied-b.toml", "application/toml", scenarios[1].to_toml()),
            event_csv=save_numbers,
            event_open_file=open_file,
        )
        downloading()
    return buttons
