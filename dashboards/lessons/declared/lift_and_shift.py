"""The lesson *Lift and shift*."""

from dashboards.lessons.lesson import Lesson

LESSON = Lesson(
    id="lift_and_shift",
    title="Lift and shift",
    minutes=10,
    idea="What works elsewhere grew there. Here it has to be grown again.",
    setting="The same services and money. In A practice begins near what works here. In B it "
    "was brought from another place and begins far from it; both go on learning.",
    a="plymouth",
    b="plymouth",
    called=("Grown here", "Brought from elsewhere"),
    change_a={"model.practice.start": 0.1, "run.past_weeks": 0},
    change_b={"model.practice.start": 0.9, "run.past_weeks": 0},
    measure="sustained_success",
    beside="good_weeks",
    question="Over five years, what share of closed cases lasts in B, beside A?",
    options=("More last in B", "About as many", "Fewer last in B"),
    story="lower",
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
)
