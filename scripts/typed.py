"""Commands as one types them, what they print, and tables: parts of the pages."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SALTMARSH = "examples/saltmarsh"
FILE = re.compile(r"```toml\n# (\S+)\n(.*?)```", re.DOTALL)


def save_files(page: Path, folder: Path) -> None:
    """Save the files a page asks its reader to save."""
    for name, text in FILE.findall(page.read_text(encoding="utf-8")):
        (folder / name).write_text(text, encoding="utf-8")


def typed(command: str, folder: Path | str) -> str:
    """A command as one types it, and what it prints in a pipe, as a block of a page."""
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    environment["PYTHONPATH"] = str(ROOT)
    words = [sys.executable, "-m", *command.split()]
    done = subprocess.run(
        words,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=folder,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    lines = [line.rstrip() for line in done.stdout.strip().splitlines()]
    return "\n".join(["```console", f"$ {command}", *lines, "```"])


def printed(words: str, folder: Path | str, is_asked: bool = False) -> str:
    """A block with what a command prints in a pipe, and the command itself if it is asked for."""
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    output = subprocess.run(
        [sys.executable, "-m", "allied", *shlex.split(words)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT)},
    ).stdout
    lines = [line.rstrip() for line in output.strip().splitlines()]
    language, asked = ("console", [f"$ allied {words}"]) if is_asked else ("text", [])
    return "\n".join([f"```{language}", *asked, *lines, "```"])
