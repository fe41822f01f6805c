"""The report of a comparison; drawing takes a while, so a process of the pool makes it."""

from experiments.findings.comparison import Comparison


def document(found: Comparison, command: str, _slot: int) -> str:
    """The whole report as HTML; ``command`` is the command that reproduces it."""
    from experiments.report.page import page

    return page(found, command)
