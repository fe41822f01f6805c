"""How people get in, are turned away, drop out and come back."""

from .declare import Totals, measure, ratio
from .sums import REFUSED, REQUESTS, TURNED_AWAY, per_closure, yearly


@measure(
    "Wait",
    "weeks",
    "lower",
    help="Weeks in the queue of those whose support began.",
    formula="Σ weeks waited / Σ begun",
)
def wait_weeks(t: Totals) -> float:
    return ratio(t["waits"], t["started"])


@measure(
    "Seen in time",
    "share of those who began",
    "neither",
    help="Support that began within the time the place calls in time.",
    formula="Σ begun within the shortest `proxy.*.window` of a proxy that counts who was seen (3 "
    "weeks without one) / Σ begun",
)
def seen_in_time(t: Totals) -> float:
    return ratio(t["in_time"], t["started"])


@measure(
    "Times turned away",
    "per person and year",
    "lower",
    help="Refused, below a threshold, queue full, or no door known.",
    formula="52 Σ requests turned away, for whatever reason / Σ present",
)
def bounces(t: Totals) -> float:
    return yearly(t, *TURNED_AWAY)


@measure(
    "Futile referrals",
    "share of requests",
    "lower",
    help="Requests for help that ended with being turned away.",
    formula="Σ turned away, for whatever reason / Σ requests",
)
def futile_share(t: Totals) -> float:
    return ratio(t.all_of(*TURNED_AWAY), t.all_of(*REQUESTS))


@measure(
    "Turned away by choice",
    "share of requests",
    "lower",
    help="Requests refused, or found to be below a threshold; full queues are not counted.",
    formula="Σ refused, or below a threshold / Σ requests",
)
def closed_doors(t: Totals) -> float:
    return ratio(t.all_of("below_threshold", *REFUSED), t.all_of(*REQUESTS))


@measure(
    "Times the story was told",
    "per person and year",
    "lower",
    help="Assessments in which a person had to tell their story again.",
    formula="52 Σ times the story was told / Σ present",
)
def stories(t: Totals) -> float:
    return yearly(t, "story_told")


@measure(
    "Dropping out of support",
    "share of closed cases",
    "lower",
    help="Cases that ended because the person left.",
    formula="Σ dropped out / Σ endings, cut-off cases apart",
)
def drop_out(t: Totals) -> float:
    return per_closure(t, "quit_support")


@measure(
    "Coming back",
    "share of closed cases",
    "lower",
    help="Accepted again for the same need within half a year.",
    formula="Σ accepted within `model.support.return_weeks` of an ending / Σ endings, cut-off "
    "cases apart",
)
def re_presentation(t: Totals) -> float:
    return per_closure(t, "re_presented")
