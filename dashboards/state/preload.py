"""Makes a process ready to simulate: importing this imports the model and loads what is compiled.

The past of the two systems that Compare opens with is lived in small, for their preview.
"""

from .preview import SEED, small
from .runs import run_seed
from .settings import Settings, scenario

run_seed([small(scenario(side, None)) for side in Settings().sides()], SEED, 0)
