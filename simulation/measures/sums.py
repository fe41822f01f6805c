"""Sums that several measures share."""

from simulation.world import WEEKS_A_YEAR
from simulation.world.hours import HOURS_COLUMNS

from .declare import Totals, ratio

ENDINGS = ("completed", "quit_support", "closed_early", "ran_out")
REFUSED = ("refused_simple", "refused_complex")
ACCEPTED = ("accepted_simple", "accepted_complex")
TURNED_AWAY = ("no_door", "queue_full", "below_threshold", *REFUSED)
REQUESTS = (*TURNED_AWAY, *ACCEPTED)


def yearly(totals: Totals, *names: str) -> float:
    """What happened to a person present, a year."""
    return ratio(WEEKS_A_YEAR * totals.all_of(*names), totals["present"])


def per_closure(totals: Totals, *names: str) -> float:
    """As a share of closed cases, those apart that death or departure cut off."""
    return ratio(totals.all_of(*names), totals.all_of(*ENDINGS))


def acceptance(totals: Totals, kind: str) -> float:
    """Share accepted of the requests of a kind, simple or complex, that a service decided on."""
    accepted = totals[f"accepted_{kind}"]
    return ratio(accepted, accepted + totals[f"refused_{kind}"])


def mean_person(totals: Totals, state: str) -> float:
    """The mean of a state over people present."""
    return ratio(totals[state], totals["present"])


def mean_service(totals: Totals, state: str) -> float:
    """The mean of a state over services, by their size."""
    return ratio(totals[state], totals["size"])


def hours(totals: Totals, use: str) -> float:
    """Share of all hours that went to a use, one of ``world.HOURS``."""
    return ratio(totals[f"hours_{use}"], totals.all_of(*HOURS_COLUMNS))
