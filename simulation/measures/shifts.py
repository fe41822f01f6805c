"""The seven shifts an alliance hopes for, each from 0 to 1."""

import numpy as np

from .declare import Totals, measure, ratio
from .sums import acceptance, mean_person, mean_service, per_closure


@measure(
    "Shift: paternalism to shared responsibility",
    "share",
    "higher",
    help="Cases whose end was agreed with the person, of all that ended.",
    formula="Σ endings agreed / Σ endings, cut-off cases apart",
)
def shift_responsibility(t: Totals) -> float:
    return per_closure(t, "ending_agreed")


@measure(
    "Shift: competition to collectivism",
    "0 to 1",
    "higher",
    help="Goodwill between services, all pairs alike.",
    formula="Σ goodwill between services / Σ ordered pairs",
)
def shift_collectivism(t: Totals) -> float:
    return ratio(t["goodwill"], t["edges"])


@measure(
    "Shift: deficits to strengths",
    "0 to 1",
    "higher",
    help="Mean strength, or self-direction, of the living.",
    formula="Σ strength of those present / Σ present",
)
def shift_strengths(t: Totals) -> float:
    return mean_person(t, "strength")


@measure(
    "Shift: fear to honesty",
    "share",
    "higher",
    help="Recorded successes that were true when they were recorded.",
    formula="1 − Σ recorded as a success though not recovered / Σ recorded as a success",
)
def shift_honesty(t: Totals) -> float:
    return 1 - ratio(t["recorded_falsely"], t["recorded"])


@measure(
    "Shift: labels to people",
    "share",
    "higher",
    help="How often a complex case is accepted, for each time a simple one is; 1 at most.",
    formula="min(1, share accepted of complex requests / share accepted of simple ones), refusals"
    " by choice alone",
)
def shift_people(t: Totals) -> float:
    share = ratio(acceptance(t, "complex"), acceptance(t, "simple"))
    return float(np.minimum(1.0, share))  # not known where nobody complex came


@measure(
    "Shift: dependency to services not for life",
    "0 to 1",
    "higher",
    help="1 minus the mean dependency of the living on support.",
    formula="1 − Σ dependency of those present / Σ present",
)
def shift_independence(t: Totals) -> float:
    return 1 - mean_person(t, "dependency")


@measure(
    "Shift: routine to thoughtful practice",
    "0 to 1",
    "higher",
    help="How well practice fits what works best here and now, large services counting more.",
    formula="Σ size × quality of practice / Σ size, over services",
)
def shift_practice(t: Totals) -> float:
    return mean_service(t, "quality")
