"""What services are like: their hours, staff, referrals and cost, and the trust they have."""

from simulation import network

from .declare import Totals, measure, ratio
from .sums import hours, mean_person, mean_service, yearly


@measure(
    "Caseload",
    "people a full-time worker",
    "neither",
    help="Cases open in services that are paid for staff.",
    formula="Σ cases of services with staff / Σ staff",
)
def caseload(t: Totals) -> float:
    return ratio(t["staffed_active"], t["staff"])


@measure(
    "Hours in direct support",
    "share of hours",
    "neither",
    help="Hours left for support.",
    formula="Σ contacts spent in support, over all services / Σ all contacts",
)
def direct_share(t: Totals) -> float:
    return hours(t, "direct")


@measure(
    "Hours in coordination",
    "share of hours",
    "neither",
    help="Handing over, working jointly, chasing failed referrals.",
    formula="Σ contacts spent in coordination, over all services / Σ all contacts",
)
def coordination_share(t: Totals) -> float:
    return hours(t, "coordination")


@measure(
    "Hours in recording",
    "share of hours",
    "neither",
    help="Assessing, recording, and measuring for targets.",
    formula="Σ contacts spent in recording, over all services / Σ all contacts",
)
def recording_share(t: Totals) -> float:
    return hours(t, "recording")


@measure(
    "Trust in services",
    "0 to 1",
    "higher",
    help="Mean over the living.",
    formula="Σ trust of those present / Σ present",
)
def trust(t: Totals) -> float:
    return mean_person(t, "trust")


@measure(
    "Morale",
    "0 to 1",
    "higher",
    help="How much those who work in services want to, large services counting more.",
    formula="Σ size × morale / Σ size, over services",
)
def morale(t: Totals) -> float:
    return mean_service(t, "morale")


@measure(
    "Staff turnover",
    "share a year",
    "lower",
    help="Staff who left.",
    formula="4 Σ size × share of staff that left in the latest quarter / Σ size, over services",
)
def turnover(t: Totals) -> float:
    return 4 * mean_service(t, "leaving")


@measure(
    "Affiliation to the whole",
    "0 to 1",
    "neither",
    help="0: those who work in services belong to their own alone; 1: to the whole.",
    formula="Σ size × affiliation / Σ size, over services",
)
def affiliation(t: Totals) -> float:
    return mean_service(t, "affiliation")


@measure(
    "Reciprocity of referrals",
    "share",
    "neither",
    help="Share of referrals between services that are matched by referrals back.",
    formula="Σ_ij min(flow_ij, flow_ji) / Σ flow, between services (Squartini and others 2013), "
    "over the quarters of the period",
)
def reciprocity(t: Totals) -> float:
    return network.reciprocity(t.flow)


@measure(
    "Modularity of referrals",
    "-0.5 to 1",
    "neither",
    help="How far referrals stay within clusters of services.",
    formula="of the greedy communities of the undirected flow between services (Clauset, Newman "
    "and Moore 2004)",
)
def modularity(t: Totals) -> float:
    return network.modularity(t.flow)


@measure(
    "Public cost",
    "£ a person and year",
    "lower",
    help="Services and crises, in prices of the place's price year.",
    formula="52 Σ (a week's cost of staff and beds, in whatever way they are paid, with staff on "
    "the move and empty posts + cost of crises) / Σ present",
)
def cost_per_head(t: Totals) -> float:
    return yearly(t, "crisis_cost", "service_cost")
