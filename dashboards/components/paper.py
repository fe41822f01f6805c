"""Pages that ``experiments.report`` makes for paper, shown inside the dashboard."""

from experiments.report.html import Html


def inside(page: str, heading: bool = True) -> Html:
    """What stands in the page's ``<main>``; without its first heading if another stands above."""
    body = page[page.index("<main>") + len("<main>") : page.rindex("</main>")]
    if not heading:
        body = body[body.index("</h1>") + len("</h1>") :]
    return Html(body)
