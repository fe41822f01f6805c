"""Timings and memory of real runs, and a plain Mesa version of a few of the same rules."""
