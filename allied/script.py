"""Scripts that read their arguments as ``allied`` does, and refuse bad ones in a sentence.

def main(folder: Path, seeds: Count = 10, picture: Picture = Path("picture.svg")) -> None: ...

if __name__ == "__main__":
    script(main)
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from .exit_codes import run_app
from .options import whole_number

FORMATS = (".pdf", ".png", ".svg")


def script(main: Callable[..., None]) -> NoReturn:
    """Call a function with the script's command-line arguments, and exit as ``allied`` does."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command()(main)
    sys.exit(run_app(app, None, Path(sys.argv[0]).name))


def _picture(text: str) -> Path:
    picture = Path(text)
    if picture.suffix not in FORMATS:
        raise typer.BadParameter(f"{text}; it must end in {', '.join(FORMATS)}.")
    if not picture.parent.is_dir():
        raise typer.BadParameter(f"{text}, but there is no folder {picture.parent}.")
    return picture


Word = Annotated[str, typer.Argument()]
Count = Annotated[int, typer.Argument(parser=whole_number(1), metavar="N")]
Picture = Annotated[Path, typer.Argument(parser=_picture, metavar="PICTURE")]
