"""``python -m allied`` is the command ``allied``."""

import sys

from .cli import main

sys.exit(main())
