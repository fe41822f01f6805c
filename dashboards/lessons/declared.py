"""Seven lessons, one idea each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from simulation.scenario import Scenario, load_scenario

WEEKS = 260


@dataclass(frozen=True)
class Lesson:
    """One lesson.

    Attributes
    ----------
    a, b
        Scenario names; ``change_a`` and ``change_b`` are what is changed in them.
    called
        What the two systems are called on the screen.
    measure
        What the vote is on; ``beside`` is shown in the replay.
    options
        What one may vote for: the measure is higher with B, about the same, lower with B.
    story
        What the room often expects, as one of ``higher``, ``same`` and ``lower``.
    """

    id: str
    title: str
    minutes: int
    idea: str
    setting: str
    a: str
    b: str
    called: tuple[str, str]
    measure: str
    beside: str
    question: str
    options: tuple[str, str, str]
    story: str
    discuss: tuple[str, ...]
    said: tuple[str, ...]
    commit: str
    change_a: Mapping[str, object] = field(default_factory=dict)
    change_b: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def scenarios(self) -> tuple[Scenario, Scenario]:
        """What is compared."""
        weeks = {"run.weeks": WEEKS}
        return (
            load_scenario(self.a).override({**weeks, **self.change_a}),
            load_scenario(self.b).override({**weeks, **self.change_b}),
        )


_TARGETS = load_scenario("target_driven")
_HALF_MONEY: dict[str, object] = {
    "place.budget": _TARGETS.place.budget / 2,
    **{f"purse.{name}.amount": purse.amount / 2 for name, purse in _TARGETS.purse.items()},
}
_RAISED: dict[str, object] = {
    f"service.{name}.threshold": 0.6
    for name, service in _TARGETS.service.items()
    if service.access == "referral"
}

LESSONS = (
    Lesson(
        id="tipping", title="Tipping people", minutes=10,
        idea="Needs pull on one another. Treat one, and the others pull it back.",
        setting="Twice the same city and the same services. In A each need goes its own way. In B "
        "needs are fully entangled: an untreated one pulls the others up.",
        a="plymouth", b="plymouth",
        called=("Needs apart", "Needs entangled"),
        change_a={"entanglement.c": 0.0}, change_b={"entanglement.c": 1.0},
        measure="sustained_success", beside="good_weeks",
        question="Of the cases that services close, what share lasts in B, beside A?",
        options=("More last in B", "About as many", "Fewer last in B"), story="lower",
        discuss=(
            "Whom do you know whose progress was undone by something nobody was treating?",
            "Which of your services is measured on one need alone?",
            "What would it take to see all of a person's needs at one table?",
        ),
        said=(
            "“Of course they came back: we never looked at the housing.”",
            "Somebody asks whether the model makes this up. It does assume that needs pull; the "
            "strength of the pull is an assumption, and About says so.",
        ),
        commit="Name one person you serve together with somebody else, whom you could discuss "
        "this week.",
    ),
    Lesson(
        id="targets", title="Good people, bad targets", minutes=15,
        idea="Nobody needs to cheat for a target to drift away from what it stands for.",
        setting="Staff are the same in both. In A nothing hangs on a recorded success. In B each "
        "service is paid on its recorded completions.",
        a="target_driven", b="target_driven",
        called=("Nothing at stake", "Paid on completions"),
        change_a={"commissioning.target_weight": 0.0},
        measure="goodhart_gap", beside="good_weeks",
        question="How large is the gap between what is recorded and what lasts in B, beside A?",
        options=("Larger in B", "About the same", "Smaller in B"), story="higher",
        discuss=(
            "Nobody wrote cheating into the model. Where did it come from?",
            "Which of your figures would look the same if nobody got better?",
            "Look at good weeks beside the gap. Did the gap cost what you thought it would?",
        ),
        said=(
            "“We do that too, and we are not bad people.” That is the lesson; leave it a moment.",
            "“So abolish targets.” Ask what would then be seen by those who pay.",
        ),
        commit="Name one figure you report, and what you would need to see to believe it.",
    ),
    Lesson(
        id="merry_go_round", title="The referral merry-go-round", minutes=10,
        idea="Every service refers on in good faith; the person goes round.",
        setting="Both are target-driven. In B a front door is shared and the book is open: "
        "services know who has room, and trust one another's assessment.",
        a="target_driven", b="target_driven",
        called=("Every door its own", "Shared door, open book"),
        change_b={
            "commissioning.shared_front_door": 0.6, "commissioning.open_book": 0.8,
            "commissioning.purses_merged": 0.8,
        },
        measure="stories", beside="bounces",
        question="How often does a person tell their story in a year in B, beside A?",
        options=("More often in B", "About as often", "Less often in B"), story="lower",
        discuss=(
            "How often did the last person you saw tell their story? Who knows?",
            "What is in an assessment that another service could not have trusted?",
            "What does a shared door cost, and who pays for it?",
        ),
        said=(
            "“We cannot share because of data protection.” Ask which rule, and who has tried.",
            "Somebody notices that being turned away and retelling are not the same thing.",
        ),
        commit="Name one assessment you will read instead of repeating.",
    ),
    Lesson(
        id="thresholds", title="The threshold arms race", minutes=10,
        idea="A threshold protects a service, and moves the queue next door.",
        setting="The same money. In A services have the thresholds they had. In B every service "
        "that takes referrals raises its own: only the more severe get in.",
        a="target_driven", b="target_driven",
        called=("Thresholds as they were", "Thresholds raised"),
        change_b=_RAISED,
        measure="bounces", beside="burden_worst_fifth",
        question="How often is a person turned away in a year in B, beside A?",
        options=("More often in B", "About as often", "Less often in B"), story="higher",
        discuss=(
            "Who gained from the raised thresholds: those worst off, the services, nobody?",
            "What does a person do in the weeks between “not ill enough” and “too complex”?",
            "What would have to be true for you to lower yours first?",
        ),
        said=(
            "“We have no choice, we are full.” That is how each of them got there.",
            "Somebody asks whether those worst off are at least better served. The second chart "
            "answers.",
        ),
        commit="Name one person turned away last month whom you could ring.",
    ),
    Lesson(
        id="lift_and_shift", title="Lift and shift", minutes=10,
        idea="What works elsewhere grew there. Here it has to be grown again.",
        setting="The same services and money. In A practice begins near what works here. In B it "
        "was brought from another place and begins far from it; both go on learning.",
        a="plymouth", b="plymouth",
        called=("Grown here", "Brought from elsewhere"),
        change_a={"model.practice.start": 0.1, "run.past_weeks": 0},
        change_b={"model.practice.start": 0.9, "run.past_weeks": 0},
        measure="sustained_success", beside="good_weeks",
        question="Over five years, what share of closed cases lasts in B, beside A?",
        options=("More last in B", "About as many", "Fewer last in B"), story="lower",
        discuss=(
            "When did you last roll something out? How long until it fitted, if it did?",
            "What of it could not have been written down?",
            "Look at the last year of the chart: has B caught up?",
        ),
        said=(
            "“But it was evidence-based.” So it was, there.",
            "“Then we can never copy anything.” Ask what can be copied: the way of finding out.",
        ),
        commit="Name one thing you copied, and how you will find out whether it works here.",
    ),
    Lesson(
        id="dissonance", title="Dissonance is not enough", minutes=10,
        idea="Hearing how it really is hurts. Whether it changes anything is another question.",
        setting="Both are target-driven. In B everybody listens hard to the people they serve, and "
        "has neither the spaces to learn nor the freedom to act on it.",
        a="target_driven", b="dissonance_only",
        called=("Not listening", "Listening alone"),
        measure="good_weeks", beside="goodhart_gap",
        question="How many good weeks do people have in B, beside A?",
        options=("More in B", "About as many", "Fewer in B"), story="same",
        discuss=(
            "When did you last hear something you could do nothing about? What did it do to you?",
            "Listening takes hours. Whose were they?",
            "What has to stand beside listening for it to matter?",
        ),
        said=(
            "“At least they were heard.” Ask whether those who were heard would say so.",
            "Staff often recognise the tiredness before the hope.",
        ),
        commit="Name one thing you heard this year, and who could let you act on it.",
    ),
    Lesson(
        id="alliance_loses", title="When the alliance loses", minutes=15,
        idea="Working together costs hours. Where there is nothing to refer to, what do they buy?",
        setting="The same city with half the money. A is target-driven; B is an alliance.",
        a="target_driven", b="alliance",
        called=("Targets, half the money", "Alliance, half the money"),
        change_a=_HALF_MONEY, change_b=_HALF_MONEY,
        measure="good_weeks", beside="deaths",
        question="How many good weeks do people have in the alliance, beside targets?",
        options=("More in the alliance", "About as many", "Fewer in the alliance"), story="higher",
        discuss=(
            "What did the alliance spend its hours on, and what did it save?",
            "What would you have to see to say that your own alliance is losing?",
            "Who in this room can say so without harm?",
        ),
        said=(
            "Silence, then: “So was it all for nothing?” Go to Compare and look for where it wins.",
            "“The model is wrong.” It may be. Ask which assumption, and change it on the spot.",
        ),
        commit="Name one sign that would tell you to stop, and who should look for it.",
    ),
)  # fmt: skip
"""In the order in which a day would take them."""
