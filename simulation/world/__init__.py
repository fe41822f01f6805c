"""The state as arrays: people and their tracks, services and their edges, this week's events."""

from .commissioners import FACILITATE, MONEY, RATCHET, RESPONSES, Decision
from .events import EventBuffer, Kind
from .people import NEVER, Mode, People, Status
from .services import DECISIONS, HOURS, Services
from .setting import WEEKS_A_YEAR, Setting
from .world import (
    TRACK,
    Asked,
    Closed,
    Refused,
    Tracks,
    World,
    by_service,
    chosen,
    followed,
    joined,
    only,
)

__all__ = [
    "DECISIONS", "FACILITATE", "HOURS", "MONEY", "NEVER", "RATCHET", "RESPONSES", "TRACK",
    "WEEKS_A_YEAR", "Asked", "Closed", "Decision", "EventBuffer", "Kind", "Mode", "People",
    "Refused", "Services", "Setting", "Status", "Tracks", "World", "by_service", "chosen",
    "followed", "joined", "only",
]  # fmt: skip
