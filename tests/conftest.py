"""Settings all tests share."""

import os

import pytest
from hypothesis import settings

from tests.browser import found
from tests.compiled import compile_kernels

os.environ.setdefault("MPLBACKEND", "Agg")

settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_configure(config: pytest.Config) -> None:
    """Compile once before many processes start: they would all compile the same, at once."""
    starts_others = getattr(config.option, "numprocesses", None)
    if starts_others and not hasattr(config, "workerinput"):
        compile_kernels()


def pytest_report_header() -> str:
    """Say plainly whether the browser tests can run here, and with what."""
    why_not = found.missing()
    if why_not:
        return f"browser tests: skipped, {why_not}"
    return f"browser tests: {found.browser()}, {found.kept_in()}"
