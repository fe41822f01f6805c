"""Prepares a process to simulate: importing this imports the model and loads compiled code.

It also simulates the past of a small version of the two systems that Compare opens with, for
their preview.
"""

from .preview import SEED, scaled_down
from .runs import run_seed
from .settings import Settings, scenario

run_seed([scaled_down(scenario(side, None)) for side in Settings().sides()], SEED, 0)
