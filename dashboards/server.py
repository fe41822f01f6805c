"""Starts the dashboard: one process that serves screens, and processes that simulate."""

import errno
import gc
import os
import socket
import threading
import warnings
import webbrowser
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from experiments.errors import InputError

from . import processes

PORT = 8765
MOST_SESSIONS = 200
FIRST_PAGE = 10  # seconds for which the first page has this process to itself
_ON_THE_WAY = 50  # pages that may be sent but not yet connected when the last place goes
SETTINGS = {
    "SOLARA_APP": "dashboards.app",
    "SOLARA_MODE": "production",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_TITLE": "Allied",
    "SOLARA_THEME_VARIANT": "light",
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "False",
    "SOLARA_KERNEL_CULL_TIMEOUT": "30m",
    "SOLARA_KERNEL_MAX_COUNT": str(MOST_SESSIONS + _ON_THE_WAY),
}
"""What Solara reads when it is first imported."""


def serve(
    host: str, port: int, open_browser: bool = True, tell: Callable[[str], None] = print
) -> None:
    """Serve the dashboard until stopped.

    Parameters
    ----------
    host
        Address to listen on; ``localhost`` is reached from this computer alone.
    port
        Port to listen on; 0 for any that is free.
    open_browser
        Whether to open the page in the browser of this computer.
    tell
        Called with the sentence that names the address.

    Raises
    ------
    InputError
        When the extra ``dashboard`` is not installed, or the address cannot be listened on.
    """
    os.environ.update(SETTINGS)
    processes.host = host
    _check_installed()
    listening = _listen(host, port)
    address = _address(host, listening.getsockname()[1])
    tell(f"The dashboard is at {address} (Ctrl-C stops it).")
    if open_browser:  # it starts meanwhile; its first request waits
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    gc.disable()  # imports stay; collecting garbage takes a tenth of the start
    server = _server(_application())
    gc.freeze()
    gc.enable()
    threading.Thread(target=_prepare_pages, daemon=True).start()
    try:
        server.run(sockets=[listening])
    finally:
        from .state.pool import close_pools

        close_pools()


def _check_installed() -> None:
    for name in ("solara", "solara_assets"):  # without the assets pages are blank, where offline
        if find_spec(name) is None:
            raise InputError(
                f"The dashboard needs {name}, which is not installed; install it with: "
                "pip install 'allied[dashboard]'"
            )


def _application() -> Any:
    # On plain HTTP Solara advises, at every first visit, on cookies inside frames of other sites.
    warnings.filterwarnings("ignore", "Cookies with samesite=none", UserWarning)
    import solara.server.starlette
    from starlette.applications import Starlette
    from starlette.middleware import Middleware

    from .middleware import NoLocalCompression, PageMiddleware

    solara_app = solara.server.starlette
    return Starlette(
        routes=solara_app.routes,
        lifespan=solara_app.lifespan,
        middleware=[
            Middleware(NoLocalCompression),
            *solara_app.middleware,
            Middleware(PageMiddleware, most=MOST_SESSIONS),
        ],
    )


def _server(application: Any) -> Any:
    import uvicorn

    return uvicorn.Server(
        uvicorn.Config(
            application,
            log_level="error",
            access_log=False,
            timeout_graceful_shutdown=2,
            ws_max_size=1_000_000,
            server_header=False,
        )
    )


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket, or an InputError that says why there is none."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            "127.0.0.1" if host == "localhost" else host, port, type=socket.SOCK_STREAM
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()  # a browser that comes early waits
    except socket.gaierror:
        raise InputError(f"There is no address {host} to listen on; leave --host away.") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise InputError(
                f"Port {port} of {host} is in use by another program; choose another, for "
                f"example --port {port + 1}."
            ) from None
        raise InputError(f"Cannot listen on port {port} of {host}: {error.strerror}.") from None
    return listening


def _address(host: str, port: int) -> str:
    everywhere = host in ("0.0.0.0", "::", "")
    name = socket.gethostname() if everywhere else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


def _prepare_pages() -> None:
    """Once a first page is shown, prepare the others while it is being read."""
    processes.first_page_shown.wait(FIRST_PAGE)
    processes.prepare()
    from .sitemap import PAGES
    from .state.pool import warm_up

    for page in PAGES:
        import_module(f"{__package__}.pages.{page.module}")

    warm_up()
