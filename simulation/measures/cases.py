"""How cases end, and what is recorded of it."""

from .declare import Totals, measure, ratio
from .sums import REQUESTS, acceptance, per_closure


@measure(
    "Recorded success",
    "share of closed cases",
    "neither",
    help="Cases the services recorded as a success when they closed.",
    formula="Σ recorded as a success / Σ endings, cut-off cases apart",
)
def recorded_success(t: Totals) -> float:
    return per_closure(t, "recorded")


@measure(
    "Sustained success",
    "share of closed cases",
    "higher",
    help="Cases in which the person was truly well some months after closing.",
    formula="Σ well when checked / Σ checked, cut-off cases apart",
)
def sustained_success(t: Totals) -> float:
    return ratio(t["sustained"], t["settled"])


@measure(
    "Sustained success per request",
    "share of requests",
    "higher",
    help="Sustained successes for each time somebody knocked on a door.",
    formula="Σ well when checked / Σ requests",
)
def sustained_per_request(t: Totals) -> float:
    return ratio(t["sustained"], t.all_of(*REQUESTS))


@measure(
    "Goodhart gap",
    "share of closed cases",
    "lower",
    help="Recorded success minus sustained success.",
    formula="recorded success − sustained success",
)
def goodhart_gap(t: Totals) -> float:
    return recorded_success(t) - sustained_success(t)


@measure(
    "Creaming",
    "difference in share accepted",
    "neither",
    help="How much more often a simple case is accepted than a complex one.",
    formula="accepted / (accepted + refused by decision), simple − complex",
)
def creaming(t: Totals) -> float:
    return acceptance(t, "simple") - acceptance(t, "complex")


@measure(
    "Early closure",
    "share of closed cases",
    "lower",
    help="Cases closed after a fixed time, by plan, instead of held to recovery.",
    formula="Σ closed early / Σ endings, cut-off cases apart",
)
def early_closure(t: Totals) -> float:
    return per_closure(t, "closed_early")


@measure(
    "Generous recording",
    "share of closed cases",
    "lower",
    help="Cases recorded as a success though the person was not well.",
    formula="Σ recorded as a success though not recovered / Σ endings, cut-off cases apart",
)
def generous_recording(t: Totals) -> float:
    return per_closure(t, "recorded_falsely")


@measure(
    "Parking",
    "share of cases in support",
    "lower",
    help="Cases kept open with thin support.",
    formula="Σ thin cases / Σ cases",
)
def parking(t: Totals) -> float:
    return ratio(t["thin"], t["active"])
