"""The lesson *Good people, bad targets*."""

from dashboards.lessons.lesson import Lesson

LESSON = Lesson(
    id="targets",
    title="Good people, bad targets",
    minutes=15,
    idea="Nobody needs to cheat for a target to drift away from what it stands for.",
    setting="Staff are the same in both. In A nothing hangs on a recorded success. In B each "
    "service is paid on its recorded completions.",
    a="target_driven",
    b="target_driven",
    called=("Nothing at stake", "Paid on completions"),
    change_a={"commissioning.target_weight": 0.0},
    measure="goodhart_gap",
    beside="good_weeks",
    question="How large is the gap between what is recorded and what lasts in B, beside A?",
    options=("Larger in B", "About the same", "Smaller in B"),
    story="higher",
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
)
