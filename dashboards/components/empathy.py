"""The empathy map of the workshop room: what a life was like from the inside, in two systems."""

from collections.abc import Mapping, Sequence

from experiments.findings.formatting import number
from experiments.lives.english import times, weeks
from experiments.report.html import Html, element, together

Numbers = Mapping[str, float]


def empathy_map(totals: Sequence[Numbers], inner: Sequence[Numbers], names: Sequence[str]) -> Html:
    """Both maps side by side; the room fills in what the numbers cannot know."""
    maps = [
        element("section", element("h3", f"{letter}: {name}"), *_cells(total, within))
        for letter, name, total, within in zip("AB", names, totals, inner, strict=True)
    ]
    return element("div", *maps, class_="two")


def _cells(total: Numbers, within: Numbers) -> list[Html]:
    n = {name: round(value) for name, value in total.items()}
    feels = {name: number(value, 2) for name, value in within.items()}
    cells = (
        (
            "Does",
            f"Knocks on doors {times(n['knocks'])}; waits {weeks(n['weeks_waiting'])}; is in "
            f"support for {weeks(n['weeks_in_support'])}; visits drop-ins {times(n['visits'])}.",
        ),
        ("Says", f"Tells the story {times(n['stories'])}."),
        (
            "Hears",
            f"Is turned away {times(n['bounces'])}, and taken to the next door "
            f"{times(n['handovers'])}.",
        ),
        (
            "Feels",
            f"Trust in services goes from {feels['trust_before']} to "
            f"{feels['trust_after']}, self-direction from {feels['strength_before']} to "
            f"{feels['strength_after']} (0 to 1).",
        ),
        ("Pain", f"Crises: {n['crises']}. Gives up waiting {times(n['gave_up'])}."),
        (
            "Gain",
            f"Good weeks: {n['good_weeks']}. Endings that held: {n['sustained']} of "
            f"{n['endings']}.",
        ),
    )
    found = [element("div", element("strong", head), element("p", text)) for head, text in cells]
    blank = element(
        "div",
        element("strong", "Thinks"),
        element("p", "The model does not know. Ask the room, and write it here."),
        element("p", together("​"), class_="blank"),
        element("p", together("​"), class_="blank"),
        class_="thinks",
    )
    return [element("div", *found, blank, class_="map")]
