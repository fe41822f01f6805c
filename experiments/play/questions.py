"""What each seat decides in a round, and what each answer sets in the model."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulation.scenario import Scenario
from simulation.world import DECISIONS

COMMISSIONER = "commissioner"
OFTEN, SELDOM, EVEN = 0.9, 0.1, 0.5  # chances of a decision that a team can keep to
MOST_PROXIES = 3  # answers beside "leave it" that fit on a phone


@dataclass(frozen=True)
class Option:
    """One answer.

    Attributes
    ----------
    chances
        For a service: by case decision, its chance for simple and for complex cases.
    levers, pay
        For the commissioner: levers of ``[commissioning]`` by name, and shares by proxy.
    """

    id: str
    label: str
    hint: str
    chances: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    levers: Mapping[str, float] = field(default_factory=dict)
    pay: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """One decision of a seat. Whoever gives no answer leaves it as it is."""

    id: str
    text: str
    unanswered: str
    options: tuple[Option, ...]

    def option(self, id: str) -> Option | None:
        """The answer of that id, or None."""
        return next((option for option in self.options if option.id == id), None)


def _both(**chances: float) -> dict[str, tuple[float, float]]:
    """The same chance for simple and complex cases."""
    return {name: (chance, chance) for name, chance in chances.items()}


INTAKE = Question(
    "intake",
    "Whom do you take on?",
    "Your team goes on as it is used to.",
    (
        Option(
            "everybody",
            "Everybody we have room for",
            "Nobody over the line is refused. Your queue will show it.",
            {"accept": (OFTEN, OFTEN)},
        ),
        Option(
            "simple",
            "Mostly simple cases",
            "Those with one need; people with many are asked to go elsewhere.",
            {"accept": (OFTEN, SELDOM)},
        ),
        Option(
            "complex",
            "Mostly complex cases",
            "Those whose needs are entangled; they take longer.",
            {"accept": (SELDOM, OFTEN)},
        ),
    ),
)
ENDING = Question(
    "ending",
    "When do you close a case, and what do you write down?",
    "Cases are closed and recorded as your team is used to.",
    (
        Option(
            "hold",
            "Stay until they are well, record what is true",
            "Places free up more slowly. Not every ending counts as a success.",
            _both(hold=OFTEN, generous=SELDOM),
        ),
        Option(
            "close",
            "Close on time, record what is true",
            "Places free up sooner. What is not well is not recorded as well.",
            _both(hold=SELDOM, generous=SELDOM),
        ),
        Option(
            "generous",
            "Close on time, record it kindly",
            "Places free up sooner, and progress counts as success.",
            _both(hold=SELDOM, generous=OFTEN),
        ),
    ),
)
WORKING = Question(
    "working",
    "How do you work with people?",
    "Your team works as it is used to.",
    (
        Option(
            "full",
            "Alone, with time for each",
            "Full support by your own team; whoever needs more is referred by letter.",
            _both(thin=SELDOM, joint=SELDOM, warm=SELDOM),
        ),
        Option(
            "thin",
            "Alone, thinly, for more people",
            "Some are kept open with little support, which saves hours.",
            _both(thin=OFTEN, joint=SELDOM, warm=SELDOM),
        ),
        Option(
            "joint",
            "Together with other services",
            "Joint work and handing over in person: both take hours.",
            _both(thin=SELDOM, joint=OFTEN, warm=OFTEN),
        ),
    ),
)
STAKES = Question(
    "stakes",
    "What hangs on the figures?",
    "As it is.",
    (
        Option(
            "much",
            "A great deal",
            "Money follows the figures, and whoever misses them is blamed.",
            levers={"target_weight": 1.0, "blame": 0.6},
        ),
        Option(
            "some",
            "Something",
            "Figures count half, and missing them is talked about.",
            levers={"target_weight": 0.5, "blame": 0.3},
        ),
        Option(
            "nothing",
            "Nothing",
            "Figures are collected, and neither paid for nor blamed.",
            levers={"target_weight": 0.0, "blame": 0.1},
        ),
    ),
)
SHARING = Question(
    "sharing",
    "What do the services share?",
    "As it is.",
    (
        Option(
            "nothing",
            "Nothing: each for itself",
            "Each sees its own queue, keeps its own reward and competes for its contract.",
            levers={"open_book": 0.0, "pooled_share": 0.0, "competition": 0.5},
        ),
        Option(
            "book",
            "An open book",
            "All see who has room. Rewards stay with each.",
            levers={"open_book": 0.8},
        ),
        Option(
            "alliance",
            "Book, reward and front door",
            "All see who has room, share what they earn, and trust each other's assessment.",
            levers={
                "open_book": 0.8,
                "pooled_share": 0.6,
                "shared_front_door": 0.6,
                "competition": 0.0,
            },
        ),
    ),
)


def case_questions() -> tuple[Question, ...]:
    """What a service decides; together they set each of its case decisions."""
    return INTAKE, ENDING, WORKING


def lever_questions(scenario: Scenario) -> tuple[Question, ...]:
    """What the commissioner decides; what can be paid for is what the place can count."""
    pay = tuple(
        Option(name, proxy.label, f"All reward goes by this figure: {proxy.label}.", pay={name: 1})
        for name, proxy in list(scenario.proxy.items())[:MOST_PROXIES]
    )
    paid = Question("pay", "What do you pay for?", "As it is.", pay)
    return (STAKES, *((paid,) if pay else ()), SHARING)


def questions_of(scenario: Scenario, seat: str) -> tuple[Question, ...]:
    """The questions of a seat; whoever follows a person has none."""
    if seat == COMMISSIONER:
        return lever_questions(scenario)
    return case_questions() if seat.startswith("service:") else ()


def chances_of(answers: Mapping[str, str]) -> dict[int, tuple[float, float]]:
    """What a service's answers set: chances of simple and complex cases by decision's column."""
    found = {}
    for question in case_questions():
        option = question.option(answers.get(question.id, ""))
        for name, chances in option.chances.items() if option else ():
            found[DECISIONS.index(name)] = chances
    return found


def changes_of(scenario: Scenario, answers: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """What the commissioner's answers set, as ``set`` and ``pay`` of an event of a scenario."""
    found: dict[str, dict[str, float]] = {"set": {}, "pay": {}}
    for question in lever_questions(scenario):
        option = question.option(answers.get(question.id, ""))
        if option:
            found["set"] |= option.levers
            found["pay"] |= option.pay
    return {name: values for name, values in found.items() if values}
