"""What is on show: the comparison of now, or for a moment the one before the last change."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import solara

from experiments.findings.comparison import Comparison
from simulation.scenario import Scenario, ScenarioError

from . import ensemble
from .ensemble import View
from .history import Trail
from .preview import Preview
from .settings import read, scenario, title

SECONDS = 1.8
"""How long the state before the change is shown."""


@dataclass(frozen=True)
class Shown:
    """What the right-hand side of the page shows.

    ``stale`` says that results are still of the settings before; ``replaying`` that they are so
    on purpose.
    """

    names: list[str]
    comparison: Comparison | None
    preview: Preview | None
    stale: bool = False
    replaying: bool = False


def use_replay(
    view: View, scenarios: Sequence[Scenario], names: list[str], trail: Trail
) -> tuple[Shown, Callable[[], None] | None]:
    """What to show now, and how to replay the last change, if its results are known."""
    before, set_before = solara.use_state(None)
    last_names = solara.use_ref(names)
    fresh = view.pair == tuple(one.key() for one in scenarios)
    if fresh:
        last_names.current = names
    now = Shown(last_names.current, view.comparison, view.preview, stale=not fresh)
    earlier = _earlier(trail) if fresh and (view.comparison or view.preview) else None

    def replay() -> None:
        def show() -> None:
            threading.Event().wait(SECONDS)
            set_before(None)

        set_before(earlier)
        threading.Thread(target=show, daemon=True).start()

    return before or now, replay if earlier else None


def _earlier(trail: Trail) -> Shown | None:
    """The comparison before the last change, as far as its runs are known."""
    query: Any = trail.before
    if query is None:
        return None
    settings = read(query).settings
    try:
        scenarios = [scenario(side, settings.upload) for side in settings.sides()]
    except ScenarioError:
        return None
    pair = (scenarios[0].key(), scenarios[1].key())
    names = [title(side, settings.upload) for side in settings.sides()]
    seeds = [s for s in range(1, settings.replicates + 1) if ensemble.known(pair, [s])]
    if seeds:
        found = ensemble.comparison(scenarios, pair, seeds)
        return Shown(names, found, None, replaying=True)
    preview = ensemble.known_preview(scenarios, pair)
    return Shown(names, None, preview, replaying=True) if preview else None
