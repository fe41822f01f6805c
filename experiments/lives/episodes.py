"""The threads of a life: by need, from the first knock on a door to what came of it.

An episode is what a story tells in one breath: doors that stayed shut, one that opened, the wait,
the support, its end, and what was found some months later.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from simulation.world import WEEKS_A_YEAR, Kind, Status

from .entry import Standing
from .follow import Life, Lived
from .wording import WORDS


@dataclass(frozen=True)
class Event:
    """One event; ``need``, ``service`` and ``other`` are -1 where they do not apply."""

    week: int
    kind: Kind
    need: int
    service: int
    other: int


@dataclass
class Episode:
    """One episode of the thread of one need. What did not happen is None or empty."""

    need: int
    week: int
    standing: Standing | None = None  # open at the fork already
    away: list[Event] = field(default_factory=list)
    taken: Event | None = None
    handed: Event | None = None
    gave_up: Event | None = None
    begun: Event | None = None
    told: list[Event] = field(default_factory=list)  # what else happened during support
    ended: Event | None = None
    agreed: Event | None = None
    recorded: Event | None = None
    checked: Event | None = None
    is_open: bool = False  # still, when nothing more is known

    @property
    def is_shut(self) -> bool:
        """Whether nothing but being turned away has come of it so far."""
        return not (self.standing or self.taken)

    @property
    def is_supported(self) -> bool:
        """Whether support has begun and has not ended, as far as is known."""
        began = self.begun or (self.standing and self.standing.status == Status.ACTIVE)
        return bool(began) and self.ended is None


def events_of(lived: Lived) -> list[Event]:
    """The events of a life, in the order in which they happened."""
    return [
        Event(
            int(e["week"]), Kind(int(e["kind"])), int(e["need"]), int(e["service"]), int(e["other"])
        )
        for e in lived.events
    ]


def episodes(life: Life, lived: Lived) -> list[Episode]:
    """The episodes of a life, by the week they began."""
    found: list[Episode] = []
    events, settle_weeks = events_of(lived), lived.scenario.model.support.settle_weeks
    for need in range(lived.need.shape[1]):
        standing = [s for s in life.entry.standing if s.need == need]
        thread = [event for event in events if event.need == need]
        found += _thread(need, thread, standing[0] if standing else None, settle_weeks)
    last = np.flatnonzero(lived.present)[-1:]
    for episode in found:
        if episode.checked and not lived.present[episode.checked.week]:
            episode.checked = None  # nobody is there to be well or not
        closed = episode.ended or episode.gave_up
        episode.is_open = not (closed or episode.is_shut) and bool(
            last.size and (lived.status[last[0], episode.need] != Status.NONE)
        )
    return sorted(found, key=lambda episode: (episode.week, episode.need))


def _thread(
    need: int, events: list[Event], standing: Standing | None, settle_weeks: int
) -> Iterator[Episode]:
    """The episodes of one need, in order."""
    now = None if standing is None else Episode(need, 0, standing)
    ended: dict[int, list[Episode]] = {}  # by week
    for event in events:
        role = WORDS[event.kind].role
        if role in ("away", "taken") and (now is None or _begins_another(now, event)):
            if now is not None:
                yield now
            now = Episode(need, event.week)
        if role in ("checked", "well"):  # the second is told after the first, and says more
            for episode in ended.get(event.week - settle_weeks, ()):
                episode.checked = event
        elif now is not None:
            _add(now, event, role)
            if role == "ended":
                ended.setdefault(event.week, []).append(now)
    if now is not None:
        yield now


def _begins_another(now: Episode, event: Event) -> bool:
    """Whether a knock on a door begins a new episode: after a door opened, or in a new year."""
    if not now.is_shut:
        return True
    is_new_year = event.week // WEEKS_A_YEAR > now.week // WEEKS_A_YEAR
    return is_new_year and WORDS[event.kind].role == "away"


def _add(now: Episode, event: Event, role: str) -> None:
    if role == "away":
        now.away.append(event)
    elif role in ("recorded", "recorded_falsely"):
        now.recorded = event  # the second is told after the first, and says more
    elif role == "told" and now.is_supported:
        now.told.append(event)
    elif role in ("taken", "handed", "gave_up", "begun", "ended", "agreed"):
        setattr(now, role, event)
