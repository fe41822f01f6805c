"""Run all lessons anew: ``python -m dashboards.lessons``, with a number for the paired runs."""

import sys

from experiments.compare import compare

from .declared import LESSONS
from .results import FILE, to_json

REPLICATES = 20


def main() -> None:
    """Run every lesson and write all results, or none."""
    replicates = int(sys.argv[1]) if len(sys.argv) > 1 else REPLICATES
    found = {}
    for lesson in LESSONS:
        sys.stderr.write(f"{lesson.title} …\n")
        found[lesson.id] = compare(lesson.scenarios, replicates)
    partial = FILE.with_suffix(".partial")
    partial.write_text(to_json(found), encoding="utf-8")
    partial.replace(FILE)


if __name__ == "__main__":
    main()
