"""*Play the city*: people take seats in the model and decide, quarter by quarter.

A game is a scenario, a seed and a journal of what was decided. From these it can be played again
at any time, to the same bytes; without decisions it is a plain run.
"""

from .game import Played, play, simulate_past
from .journal import Journal, read_journal
from .questions import COMMISSIONER, Option, Question, case_questions, questions_of
from .reveal import Reveal, as_json_data, reveal
from .seats import person_seat, seats_of, service_seat

__all__ = [
    "COMMISSIONER",
    "Journal",
    "Option",
    "Played",
    "Question",
    "Reveal",
    "as_json_data",
    "case_questions",
    "person_seat",
    "play",
    "questions_of",
    "read_journal",
    "reveal",
    "seats_of",
    "service_seat",
    "simulate_past",
]
