"""The lessons of the workshop: what is asked, what is compared, and what is shown.

What a lesson reveals is never written here: it is read from runs that ``python -m
dashboards.lessons`` makes and ``dashboards/data/lessons.json`` keeps.
"""

from .declared import LESSONS
from .lesson import Lesson

__all__ = ["LESSONS", "Lesson"]
