"""The week's processes, one file each. ``CareSystem.step`` calls them in the order they happen.

Each says what it reads and writes and which streams of luck it draws from.
"""

from .climbing import climb
from .closing import close_cases
from .commissioning import commission
from .copying import another_place, lift_and_shift, lifts_due
from .crises import strike_crises
from .culture import move_affiliation
from .exits import leave_and_arrive
from .happenings import begin_week, levers_at
from .listening import listen
from .needs import move_needs
from .outcomes import live_week
from .practice import try_variations
from .queue import run_queues
from .referral import refer
from .review import review_services
from .seeking import seek_help
from .settling import settle_cases
from .staff import change_staff
from .steering import steer
from .strengths import move_strengths
from .support import support
from .trials import run_trials

__all__ = [
    "another_place", "begin_week", "change_staff", "climb", "close_cases", "commission",
    "leave_and_arrive", "levers_at", "lift_and_shift", "lifts_due", "listen", "live_week",
    "move_affiliation", "move_needs", "move_strengths", "refer", "review_services", "run_queues",
    "run_trials", "seek_help", "settle_cases", "steer", "strike_crises", "support",
    "try_variations",
]  # fmt: skip
