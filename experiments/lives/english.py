"""Counts and times as they are written in running text."""

from simulation.world import WEEKS_A_YEAR

_UP_TO_TEN = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS = (*_UP_TO_TEN, "eleven", "twelve")


def when(week: int) -> str:
    """A week for people: weeks and years are counted from 1."""
    return f"year {week // WEEKS_A_YEAR + 1}, week {week % WEEKS_A_YEAR + 1}"


def count(many: int) -> str:
    """A number in words, up to twelve."""
    return NUMBERS[many] if many < len(NUMBERS) else f"{many:,}"


def times(many: int) -> str:
    """How often, in words."""
    return {1: "once", 2: "twice"}.get(many, f"{count(many)} times")


def weeks(many: int) -> str:
    """How long, in words."""
    return f"{count(many)} week{'' if many == 1 else 's'}"


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
