"""The state of a presentation (lesson, step, votes), all of it in the page's address."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from dashboards.lessons import LESSONS, Lesson

STEPS = ("predict", "reveal", "replay", "discuss", "commit")
MOST_VOTES = 999


@dataclass(frozen=True)
class Presentation:
    """A lesson at a step; ``lesson`` is None on the list of lessons, ``votes`` are by option."""

    room: str = ""
    lesson: str | None = None
    step: int = 0
    votes: tuple[int, int, int] = (0, 0, 0)

    @property
    def declared(self) -> Lesson:
        """The lesson itself."""
        return next(one for one in LESSONS if one.id == self.lesson)

    def moved(self, by: int) -> "Presentation":
        """One step on or back; after a lesson's last step comes the next lesson."""
        step = self.step + by
        if 0 <= step < len(STEPS):
            return replace(self, step=step)
        ids = [one.id for one in LESSONS]
        place = ids.index(self.lesson or "") + by
        if not 0 <= place < len(ids):
            return replace(self, lesson=None, step=0, votes=(0, 0, 0))
        step = 0 if by > 0 else len(STEPS) - 1
        return Presentation(self.room, ids[place], step)

    def with_phones(self, counts: tuple[int, int, int]) -> "Presentation":
        """With the votes of phones added, once the vote is over; until then they are hidden."""
        if self.step == 0:
            return self
        a, b, c = (
            min(own + more, MOST_VOTES) for own, more in zip(self.votes, counts, strict=True)
        )
        return replace(self, votes=(a, b, c))

    def query(self) -> str:
        """The state as the query of an address."""
        values = {"room": self.room}
        if self.lesson is not None:
            values |= {"lesson": self.lesson, "step": STEPS[self.step]}
            if any(self.votes):
                values["votes"] = ".".join(map(str, self.votes))
        return urlencode(values)


def read_presentation(query: str | None) -> Presentation:
    """The state an address holds; invalid parts are ignored."""
    values = dict(parse_qsl(query or ""))
    lesson = values.get("lesson")
    if lesson not in {one.id for one in LESSONS}:
        lesson = None
    step = values.get("step", "")
    votes = [int(v) for v in values.get("votes", "").split(".") if v.isascii() and v.isdigit()]
    votes = [min(v, MOST_VOTES) for v in votes]
    return Presentation(
        room="".join(sign for sign in values.get("room", "") if sign.isalnum())[:16],
        lesson=lesson,
        step=STEPS.index(step) if step in STEPS else 0,
        votes=(votes[0], votes[1], votes[2]) if len(votes) == 3 else (0, 0, 0),
    )
