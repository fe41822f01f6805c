"""``python -m allied`` is the command ``allied``."""

import sys

from .cli import main

if __name__ == "__main__":  # processes that a command starts import this module too
    sys.exit(main())
