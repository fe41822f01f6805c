"""The report: what a comparison found, for people who were not there."""

from .page import page

__all__ = ["page"]
