"""The buttons of Compare, and what each of them does."""

import base64
import binascii
import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import solara

from simulation.scenario import Scenario, ScenarioError

from ..state.files import as_csv
from ..state.replay import Shown
from ..state.settings import Settings, Side
from ..state.trail import Trail
from ..state.upload import FILE, MOST_BYTES, accept
from .tools import Tools

_numbers = itertools.count(1)


@solara.component
def Toolbar(
    settings: Settings,
    scenarios: Sequence[Scenario],
    shown: Shown,
    trail: Trail,
    replay: Callable[[], None] | None,
    go: Callable[[Settings], None],
    go_to: Callable[[str | None], None],
    refuse: Callable[[Any], None],
) -> Any:
    """All that can be done with a comparison."""
    download, set_download = solara.use_state(None)

    def save(name: str, kind: str, text: str) -> None:
        set_download({"id": str(next(_numbers)), "name": name, "kind": kind, "text": text})

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

    Tools(
        query=settings.query(),
        can_undo=trail.before is not None,
        can_redo=trail.can_redo,
        can_replay=replay is not None,
        can_csv=shown.comparison is not None,
        most_bytes=MOST_BYTES,
        download=download,
        event_undo=lambda _: go_to(trail.step(-1)),
        event_redo=lambda _: go_to(trail.step(1)),
        event_replay=lambda _: replay() if replay else None,
        event_pin=lambda _: go(replace(settings, a=settings.b)),
        event_swap=lambda _: go(replace(settings, a=settings.b, b=settings.a)),
        event_save=lambda _: save("allied-b.toml", "application/toml", scenarios[1].to_toml()),
        event_csv=lambda _: (
            save("allied-comparison.csv", "text/csv", as_csv(shown.comparison))
            if shown.comparison
            else None
        ),
        event_open_file=open_file,
    )
