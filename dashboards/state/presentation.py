"""Where a presenter stands: lesson, step and votes, all in the address of the page."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from dashboards.lessons import LESSONS, Lesson

STEPS = ("predict", "reveal", "replay", "discuss", "commit")
MOST_VOTES = 999


@dataclass(frozen=True)
class Talk:
    """``lesson`` is None on the list of lessons; ``votes`` by option."""

    room: str = ""
    lesson: str | None = None
    step: int = 0
    votes: tuple[int, int, int] = (0, 0, 0)

    @property
    def declared(self) -> Lesson:
        """The lesson itself."""
        return next(one for one in LESSONS if one.id == self.lesson)

    def moved(self, by: int) -> "Talk":
        """One step on or back; beyond the last step stands the next lesson's first."""
        step = self.step + by
        if 0 <= step < len(STEPS):
            return replace(self, step=step)
        ids = [one.id for one in LESSONS]
        place = ids.index(self.lesson or "") + by
        if not 0 <= place < len(ids):
            return replace(self, lesson=None, step=0, votes=(0, 0, 0))
        step = 0 if by > 0 else len(STEPS) - 1
        return Talk(self.room, ids[place], step)

    def query(self) -> str:
        """As the address holds it."""
        values = {"room": self.room}
        if self.lesson is not None:
            values |= {"lesson": self.lesson, "step": STEPS[self.step]}
            if any(self.votes):
                values["votes"] = ".".join(map(str, self.votes))
        return urlencode(values)


def read_talk(query: str | None) -> Talk:
    """What an address says; what it has wrong is as at the beginning."""
    values = dict(parse_qsl(query or ""))
    lesson = values.get("lesson")
    if lesson not in {one.id for one in LESSONS}:
        lesson = None
    step = values.get("step", "")
    votes = [int(v) for v in values.get("votes", "").split(".") if v.isascii() and v.isdigit()]
    votes = [min(v, MOST_VOTES) for v in votes]
    return Talk(
        room="".join(sign for sign in values.get("room", "") if sign.isalnum())[:16],
        lesson=lesson,
        step=STEPS.index(step) if step in STEPS else 0,
        votes=(votes[0], votes[1], votes[2]) if len(votes) == 3 else (0, 0, 0),
    )
