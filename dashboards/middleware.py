"""Middleware that completes every page: language, zoom, style, no content from outside."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from .busy_page import FULL, RETRY_SECONDS

THEME = Path(__file__).with_name("theme.css")
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws: wss:; worker-src 'self' blob:; frame-ancestors 'self'; "
    "base-uri 'self'; form-action 'self'"
)
"""Vue compiles its templates in the browser, so evaluation of the page's own code is allowed."""

HERE = ("127.0.0.1", "::1")
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E"
    "%3Crect width='24' height='24' rx='4' fill='%2312436d'/%3E%3Cg fill='none' stroke-width='2.4'"
    "%3E%3Ccircle cx='9' cy='12' r='6' stroke='%23fff'/%3E%3Ccircle cx='15' cy='12' r='6' "
    "stroke='%23f46a25' stroke-dasharray='4 2'/%3E%3C/g%3E%3C/svg%3E"
)
"""The icon, inside the page: browsers would fetch a file again at each change of address."""

OTHER_ICONS = re.compile(r'<link rel="icon"[^>]*>\s*')

REPLACED = (
    ("<html>", '<html lang="en-GB">'),
    (
        "width=device-width, initial-scale=1, maximum-scale=1, user-scalable=no, minimal-ui",
        "width=device-width, initial-scale=1",
    ),
    (
        '<div v-if="loading" id="loader-container">',
        '<main v-if="loading" id="loader-container" aria-busy="true">',
    ),
    (
        """color="#2d71c7">
            </v-progress-linear>""",
        """color="#12436d" aria-label="Loading">
            </v-progress-linear>""",
    ),
    ("<h1>{{ loading_text }}</h1>", "<h1>Opening Allied …</h1>"),
    (
        """</v-card>
    </div>
    <div v-else>""",
        """</v-card>
    </main>
    <div v-else>""",
    ),
)
"""Parts of Solara's template, and what stands in their place."""

WITHOUT_SCRIPTS = (
    "<noscript><p>The dashboard needs JavaScript. Without it, use the command "
    "<code>allied compare</code>, whose report is plain HTML.</p></noscript>"
)


class PageMiddleware:
    """ASGI middleware that completes HTML pages and adds security headers to every response.

    Every open page holds one socket. Once ``most`` are open, the next visitor gets the busy page.
    """

    def __init__(self, app: Any, most: int) -> None:
        self._app, self._most, self._open = app, most, 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass a request on, and complete the response."""
        if scope["type"] == "websocket":
            self._open += 1
            try:
                await self._app(scope, receive, send)
            finally:
                self._open -= 1
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Any, receive: Any, send: Any) -> None:
        held: list[Any] = []

        async def answer(message: Any) -> None:
            if message["type"] == "http.response.start":
                held.append(message | {"headers": _headers(message["headers"])})
                if not _is_html(message["headers"]):
                    await send(held.pop())
            elif held:
                held.append(message)
                if not message.get("more_body"):
                    await (_send_full if self._open >= self._most else _send_page)(held, send)
                    held.clear()
            else:
                await send(message)

        await self._app(scope, receive, answer)


class NoLocalCompression:
    """ASGI middleware that sends uncompressed responses to browsers on this computer.

    Compression would cost them a sixth of a second on the first page and save nothing.
    """

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass a request on; a local one without its Accept-Encoding header."""
        if scope["type"] == "http" and (scope["client"] or ("",))[0] in HERE:
            kept = [(k, v) for k, v in scope["headers"] if k.lower() != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, send)


async def _send_page(held: list[Any], send: Any) -> None:
    start, *parts = held
    await _send(start, completed(b"".join(part.get("body", b"") for part in parts).decode()), send)


async def _send_full(held: list[Any], send: Any) -> None:
    start = held[0] | {"status": 503}
    start["headers"] = [*start["headers"], (b"retry-after", b"%d" % RETRY_SECONDS)]
    await _send(start, FULL, send)


async def _send(start: Any, page: str, send: Any) -> None:
    body = page.encode()
    kept = [(k, v) for k, v in start["headers"] if k.lower() != b"content-length"]
    await send(start | {"headers": [*kept, (b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


def completed(page: str) -> str:
    """A page with everything that Solara's template leaves out."""
    for before, after in REPLACED:
        page = page.replace(before, after, 1)
    own = f'<link rel="icon" href="{ICON}"><style>{_theme()}</style></head>'
    page = OTHER_ICONS.sub("", page).replace("</head>", own, 1)
    return page.replace("<body", f"{WITHOUT_SCRIPTS}<body", 1) if "<body" in page else page


def _is_html(headers: Any) -> bool:
    return any(k.lower() == b"content-type" and v.startswith(b"text/html") for k, v in headers)


def _headers(headers: Any) -> list[tuple[bytes, bytes]]:
    return [
        *headers,
        (b"content-security-policy", POLICY.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
    ]


@cache
def _theme() -> str:
    return THEME.read_text(encoding="utf-8")
