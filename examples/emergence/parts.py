"""The parts of the study, by name: each gives its tables in Markdown for some replicates."""

from collections.abc import Callable

from examples.emergence import alternatives, culture, gaming, transitions

PARTS: dict[str, Callable[[int], str]] = {
    "gaming": gaming.grid,
    "channels": gaming.channels,
    "blamed": gaming.blamed,
    "alternatives": alternatives.table,
    "culture": culture.table,
    "coordination": culture.coordination,
    "copying": culture.copying,
    "transitions": transitions.table,
}
REPLICATES = 32
