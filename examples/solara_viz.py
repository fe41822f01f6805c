"""The Mesa model in Mesa's own SolaraViz, one model for each browser session.

    pip install 'allied[dashboard]' 'mesa[viz]'
    solara run examples/solara_viz.py

For a researcher's look at the raw model. It compares nothing and shows no uncertainty; the
dashboard (``allied dashboard``) does.
"""

import solara
from mesa.visualization import SolaraViz

from allied import CareSystem
from simulation.measures import MEASURES

SHOWN = ("good_weeks", "recorded_success", "sustained_success", "wait_weeks")


class SmallCity(CareSystem):
    """A city that SolaraViz steps in this process. It asks for parameters that have names."""

    def __init__(self, source: str = "alliance", rng: int = 1, people: int = 400) -> None:
        super().__init__(source, rng=rng, place__people=people)


def so_far(measure: str) -> object:
    """A component that tells one measure over all weeks so far."""

    def component(model: CareSystem) -> object:
        label, unit = MEASURES[measure].label, MEASURES[measure].unit
        return solara.Text(f"{label}: {model.measure(measure):.3g} {unit}")

    return component


@solara.component
def Page() -> None:
    """One model a session: ``use_memo`` makes it where the session lives."""
    model = solara.use_memo(SmallCity, [])
    SolaraViz(
        model,
        components=[so_far(measure) for measure in SHOWN],
        model_params={"source": "alliance", "rng": 1, "people": 400},
        name="Allied in SolaraViz",
    )
