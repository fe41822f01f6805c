"""The first difference: what happens in the week in which a person's two lives part."""

from collections.abc import Sequence

from .episodes import Event, events_of
from .follow import Life, Lived
from .story import Teller
from .wording import WORDS, Role

SAID: dict[Role, str] = {
    "left": "{words}",
    "crisis": "in crisis, {crisis}",
    "away": "turned away by {service}, {words}",
    "taken": "taken on by {service}",
    "gave_up": "gives up waiting for {service}",
    "begun": "support by {service} begins",
    "visit": "drops in at {service}",
    "ended": "support by {service} ends",
    "story": "tells their story to {service}",
    "told": "{words}",
}
"""By their part in a life, the events of which one alone can part two lives; others follow them."""


def first_difference(life: Life, names: Sequence[str]) -> str:
    """What is unlike in the week in which lives part; nothing where words cannot tell it apart.

    Parameters
    ----------
    names
        What to call the systems.
    """
    each = [_that_week(lived, life.parts) for lived in life.lived]
    shared = set(each[0]).intersection(*each[1:])
    apart = [[said for said in all_ if said not in shared] for all_ in each]
    if not any(apart):
        return ""
    # whoever has something to tell comes first
    order = sorted(range(len(names)), key=lambda system: not apart[system])
    told = "; ".join(
        f"in {names[system]}, {', '.join(apart[system]) or 'nothing of the kind'}"
        for system in order
    )
    return f"The first difference: {told}."


def _that_week(lived: Lived, week: int | None) -> list[str]:
    teller = Teller(lived.scenario)
    found = [event for event in events_of(lived) if event.week == week]
    return [_said(event, teller) for event in found if WORDS[event.kind].role in SAID]


def _said(event: Event, teller: Teller) -> str:
    wording = WORDS[event.kind]
    phrase = SAID[wording.role]
    if event.service < 0:
        phrase = phrase.replace(" by {service}", "")
    words = teller.words(event.kind)
    crisis = teller.crisis(event.other) if wording.role == "crisis" else ""
    said = phrase.format(words=words, crisis=crisis, service=teller.service(event.service))
    return said if event.need < 0 else f"{said} ({teller.need(event.need)})"
