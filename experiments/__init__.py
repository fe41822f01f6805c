"""Many runs: comparisons, what they say in words, files and reports."""

MOST_REPLICATES = 10_000
"""Runs of each scenario that one comparison may have."""
