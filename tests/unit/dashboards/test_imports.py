"""What pages import, and what they had better not."""

import subprocess
import sys


def test_no_page_imports_pandas() -> None:
    """A page is drawn while others are imported, and fails where pandas is there by half."""
    found = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\nfrom importlib import import_module\n"
            "from dashboards.sitemap import PAGES\n"
            "for page in PAGES: import_module(f'dashboards.pages.{page.module}')\n"
            "print('pandas' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "False\n"
