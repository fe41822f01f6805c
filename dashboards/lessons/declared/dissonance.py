"""The lesson *Dissonance is not enough*."""

from dashboards.lessons.lesson import Lesson

LESSON = Lesson(
    id="dissonance",
    title="Dissonance is not enough",
    minutes=10,
    idea="Hearing how it really is hurts. Whether it changes anything is another question.",
    setting="Both are target-driven. In B everybody listens hard to the people they serve, and "
    "has neither the spaces to learn nor the freedom to act on it.",
    a="target_driven",
    b="dissonance_only",
    called=("Not listening", "Listening alone"),
    measure="good_weeks",
    beside="goodhart_gap",
    question="How many good weeks do people have in B, beside A?",
    options=("More in B", "About as many", "Fewer in B"),
    story="same",
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
)
