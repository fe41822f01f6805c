"""What each kind of event is called, and which part it has in a life. Nothing else words a kind.

A new ``Kind`` gets one line here, with a role: ``told`` will do for anything that is neither a
refusal nor an ending; a kind that no story tells is ``unsaid``, with a comment why.
"""

from dataclasses import dataclass
from typing import Literal

from simulation.world import Kind

Role = Literal[
    "came",
    "left",
    "crisis",
    "away",
    "taken",
    "handed",
    "gave_up",
    "begun",
    "visit",
    "ended",
    "agreed",
    "recorded",
    "recorded_falsely",
    "checked",
    "well",
    "story",
    "told",
    "unsaid",
]
Other = Literal["", "referrer", "weeks", "crisis"]


@dataclass(frozen=True)
class Wording:
    """How a kind is told.

    Attributes
    ----------
    role
        Its part in a life: ``away`` and ``taken`` answer a knock on a door; ``told`` is told by
        its words alone, with the support during which it happens, or else with the year.
    words
        As a story says it, ``{place}`` standing for what the scenario calls the place.
    label
        As a table calls it.
    other
        What the event's column ``other`` holds.
    """

    role: Role
    words: str
    label: str
    other: Other = ""


WORDS: dict[Kind, Wording] = {
    Kind.ARRIVED: Wording("came", "comes to the {place}", "Arrived"),
    Kind.DEPARTED: Wording("left", "leaves the {place} for good", "Left"),
    Kind.DIED: Wording("left", "dies", "Died"),
    Kind.CRISIS: Wording("crisis", "in crisis", "Crisis", "crisis"),
    Kind.NO_DOOR: Wording("away", "nobody knows a door", "Turned away: no door", "referrer"),
    Kind.QUEUE_FULL: Wording("away", "queue full", "Turned away: queue full", "referrer"),
    Kind.BELOW_THRESHOLD: Wording(
        "away", "not severe enough", "Turned away: not severe enough", "referrer"
    ),
    Kind.REFUSED_SIMPLE: Wording("away", "refused", "Turned away: refused", "referrer"),
    Kind.REFUSED_COMPLEX: Wording(
        "away", "refused as too complex", "Turned away: refused, complex", "referrer"
    ),
    Kind.ACCEPTED_SIMPLE: Wording("taken", "taken on", "Taken on", "referrer"),
    Kind.ACCEPTED_COMPLEX: Wording("taken", "taken on", "Taken on, complex", "referrer"),
    Kind.STORY_TOLD: Wording("story", "tells their story", "Told their story"),
    # that they are taken on for the same need again says it
    Kind.RE_PRESENTED: Wording("unsaid", "", "Came back"),
    Kind.HANDED_WARM: Wording("handed", "handed over in person", "Handed over warm", "referrer"),
    Kind.QUIT_WAITING: Wording("gave_up", "gives up waiting", "Gave up waiting"),
    Kind.STARTED: Wording("begun", "support begins", "Support began", "weeks"),
    Kind.DROP_IN: Wording("visit", "drops in", "Dropped in"),
    Kind.COMPLETED: Wording("ended", "completed", "Ended: completed", "weeks"),
    Kind.QUIT_SUPPORT: Wording("ended", "then they drop out", "Ended: dropped out", "weeks"),
    Kind.CLOSED_EARLY: Wording("ended", "closed early", "Ended: closed early", "weeks"),
    Kind.RAN_OUT: Wording("ended", "then their time is up", "Ended: time up", "weeks"),
    Kind.CUT_OFF: Wording("ended", "until their last week", "Ended by death or departure", "weeks"),
    Kind.RECORDED: Wording("recorded", "written down as a success", "Written down as a success"),
    Kind.RECORDED_FALSELY: Wording(
        "recorded_falsely",
        "written down as a success though not well",
        "Written down as a success, though not well",
    ),
    Kind.SETTLED: Wording("checked", "not well", "Checked after the end"),
    Kind.SUSTAINED: Wording("well", "well", "Well when checked"),
    Kind.ENDING_AGREED: Wording("agreed", "as agreed with them", "Ending agreed with them"),
    Kind.LABELLED: Wording(
        "told", "past labels alone make them look complex", "Taken for complex by past labels"
    ),
    Kind.WORKER_LEFT: Wording("told", "their worker leaves", "Their worker left"),
}


def roles(*wanted: Role) -> list[int]:
    """The kinds that have one of some roles."""
    return [int(kind) for kind, wording in WORDS.items() if wording.role in wanted]
