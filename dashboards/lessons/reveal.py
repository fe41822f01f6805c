"""What a lesson reveals: the result of its runs, in words."""

from dataclasses import dataclass

from experiments.findings.comparison import Comparison
from experiments.findings.narrative import Row, row
from simulation.measures import MEASURES

from .lesson import Lesson

ANSWERS = ("higher", "same", "lower")
OPEN = "open"


@dataclass(frozen=True)
class Reveal:
    """The result: ``answer`` is one of ``ANSWERS``, or open; ``said`` the sentences.

    ``ask`` is for the presenter alone.
    """

    answer: str
    said: tuple[str, ...]
    ask: str


def reveal(lesson: Lesson, found: Comparison) -> Reveal:
    """The answer to a lesson's question, with its interval; an effect that fails is told."""
    answer = _answer(found, lesson.measure)
    said = [numbers(found, lesson.measure)]
    if answer == OPEN:
        said.append(
            "Nobody can tell from these runs: the difference is as likely luck. That is an answer "
            "too, and it is the one to teach."
        )
    else:
        said.append(f"So: {_small(lesson.options[ANSWERS.index(answer)])}.")
    expected = _small(lesson.options[ANSWERS.index(lesson.story)])
    if answer == lesson.story:
        ask = "Many rooms expect this. Ask how they knew, and what would make it untrue."
    else:
        said.append(f"Many rooms expect “{expected}”. These runs do not say so.")
        ask = "Ask what the runs may have that the room left out, and what they may lack."
    return Reveal(answer, tuple(said), ask)


def numbers(found: Comparison, measure: str) -> str:
    """Both means and their paired difference, in a sentence."""
    cells = Row(*(cell.replace("-", "−") for cell in row(found.judge(measure))))
    declared = MEASURES[measure]
    return (
        f"{declared.label} ({declared.unit}): {cells.first} in A, {cells.second} in B. "
        f"The difference is {cells.difference} (95 % interval {cells.interval}; "
        f"{len(found.seeds)} paired runs)."
    )


def _answer(found: Comparison, measure: str) -> str:
    judged = found.judge(measure)
    if judged.verdict in ("same", "small"):
        return "same"
    if judged.verdict in ("unclear", "unknown"):
        return OPEN
    return judged.direction


def _small(option: str) -> str:
    return option[:1].lower() + option[1:]
