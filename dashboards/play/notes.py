"""What a facilitator says at each stage of a game."""

from dataclasses import dataclass

from .room import Room


@dataclass(frozen=True)
class Note:
    """A heading, and what to say or do, in order."""

    title: str
    says: tuple[str, ...]


LOBBY = Note(
    "Before you begin (5 to 10 minutes)",
    (
        "Say: everybody here wants the best for the people of this city. You will see what your "
        "seat sees, and no more.",
        "Fill services that many meet: drug and alcohol treatment, a hostel, the mental-health "
        "team. Two of you may be the commissioners; let some follow a person.",
        "Seats nobody takes are played by the model, which learns from what pays.",
    ),
)
FIRST = Note(
    "The first quarter: learning the seat",
    (
        "Read the three decisions aloud once. It is fine to leave them as they are.",
        "Ask: what can you see? What would you like to see?",
    ),
)
EARLY = Note(
    "Say little; let them talk at their tables",
    (
        "Ask one service: how full are you, and who waits?",
        "Ask whoever follows a person to read their quarter aloud. The others only listen.",
    ),
)
MIDDLE = Note(
    "Halfway: the figures are on the screen",
    (
        "Ask the commissioners what they make of the figures, aloud, before they decide.",
        "Tends to happen: services close sooner and record kindly, and nobody lied.",
    ),
)
LATE = Note(
    "The last quarters: the room may change the rules",
    (
        "If they ask for an open book or a shared reward, the commissioners can grant it.",
        "Before the reveal, ask for hands: how many of the successes on record have lasted?",
    ),
)
OVER = Note(
    "Before the reveal",
    (
        "Everybody writes down one number: the share of recorded successes that lasted.",
        "Then press Reveal the truth, and say nothing for ten seconds.",
    ),
)
REVEALED = Note(
    "Debrief (a third of the time)",
    (
        "What did you do? What did you see? Where else do you see it? In this order.",
        "Ask whoever followed a person to speak first, the commissioners last.",
        "The other hands are not better people: the model learned from what paid. Ask what paid "
        "here.",
        "It is one history. If somebody says “so an alliance works” or “so it does not”, go to "
        "Compare together.",
    ),
)


def note_for(room: Room) -> Note:
    """The note for a room as it stands."""
    played, rounds = len(room.journal.rounds), room.setup.rounds
    if room.stage == "lobby":
        return LOBBY
    if room.stage in ("revealing", "revealed"):
        return REVEALED
    if room.is_over:
        return OVER
    if played == 0:
        return FIRST
    return EARLY if 3 * played < rounds else MIDDLE if 3 * played < 2 * rounds else LATE
