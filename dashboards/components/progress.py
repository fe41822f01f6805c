"""How far a comparison has come, and the button that stops it."""

from collections.abc import Callable
from typing import Any

import solara

from dashboards.state.ensemble import UNFINISHED, Ensemble


@solara.component_vue("progress.vue", vuetify=False)
def _Progress(
    stage: str = "",
    text: str = "",
    done: int = 0,
    total: int = 0,
    busy: bool = False,
    can_again: bool = False,
    event_cancel: Callable[[Any], None] | None = None,
    event_again: Callable[[Any], None] | None = None,
) -> None:
    """A progress bar; screen readers announce a new stage, not every second."""


def Progress(ensemble: Ensemble) -> Any:
    """One line on how far a comparison is."""
    view = ensemble.view
    text = {
        "preview": "Starting …",
        "waiting": "Waiting: other people's comparisons are running. Yours starts by itself.",
        "running": f"{view.done} of {view.total} paired runs",
        "done": f"{view.done} paired runs, complete",
        "cancelled": f"Stopped after {view.done} of {view.total} paired runs",
        "failed": view.problem,
    }[view.stage]
    return _Progress(
        stage=view.stage,
        text=text,
        done=view.done,
        total=view.total,
        busy=view.stage in UNFINISHED,
        can_again=view.stage in ("cancelled", "failed"),
        event_cancel=lambda _: ensemble.cancel(),
        event_again=lambda _: ensemble.run_again(),
    )
