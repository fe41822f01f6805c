"""What stands before every page: it is completed, and whoever comes when it is full is told."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from dashboards.middleware import NoLocalCompression, PageMiddleware, completed

PAGE = b"<html><head></head><body></body></html>"


async def solara(scope: Any, receive: Any, send: Any) -> None:
    """An application in Solara's place: a page, or a socket open until it is told to close."""
    if scope["type"] == "websocket":
        await receive()
        return
    headers = [(b"content-type", b"text/html"), (b"content-length", b"%d" % len(PAGE))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": PAGE})


async def opened(middleware: PageMiddleware) -> tuple[int, str]:
    """Status and text of a page that is asked for."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    await middleware({"type": "http"}, None, send)
    start, body = sent
    assert dict(start["headers"])[b"content-length"] == b"%d" % len(body["body"])
    return start["status"], body["body"].decode()


def test_whoever_comes_when_it_is_full_is_told_and_let_in_once_somebody_leaves() -> None:
    async def come_and_go() -> list[tuple[int, str]]:
        middleware, leave = PageMiddleware(solara, most=2), asyncio.Event()
        held = [
            asyncio.create_task(middleware({"type": "websocket"}, leave.wait, None))
            for _ in range(2)
        ]
        await asyncio.sleep(0)
        full = await opened(middleware)
        leave.set()
        await asyncio.gather(*held)
        return [full, await opened(middleware)]

    with ThreadPoolExecutor(1) as thread:  # the browser's driver may hold this one's event loop
        (busy, said), (fine, page) = thread.submit(lambda: asyncio.run(come_and_go())).result()
    assert busy == 503
    assert "full for the moment" in said
    assert fine == 200
    assert '<html lang="en-GB">' in page
    assert "full for the moment" not in page


def test_only_answers_that_leave_this_computer_may_be_compressed() -> None:
    passed: list[list[Any]] = []

    async def server(scope: Any, receive: Any, send: Any) -> None:
        passed.append(scope["headers"])

    async def ask() -> None:
        headers = [(b"Accept-Encoding", b"gzip"), (b"host", b"allied")]
        for client in (("127.0.0.1", 1), ("10.1.2.3", 1), None):
            await NoLocalCompression(server)(
                {"type": "http", "client": client, "headers": headers}, None, None
            )

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(ask())).result()
    here, elsewhere, unknown = passed
    assert here == [(b"host", b"allied")]
    assert len(elsewhere) == len(unknown) == 2


def test_a_page_brings_its_icon_along() -> None:
    page = completed('<head><link rel="icon" type="image/png" href="/static/favicon.png"></head>')
    assert "favicon.png" not in page
    assert page.count('<link rel="icon" href="data:image/svg+xml,') == 1
