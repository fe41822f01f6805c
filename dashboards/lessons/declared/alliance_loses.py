"""The lesson *When the alliance loses*."""

from dashboards.lessons.lesson import Lesson
from simulation.scenario import load_scenario

TARGETS = load_scenario("target_driven")
HALF_THE_MONEY: dict[str, object] = {
    "place.budget": TARGETS.place.budget / 2,
    **{f"purse.{name}.amount": purse.amount / 2 for name, purse in TARGETS.purse.items()},
}

LESSON = Lesson(
    id="alliance_loses",
    title="When the alliance loses",
    minutes=15,
    idea="Working together costs hours. Where there is nothing to refer to, what do they buy?",
    setting="The same city with half the money. A is target-driven; B is an alliance.",
    a="target_driven",
    b="alliance",
    called=("Targets, half the money", "Alliance, half the money"),
    change_a=HALF_THE_MONEY,
    change_b=HALF_THE_MONEY,
    measure="good_weeks",
    beside="deaths",
    question="How many good weeks do people have in the alliance, beside targets?",
    options=("More in the alliance", "About as many", "Fewer in the alliance"),
    story="higher",
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
)
