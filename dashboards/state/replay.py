"""What the page displays: the present comparison, or briefly the one before the last change."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import solara

from experiments.findings.comparison import Comparison
from simulation.scenario import Scenario, ScenarioError

from . import ensemble
from .ensemble import View
from .history import History
from .preview import Preview
from .settings import read_settings, scenario, title

SECONDS = 1.8
"""How long the earlier comparison is displayed."""


@dataclass(frozen=True)
class Displayed:
    """What the right-hand side of Compare displays.

    ``stale``: results still belong to the settings before the change; ``replaying``: they do so
    on purpose.
    """

    names: list[str]
    comparison: Comparison | None
    preview: Preview | None
    stale: bool = False
    replaying: bool = False


def use_replay(
    view: View, scenarios: Sequence[Scenario], names: list[str], history: History
) -> tuple[Displayed, Callable[[], None] | None]:
    """What to display, and a function that replays the last change, if its results are cached."""
    before, set_before = solara.use_state(None)
    last_names = solara.use_ref(names)
    fresh = view.pair == tuple(one.key() for one in scenarios)
    if fresh:
        last_names.current = names
    now = Displayed(last_names.current, view.comparison, view.preview, stale=not fresh)
    earlier = _earlier(history) if fresh and (view.comparison or view.preview) else None

    def replay() -> None:
        def show() -> None:
            threading.Event().wait(SECONDS)
            set_before(None)

        set_before(earlier)
        threading.Thread(target=show, daemon=True).start()

    return before or now, replay if earlier else None


def _earlier(history: History) -> Displayed | None:
    """The comparison before the last change, as far as its runs are cached."""
    query: Any = history.before
    if query is None:
        return None
    settings = read_settings(query).settings
    try:
        scenarios = [scenario(side, settings.upload) for side in settings.sides()]
    except ScenarioError:
        return None
    pair = (scenarios[0].key(), scenarios[1].key())
    names = [title(side, settings.upload) for side in settings.sides()]
    seeds = [s for s in range(1, settings.replicates + 1) if ensemble.known(pair, [s])]
    if seeds:
        found = ensemble.comparison(scenarios, pair, seeds)
        return Displayed(names, found, None, replaying=True)
    preview = ensemble.known_preview(scenarios, pair)
    return Displayed(names, None, preview, replaying=True) if preview else None
