"""Compiles what the tests will need, once, before many processes would all do so at once."""

from simulation.run import fork
from tests.places import FORMS, RULES, small, village
from tests.worlds import shrunk

SHORT = {"run__past_weeks": 26, "run__weeks": 26}


def compile_kernels() -> None:
    """Run small places of both precisions in which every mechanism acts; quick if all is there."""
    for precision in ("float32", "float64"):
        ways = [
            small(village(), run__precision=precision, entanglement__form=form)
            .override({"services.learning.rule": rule})
            for form, rule in zip(FORMS, RULES, strict=True)
        ]  # fmt: skip
        fork([*ways, shrunk("alliance", 60, **SHORT, run__precision=precision)], seed=1)


if __name__ == "__main__":
    compile_kernels()
