"""The lesson *The threshold arms race*."""

from dashboards.lessons.lesson import Lesson
from simulation.scenario import load_scenario

RAISED: dict[str, object] = {
    f"service.{name}.threshold": 0.6
    for name, service in load_scenario("target_driven").service.items()
    if service.access == "referral"
}

LESSON = Lesson(
    id="thresholds",
    title="The threshold arms race",
    minutes=10,
    idea="A threshold protects a service, and moves the queue next door.",
    setting="The same money. In A services have the thresholds they had. In B every service "
    "that takes referrals raises its own: only the more severe get in.",
    a="target_driven",
    b="target_driven",
    called=("Thresholds as they were", "Thresholds raised"),
    change_b=RAISED,
    measure="bounces",
    beside="burden_worst_fifth",
    question="How often is a person turned away in a year in B, beside A?",
    options=("More often in B", "About as often", "Less often in B"),
    story="higher",
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
)
