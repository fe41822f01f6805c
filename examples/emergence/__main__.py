"""Run one part of the study and print its tables in Markdown."""

import sys

from examples.emergence.parts import PARTS, REPLICATES


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in PARTS:
        parts = ", ".join(PARTS)
        sys.exit(f"usage: python -m examples.emergence PART [REPLICATES]; parts: {parts}")
    print(PARTS[sys.argv[1]](int(sys.argv[2]) if len(sys.argv) > 2 else REPLICATES))


if __name__ == "__main__":
    main()
