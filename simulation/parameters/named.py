"""Numbers that a place keeps under its own names: what the names refer to, and the bounds."""

from dataclasses import dataclass

COMMUNITY = "community"
"""In ``[network]``: those who come on their own, as a source of referrals."""

READS = ("trust", "safety", "ties")
"""What a value may read beside a need."""


@dataclass(frozen=True)
class Named:
    """A table of numbers by name.

    ``names`` is the table of the scenario whose names may stand as keys; each number is
    between ``low`` and ``high``, both allowed.
    """

    names: str
    low: float
    high: float
    unit: str


NAMED: dict[str, Named] = {
    "place.past.pay": Named("proxy", 0, 100, "share, scaled"),
    "entanglement.pull.*": Named("need", 0, 100, "weight"),
    "commissioning.pay": Named("proxy", 0, 100, "share, scaled"),
    "mix.*.needs": Named("need", 0, 1, "chance"),
    "service.*.helps": Named("need", -5, 5, "effect"),
    "purse.*.funds": Named("service", 0, 1, "share"),
    "crisis.*.needs": Named("need", 0, 100, "weight"),
    "crisis.*.effect": Named("need", -1, 1, "severity"),
    "event.*.pay": Named("proxy", 0, 100, "share, scaled"),
    "event.*.shock.needs": Named("need", -1, 1, "severity"),
    "network.*": Named("service", 0, 1, "knowledge at the start"),
}
"""By dotted key; ``*`` stands for a name the place chooses."""

NAMED_TABLES: dict[str, str] = {
    "entanglement.pull": "need",
    "exit.*.after": "need",
    "network": "service",
}
"""Tables of tables whose names refer to another table of the scenario."""

SCALED = (
    "place.past.pay",
    "entanglement.pull.*",
    "commissioning.pay",
    "crisis.*.needs",
    "event.*.pay",
)
"""Tables scaled to sum to one: where they are not empty, something in them must be above 0."""

NETWORK = (
    "What a service, or the community (those who come on their own), knows of each other service "
    "at the start: 0, never heard of it; 1, all there is to know. Pairs left out have the "
    "knowledge that [model.referral] gives everybody."
)
