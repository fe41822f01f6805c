"""Every measure, declared once: what it is called, which way is better, and its formula.

A formula reads the totals of a period: sums over its weeks of what was recorded each week. So
the same formula gives a run's summary and any series over time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from . import network
from .world import WEEKS_A_YEAR
from .world.hours import HOURS_COLUMNS

PRIMARY = "good_weeks"
SMALLEST_THAT_MATTERS = 0.02  # share of the first scenario's mean


@dataclass(frozen=True)
class Totals:
    """Sums over the weeks of a period, and the referrals made in it, (S + 1, S)."""

    sums: Mapping[str, float]
    flow: NDArray[np.int64]

    def __getitem__(self, name: str) -> float:
        return self.sums[name]

    def all_of(self, *names: str) -> float:
        """Several sums together."""
        return sum(self.sums[name] for name in names)


@dataclass(frozen=True)
class Measure:
    """One measure. ``better`` says which way is better for people; a share is from 0 to 1."""

    id: str
    label: str
    unit: str
    better: Literal["higher", "lower", "neither"]
    help: str
    formula: Callable[[Totals], float]


ENDINGS = ("completed", "quit_support", "closed_early", "ran_out")
REFUSED = ("refused_simple", "refused_complex")
ACCEPTED = ("accepted_simple", "accepted_complex")
TURNED_AWAY = ("no_door", "queue_full", "below_threshold", *REFUSED)
REQUESTS = (*TURNED_AWAY, *ACCEPTED)


def _ratio(over: float, under: float) -> float:
    return over / under if under else float("nan")


def _yearly(totals: Totals, *names: str) -> float:
    return _ratio(WEEKS_A_YEAR * totals.all_of(*names), totals["present"])


def _per_closure(totals: Totals, *names: str) -> float:
    return _ratio(totals.all_of(*names), totals.all_of(*ENDINGS))


def _acceptance(totals: Totals, kind: str) -> float:
    accepted = totals[f"accepted_{kind}"]
    return _ratio(accepted, accepted + totals[f"refused_{kind}"])


def _creaming(totals: Totals) -> float:
    return _acceptance(totals, "simple") - _acceptance(totals, "complex")


def _recorded(totals: Totals) -> float:
    return _per_closure(totals, "recorded")


def _sustained(totals: Totals) -> float:
    return _ratio(totals["sustained"], totals["settled"])


def _mean_person(totals: Totals, state: str) -> float:
    return _ratio(totals[state], totals["present"])


def _mean_service(totals: Totals, state: str) -> float:
    return _ratio(totals[state], totals["size"])


def _even_handed(totals: Totals) -> float:
    share = _ratio(_acceptance(totals, "complex"), _acceptance(totals, "simple"))
    return float(np.minimum(1.0, share))  # not known where nobody complex came


def _hours(totals: Totals, use: str) -> float:
    return _ratio(totals[f"hours_{use}"], totals.all_of(*HOURS_COLUMNS))


_DECLARED = (
    Measure(
        "good_weeks", "Good weeks", "weeks a person and year", "higher",
        "Weeks in which what matters to a person is well, weighted by how much it matters to "
        "them, for everybody present at the fork; the dead count 0.",
        lambda t: _ratio(WEEKS_A_YEAR * t["good"], t["cohort"]),
    ),
    Measure(
        "burden", "Burden of need", "severity, 0 to 1", "lower",
        "Mean severity among the living, weighted by what matters to each person.",
        lambda t: _ratio(t["burden"], t["present"]),
    ),
    Measure(
        "burden_unweighted", "Burden, all needs alike", "severity, 0 to 1", "lower",
        "Mean severity of all needs among the living.",
        lambda t: _ratio(t["burden_unweighted"], t["present"]),
    ),
    Measure(
        "burden_worst_fifth", "Burden of the worst-off fifth", "severity, 0 to 1", "lower",
        "Burden of those who carried most at the fork, the living among them.",
        lambda t: _ratio(t["worst_burden"], t["worst"]),
    ),
    Measure(
        "deaths", "Deaths", "per 1,000 people and year", "lower",
        "People who died.", lambda t: 1000 * _yearly(t, "died"),
    ),
    Measure(
        "crises", "Crises", "per person and year", "lower",
        "Crises of all kinds.", lambda t: _yearly(t, "crisis"),
    ),
    Measure(
        "recorded_success", "Recorded success", "share of closed cases", "neither",
        "Cases the services recorded as a success when they closed.", _recorded,
    ),
    Measure(
        "sustained_success", "Sustained success", "share of closed cases", "higher",
        "Cases in which the person was truly well some months after closing.", _sustained,
    ),
    Measure(
        "sustained_per_request", "Sustained success per request", "share of requests", "higher",
        "Sustained successes for each time somebody knocked on a door.",
        lambda t: _ratio(t["sustained"], t.all_of(*REQUESTS)),
    ),
    Measure(
        "goodhart_gap", "Goodhart gap", "share of closed cases", "lower",
        "Recorded success minus sustained success.", lambda t: _recorded(t) - _sustained(t),
    ),
    Measure(
        "creaming", "Creaming", "difference in share accepted", "neither",
        "How much more often a simple case is accepted than a complex one.", _creaming,
    ),
    Measure(
        "early_closure", "Early closure", "share of closed cases", "lower",
        "Cases closed after a fixed time, by plan, instead of held to recovery.",
        lambda t: _per_closure(t, "closed_early"),
    ),
    Measure(
        "generous_recording", "Generous recording", "share of closed cases", "lower",
        "Cases recorded as a success though the person was not well.",
        lambda t: _per_closure(t, "recorded_falsely"),
    ),
    Measure(
        "parking", "Parking", "share of cases in support", "lower",
        "Cases kept open with thin support.", lambda t: _ratio(t["thin"], t["active"]),
    ),
    Measure(
        "wait_weeks", "Wait", "weeks", "lower",
        "Weeks in the queue of those whose support began.",
        lambda t: _ratio(t["waits"], t["started"]),
    ),
    Measure(
        "seen_in_time", "Seen in time", "share of those who began", "neither",
        "Support that began within the time the place calls in time.",
        lambda t: _ratio(t["in_time"], t["started"]),
    ),
    Measure(
        "bounces", "Times turned away", "per person and year", "lower",
        "Refused, below a threshold, queue full, or no door known.",
        lambda t: _yearly(t, *TURNED_AWAY),
    ),
    Measure(
        "futile_share", "Futile referrals", "share of requests", "lower",
        "Requests for help that ended with being turned away.",
        lambda t: _ratio(t.all_of(*TURNED_AWAY), t.all_of(*REQUESTS)),
    ),
    Measure(
        "closed_doors", "Turned away by choice", "share of requests", "lower",
        "Requests refused, or found to be below a threshold; full queues are not counted.",
        lambda t: _ratio(t.all_of("below_threshold", *REFUSED), t.all_of(*REQUESTS)),
    ),
    Measure(
        "stories", "Times the story was told", "per person and year", "lower",
        "Assessments in which a person had to tell their story again.",
        lambda t: _yearly(t, "story_told"),
    ),
    Measure(
        "drop_out", "Dropping out of support", "share of closed cases", "lower",
        "Cases that ended because the person left.", lambda t: _per_closure(t, "quit_support"),
    ),
    Measure(
        "re_presentation", "Coming back", "share of closed cases", "lower",
        "Accepted again for the same need within half a year.",
        lambda t: _per_closure(t, "re_presented"),
    ),
    Measure(
        "caseload", "Caseload", "people a full-time worker", "neither",
        "Cases open in services that are paid for staff.",
        lambda t: _ratio(t["staffed_active"], t["staff"]),
    ),
    Measure(
        "direct_share", "Hours in direct support", "share of hours", "neither",
        "Hours left for support.", lambda t: _hours(t, "direct"),
    ),
    Measure(
        "coordination_share", "Hours in coordination", "share of hours", "neither",
        "Handing over, working jointly, chasing failed referrals.",
        lambda t: _hours(t, "coordination"),
    ),
    Measure(
        "recording_share", "Hours in recording", "share of hours", "neither",
        "Assessing, recording, and measuring for targets.", lambda t: _hours(t, "recording"),
    ),
    Measure(
        "trust", "Trust in services", "0 to 1", "higher",
        "Mean over the living.", lambda t: _mean_person(t, "trust"),
    ),
    Measure(
        "morale", "Morale", "0 to 1", "higher",
        "How much those who work in services want to, large services counting more.",
        lambda t: _mean_service(t, "morale"),
    ),
    Measure(
        "turnover", "Staff turnover", "share a year", "lower",
        "Staff who left.", lambda t: 4 * _mean_service(t, "leaving"),
    ),
    Measure(
        "affiliation", "Affiliation to the whole", "0 to 1", "neither",
        "0: those who work in services belong to their own alone; 1: to the whole.",
        lambda t: _mean_service(t, "affiliation"),
    ),
    Measure(
        "reciprocity", "Reciprocity of referrals", "share", "neither",
        "Share of referrals between services that are matched by referrals back.",
        lambda t: network.reciprocity(t.flow),
    ),
    Measure(
        "modularity", "Modularity of referrals", "-0.5 to 1", "neither",
        "How far referrals stay within clusters of services.",
        lambda t: network.modularity(t.flow),
    ),
    Measure(
        "cost_per_head", "Public cost", "£ a person and year", "lower",
        "Services and crises, in prices of the place's price year.",
        lambda t: _yearly(t, "crisis_cost", "service_cost"),
    ),
    # the seven shifts, each from 0 to 1
    Measure(
        "shift_responsibility", "Shift: paternalism to shared responsibility", "share", "higher",
        "Cases whose end was agreed with the person, of all that ended.",
        lambda t: _per_closure(t, "ending_agreed"),
    ),
    Measure(
        "shift_collectivism", "Shift: competition to collectivism", "0 to 1", "higher",
        "Goodwill between services, all pairs alike.",
        lambda t: _ratio(t["goodwill"], t["edges"]),
    ),
    Measure(
        "shift_strengths", "Shift: deficits to strengths", "0 to 1", "higher",
        "Mean strength, or self-direction, of the living.",
        lambda t: _mean_person(t, "strength"),
    ),
    Measure(
        "shift_honesty", "Shift: fear to honesty", "share", "higher",
        "Recorded successes that were true when they were recorded.",
        lambda t: 1 - _ratio(t["recorded_falsely"], t["recorded"]),
    ),
    Measure(
        "shift_people", "Shift: labels to people", "share", "higher",
        "How often a complex case is accepted, for each time a simple one is; 1 at most.",
        _even_handed,
    ),
    Measure(
        "shift_independence", "Shift: dependency to services not for life", "0 to 1", "higher",
        "1 minus the mean dependency of the living on support.",
        lambda t: 1 - _mean_person(t, "dependency"),
    ),
    Measure(
        "shift_practice", "Shift: routine to thoughtful practice", "0 to 1", "higher",
        "How well practice fits what works best here and now, large services counting more.",
        lambda t: _mean_service(t, "quality"),
    ),
)  # fmt: skip

MEASURES: dict[str, Measure] = {measure.id: measure for measure in _DECLARED}
