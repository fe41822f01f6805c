"""Finds the declaration of a parameter by its dotted key."""

from functools import cache, lru_cache

from .catalogue import Parameter, catalogue
from .named import NAMED, NETWORK


@cache
def declared() -> tuple[Parameter, ...]:
    """The catalogue, and the network, which is declared apart: it is nothing but numbers."""
    known = NAMED["network.*"]
    network = Parameter(
        path="network.*",
        type=dict[str, float],
        default={},
        required=False,
        label="Knows of other services",
        help=NETWORK,
        unit=known.unit,
        low=known.low,
        high=known.high,
        plausible=None,
        mark="A",
        source="",
    )
    return (*catalogue(), network)


@lru_cache(maxsize=4096)
def declaration(path: str) -> Parameter | None:
    """The declaration of a dotted key, or of the table of numbers it stands in."""
    keys = path.split(".")
    for parameter in declared():
        pattern = parameter.path.split(".")
        pairs = zip(pattern, keys, strict=False)
        if len(pattern) <= len(keys) and all(part in ("*", key) for part, key in pairs):
            return parameter
    return None
