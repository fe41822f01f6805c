"""What became of people: good weeks, burden, deaths and crises."""

from simulation.world import WEEKS_A_YEAR

from .declare import Totals, measure, ratio
from .sums import yearly


@measure(
    "Good weeks",
    "weeks a person and year",
    "higher",
    help="Weeks in which what matters to a person is well, weighted by how much it matters to "
    "them, for everybody present at the fork; the dead count 0.",
    formula="52 Σ good weeks of the cohort / Σ cohort not departed, the dead included",
)
def good_weeks(t: Totals) -> float:
    return ratio(WEEKS_A_YEAR * t["good"], t["cohort"])


@measure(
    "Burden of need",
    "severity, 0 to 1",
    "lower",
    help="Mean severity among the living, weighted by what matters to each person.",
    formula="Σ burden of those present / Σ present",
)
def burden(t: Totals) -> float:
    return ratio(t["burden"], t["present"])


@measure(
    "Burden, all needs alike",
    "severity, 0 to 1",
    "lower",
    help="Mean severity of all needs among the living.",
    formula="Σ mean severity of all needs of those present / Σ present",
)
def burden_unweighted(t: Totals) -> float:
    return ratio(t["burden_unweighted"], t["present"])


@measure(
    "Burden of the worst-off fifth",
    "severity, 0 to 1",
    "lower",
    help="Burden of those who carried most at the fork, the living among them.",
    formula="Σ burden / Σ people, of those marked at the fork as the worst-off fifth who are "
    "present",
)
def burden_worst_fifth(t: Totals) -> float:
    return ratio(t["worst_burden"], t["worst"])


@measure(
    "Deaths",
    "per 1,000 people and year",
    "lower",
    help="People who died.",
    formula="1,000 × 52 Σ deaths / Σ present",
)
def deaths(t: Totals) -> float:
    return 1000 * yearly(t, "died")


@measure(
    "Crises",
    "per person and year",
    "lower",
    help="Crises of all kinds.",
    formula="52 Σ crises / Σ present",
)
def crises(t: Totals) -> float:
    return yearly(t, "crisis")
