"""Run one part of the study and print its tables in Markdown."""

from allied.script import Count, script
from examples.emergence.parts import PARTS, REPLICATES
from experiments.errors import InputError


def main(part: str, replicates: Count = REPLICATES) -> None:
    if part not in PARTS:
        raise InputError(f"There is no part {part}; the parts are {', '.join(PARTS)}.")
    print(PARTS[part](replicates))


if __name__ == "__main__":
    script(main)
