"""The state as arrays: people and their tracks, services and their edges, this week's events."""

from .calendar import QUARTERS_A_YEAR, WEEKS_A_QUARTER, WEEKS_A_YEAR
from .cases import TRACK, Tracks, by_service, chosen, followed
from .commissioners import FACILITATE, MONEY, RATCHET, RESPONSES, Decision
from .event_log import EventBuffer, Kind
from .hours import HOURS
from .people import NEVER, Mode, People, Status
from .scenario_arrays import ScenarioArrays
from .services import DECISIONS, Services
from .world import Asked, Closed, Refused, World, joined

__all__ = [
    "DECISIONS",
    "FACILITATE",
    "HOURS",
    "MONEY",
    "NEVER",
    "QUARTERS_A_YEAR",
    "RATCHET",
    "RESPONSES",
    "TRACK",
    "WEEKS_A_QUARTER",
    "WEEKS_A_YEAR",
    "Asked",
    "Closed",
    "Decision",
    "EventBuffer",
    "Kind",
    "Mode",
    "People",
    "Refused",
    "ScenarioArrays",
    "Services",
    "Status",
    "Tracks",
    "World",
    "by_service",
    "chosen",
    "followed",
    "joined",
]
