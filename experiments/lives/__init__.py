"""One person in several systems with the same luck: followed, told, counted."""

from .follow import Entry, Life, Lived, Parting, Standing, follow
from .pick import Pick

__all__ = ["Entry", "Life", "Lived", "Parting", "Pick", "Standing", "follow"]
