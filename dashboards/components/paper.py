"""Pages that ``experiments.report`` makes for paper, shown inside the dashboard."""

from experiments.report.html import Html


def inside(page: str) -> Html:
    """The content of the page's ``<main>``, with its first heading made an h2."""
    body = page[page.index("<main>") + len("<main>") : page.rindex("</main>")]
    return Html(body.replace("<h1>", "<h2>", 1).replace("</h1>", "</h2>", 1))
