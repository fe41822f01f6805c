"""One room: its players, the round that is being decided, and what was played so far.

All that a room knows is in this object, in the memory of the server: a browser that comes back
with its key finds everything as it was.
"""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from experiments.play import COMMISSIONER, Journal, Played, Reveal, questions_of, seats_of
from experiments.play.seats import PERSON
from simulation.scenario import Scenario

from .keys import new_code, new_key, nickname

Stage = Literal["lobby", "deciding", "playing", "revealing", "revealed"]
MOST_PLAYERS = 40
COMMISSIONERS = 2  # who share that seat
FULL = "The room is full."
TAKEN = "Somebody sits there already; choose another seat."
SECONDS = 180  # to decide, unless the facilitator says otherwise


@dataclass
class Player:
    """Somebody in the room. ``seat`` is empty while they choose one."""

    nickname: str
    seat: str = ""
    ready: bool = False


@dataclass(frozen=True)
class Setup:
    """What is played: a scenario and the regime set beside it at the end, a seed, the rounds."""

    scenario: Scenario
    alliance: Scenario
    seed: int
    rounds: int
    seconds: int = SECONDS


@dataclass
class Room:
    """A room, from its opening to the reveal."""

    setup: Setup
    code: str = field(default_factory=new_code)
    host_key: str = field(default_factory=new_key)
    stage: Stage = "lobby"
    players: dict[str, Player] = field(default_factory=dict)  # by key
    answers: dict[str, dict[str, str]] = field(default_factory=dict)  # of this round, by seat
    journal: Journal = field(default_factory=Journal)
    rows: tuple[int, ...] = ()  # people who can be followed
    played: Played | None = None
    revealed: Reveal | None = None
    problem: str = ""
    deadline: float | None = None  # on the monotonic clock
    touched: float = field(default_factory=time.monotonic)
    version: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    @contextmanager
    def change(self) -> Iterator[None]:
        """Change the room, alone, and tell all who look at it."""
        with self.changed:
            yield
            self.version += 1
            self.touched = time.monotonic()
            self.changed.notify_all()

    @property
    def round(self) -> int:
        """The number of the round that is decided or played now, from 1."""
        return min(len(self.journal.rounds) + 1, self.setup.rounds)

    @property
    def is_over(self) -> bool:
        """Whether all rounds were played."""
        return len(self.journal.rounds) >= self.setup.rounds

    @property
    def seconds_left(self) -> int | None:
        """Until the round should be closed; None where no clock runs."""
        return None if self.deadline is None else max(0, round(self.deadline - time.monotonic()))

    def seats(self) -> dict[str, str]:
        """All seats, and what each is called."""
        return seats_of(self.setup.scenario, self.rows)

    def holders(self, seat: str) -> list[Player]:
        """Who sits in a seat."""
        return [player for player in self.players.values() if player.seat == seat]

    def is_free(self, seat: str) -> bool:
        """Whether somebody more can sit there: people may be followed by several."""
        if seat not in self.seats():
            return False
        most = COMMISSIONERS if seat == COMMISSIONER else 1
        return seat.startswith(PERSON) or len(self.holders(seat)) < most

    def join(self, name: str) -> tuple[str, str]:
        """Let somebody in by a nickname: their key, or an empty one and what is wrong."""
        name = nickname(name)
        with self.change():
            if not name:
                return "", "Type a nickname, so that the others know who you are."
            if len(self.players) >= MOST_PLAYERS:
                return "", FULL
            taken = {player.nickname.casefold() for player in self.players.values()}
            if name.casefold() in taken:
                return "", "Somebody here has that nickname; choose another."
            key = new_key()
            self.players[key] = Player(name)
            return key, ""

    def sit(self, key: str, seat: str) -> str:
        """Give somebody a seat that is free; what is wrong, or nothing."""
        with self.change():
            player = self.players.get(key)
            if player is None or not self.is_free(seat):
                return TAKEN
            player.seat, player.ready = seat, False
            return ""

    def stand_up(self, key: str) -> None:
        """Somebody leaves their seat and chooses another; what they decided stays."""
        with self.change():
            if player := self.players.get(key):
                player.seat, player.ready = "", False

    def remove(self, name: str) -> None:
        """The phone of whoever has a nickname is lost, or they have gone: their seat is free."""
        with self.change():
            for key in [key for key, one in self.players.items() if one.nickname == name]:
                del self.players[key]

    def answer(self, key: str, question: str, option: str) -> bool:
        """Note an answer of the seat of whoever has the key, if it has that question now."""
        with self.change():
            player = self.players.get(key)
            if player is None or self.stage != "deciding":
                return False
            asked = {one.id: one for one in questions_of(self.setup.scenario, player.seat)}
            if question not in asked:
                return False
            held = self.answers.setdefault(player.seat, {})
            if asked[question].option(option) is None:
                held.pop(question, None)  # it is left as it is
            else:
                held[question] = option
            return True

    def set_ready(self, key: str, ready: bool) -> None:
        """Somebody has decided, or thinks again."""
        with self.change():
            if player := self.players.get(key):
                player.ready = ready

    def begin_round(self) -> None:
        """Open the next round, with a clock."""
        with self.change():
            if self.stage == "lobby" or (self.stage == "playing" and not self.is_over):
                self._decide()

    def _decide(self) -> None:
        self.stage, self.answers = "deciding", {}
        self.deadline = time.monotonic() + self.setup.seconds
        for player in self.players.values():
            player.ready = False

    def close_round(self) -> Journal | None:
        """End the deciding: the journal with this round; None where nothing is decided now."""
        with self.change():
            if self.stage != "deciding":
                return None
            self.stage, self.deadline, self.problem = "playing", None, ""
            return self.journal.added(self.answers)

    def take(self, journal: Journal, played: Played) -> None:
        """Note what came of a round; the next one opens, or the game is over."""
        with self.change():
            self.journal, self.played = journal, played
            if not self.is_over:
                self._decide()

    def fail(self, problem: str) -> None:
        """A round could not be played: it is still to be decided, as it was."""
        with self.change():
            self.problem = problem
            self.stage = "deciding" if not self.is_over else "playing"

    def ask_for_reveal(self) -> bool:
        """Begin the reveal, once; it may come before all rounds were played."""
        with self.change():
            if not self.journal.rounds or self.stage in ("revealing", "revealed"):
                return False
            self.stage, self.deadline, self.problem = "revealing", None, ""
            return True

    def show_reveal(self, found: Reveal) -> None:
        """Show the reveal to all."""
        with self.change():
            self.revealed, self.stage = found, "revealed"

    def nicknames(self) -> Mapping[str, str]:
        """By seat, who sits there now."""
        found: dict[str, list[str]] = {}
        for player in self.players.values():
            if player.seat:
                found.setdefault(player.seat, []).append(player.nickname)
        return {seat: ", ".join(names) for seat, names in found.items()}
