"""Bounds on what may be asked for."""

HIGHEST_SEED = 2**63 - 1
"""The highest seed that the tables of results can hold."""

MOST_REPLICATES = 10_000
"""Runs of each scenario that one comparison may have."""
