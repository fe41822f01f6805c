"""The lesson *Tipping people*."""

from dashboards.lessons.lesson import Lesson

LESSON = Lesson(
    id="tipping",
    title="Tipping people",
    minutes=10,
    idea="Needs pull on one another. Treat one, and the others pull it back.",
    setting="Twice the same city and the same services. In A each need goes its own way. In B "
    "needs are fully entangled: an untreated one pulls the others up.",
    a="plymouth",
    b="plymouth",
    called=("Needs apart", "Needs entangled"),
    change_a={"entanglement.c": 0.0},
    change_b={"entanglement.c": 1.0},
    measure="sustained_success",
    beside="good_weeks",
    question="Of the cases that services close, what share lasts in B, beside A?",
    options=("More last in B", "About as many", "Fewer last in B"),
    story="lower",
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
)
