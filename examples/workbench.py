"""The EMA workbench drives the model, and its PRIM looks at the result and at a sweep of ours.

    make clients                                  sets up an environment and runs this
    python examples/workbench.py [SWEEP TARGET]   in one that has ema-workbench 3 and Allied

The workbench is no part of Allied. It decides which runs to make: uncertainties are parameters
over their plausible range, levers are levers, the outcome is a paired difference.
"""

import sys

import numpy as np
import pandas as pd

from allied.script import Word, script
from experiments.discovery import cases
from experiments.errors import InputError
from simulation.parameters.lookup import declaration
from simulation.run import fork
from simulation.scenario import load_scenario

try:
    from ema_workbench import Model, RealParameter, ScalarOutcome, perform_experiments
    from ema_workbench.analysis import prim
except ModuleNotFoundError:
    print("This needs ema-workbench 3; `make clients` sets it up and runs this.", file=sys.stderr)
    sys.exit(2)

UNCERTAIN = ("entanglement.c", "model.support.effect")
LEVERS = ("commissioning.overhead", "commissioning.pooled_share")
SMALL = {"place.people": 120, "run.past_weeks": 4, "run.weeks": 26}
SEED, POINTS, POLICIES = 1, 6, 2


def pay_off(**values: float) -> dict[str, float]:
    """Good weeks under the alliance minus those under targets, with the same luck."""
    changes = SMALL | {name.replace("__", "."): value for name, value in values.items()}
    both = [load_scenario(name).override(changes) for name in ("target_driven", "alliance")]
    first, second = (record.summary()["good_weeks"] for record in fork(both, SEED))
    return {"difference": second - first}


def parameter(key: str) -> RealParameter:
    """One of our parameters as the workbench knows them: names have no dots in them."""
    low, high = declaration(key).plausible
    return RealParameter(key.replace(".", "__"), low, high)


def model() -> Model:
    """The model as the workbench runs it."""
    made = Model("allied", function=pay_off)
    made.uncertainties = [parameter(key) for key in UNCERTAIN]
    made.levers = [parameter(key) for key in LEVERS]
    made.outcomes = [ScalarOutcome("difference")]
    return made


def box(x: pd.DataFrame, y: np.ndarray) -> str:
    """The densest box that PRIM finds, in words."""
    found = prim.Prim(x, y).find_box()
    if found is None:
        return "PRIM finds no box"
    last, limits = found.peeling_trajectory.iloc[-1], found.box_lims[-1]
    return f"density {last['density']:.2f}, coverage {last['coverage']:.2f}\n{limits}"


def main(sweep: Word = "", target: Word = "") -> None:
    if sweep and not target:
        raise InputError(f"What is of interest in {sweep} is missing: give SWEEP and TARGET.")
    experiments, outcomes = perform_experiments(model(), scenarios=POINTS, policies=POLICIES)
    print(f"{len(experiments)} experiments of the workbench")
    row = experiments.iloc[0]
    names = [key.replace(".", "__") for key in (*UNCERTAIN, *LEVERS)]
    again = pay_off(**{name: float(row[name]) for name in names})["difference"]
    assert again == outcomes["difference"][0], "the workbench and a run alone must agree"
    print(f"The first, run again alone, gives the same difference: {again:.3f}")
    if sweep:
        x, y = cases(sweep, target)
        print(f"PRIM on {len(x)} cases of a sweep, {y.sum()} of interest")
        print(box(x.reset_index(drop=True), y.to_numpy(int)))


if __name__ == "__main__":
    script(main)
