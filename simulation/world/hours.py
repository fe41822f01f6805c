"""What the hours of services go to: the one list of uses, in the order of every array of them."""

USES = {
    "direct": "direct support",
    "recording": "recording",
    "coordination": "coordination",
    "learning": "learning",
    "overhead": "overhead",
}
"""By the name in results, how a report calls it."""

HOURS = tuple(USES)
DIRECT, RECORDING, COORDINATION, LEARNING, OVERHEAD = range(len(HOURS))
HOURS_COLUMNS = tuple(f"hours_{use}" for use in HOURS)
"""The same, as columns of results."""
