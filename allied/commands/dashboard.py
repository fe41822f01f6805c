"""``dashboard``: the screens, in a browser."""

from typing import Annotated

import typer

from allied.console import note
from allied.options import whole_number


def dashboard(
    host: Annotated[
        str,
        typer.Option(
            metavar="HOST", help="Address to listen on; localhost is for this computer alone."
        ),
    ] = "localhost",
    port: Annotated[
        int, typer.Option(parser=whole_number(0, 65535), metavar="PORT", help="Port to listen on.")
    ] = 8765,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Do not open the browser of this computer.")
    ] = False,
) -> None:
    """Explore, compare and run a workshop in the browser; no internet is needed.

    It needs the extra dashboard: pip install 'allied[dashboard]'.
    """
    from dashboards.server import serve

    serve(host, port, not no_open, note)
