"""The report of a comparison, made in a process of the pool, since drawing takes a while."""

from experiments.findings.comparison import Comparison


def document(found: Comparison, command: str, _slot: int) -> str:
    """The whole report as HTML; ``command`` is what to type to get the same numbers again."""
    from experiments.report.page import page

    return page(found, command)
