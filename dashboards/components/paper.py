"""Pages that ``experiments.report`` makes for paper, shown inside the dashboard."""

from experiments.report.html import Html


def inside(page: str) -> Html:
    """What stands in the page's ``<main>``, its first heading one lower, under the page's own."""
    body = page[page.index("<main>") + len("<main>") : page.rindex("</main>")]
    return Html(body.replace("<h1>", "<h2>", 1).replace("</h1>", "</h2>", 1))
