"""The lesson *The referral merry-go-round*."""

from dashboards.lessons.lesson import Lesson

LESSON = Lesson(
    id="merry_go_round",
    title="The referral merry-go-round",
    minutes=10,
    idea="Every service refers on in good faith; the person goes round.",
    setting="Both are target-driven. In B a front door is shared and the book is open: "
    "services know who has room, and trust one another's assessment.",
    a="target_driven",
    b="target_driven",
    called=("Every door its own", "Shared door, open book"),
    change_b={
        "commissioning.shared_front_door": 0.6,
        "commissioning.open_book": 0.8,
        "commissioning.purses_merged": 0.8,
    },
    measure="stories",
    beside="bounces",
    question="How often does a person tell their story in a year in B, beside A?",
    options=("More often in B", "About as often", "Less often in B"),
    story="lower",
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
)
