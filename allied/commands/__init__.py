"""The subcommands: one file for each, or for a few that belong together.

What takes long to import (NumPy, Mesa, joblib, matplotlib) is imported inside the commands that
need it, so that the others start at once.
"""
