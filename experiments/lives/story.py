"""A life as it might be told aloud: year by year, what belongs together in one breath."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.findings.formatting import number
from simulation.scenario import Scenario
from simulation.world import WEEKS_A_YEAR, Kind, Status

from .english import capital, count, times, weeks, when
from .episodes import Episode, Event, episodes, events_of
from .follow import Life, Lived
from .wording import WORDS, Role


@dataclass(frozen=True)
class Telling:
    """One thing told: the week it began, from 0, and what it says."""

    week: int
    text: str


@dataclass(frozen=True)
class Year:
    """One year of a life: how it was on the whole, and what happened in it, in order."""

    number: int
    lead: str
    told: tuple[Telling, ...]


def alone(there: str, gone: str) -> str:
    """What stands before a year that is lived in one system and no longer in the other."""
    return f"In {there} alone; in {gone} they are no longer there."


def story(life: Life, lived: Lived) -> list[Year]:
    """One life in one system, year by year, for as long as they are there."""
    teller = Teller(lived.scenario)
    threads = episodes(life, lived)
    told = [Telling(week, teller.turn(name)) for name, week in _turns(lived)]
    told += [Telling(e.week, teller.coming(e)) for e in _with_role(lived, "came")]
    told += [Telling(e.week, teller.episode(e)) for e in threads]
    told += [Telling(e.week, teller.coming(e)) for e in _with_role(lived, "left")]
    told.sort(key=lambda one: one.week)  # what is of one week stays in this order, by need
    said = {event for episode in threads for event in episode.told}
    others = [event for event in events_of(lived) if event not in said]
    first = life.entry.week // WEEKS_A_YEAR
    there = np.flatnonzero(lived.present).tolist()
    last = max([*(_year(week) for week in there), *(_year(one.week) for one in told)], default=-1)
    return [
        Year(
            year + 1,
            teller.lead(lived, year, [e for e in others if _year(e.week) == year]),
            tuple(one for one in told if _year(one.week) == year),
        )
        for year in range(first, last + 1)
    ]


def _year(week: int) -> int:
    return week // WEEKS_A_YEAR


def _turns(lived: Lived) -> list[tuple[str, int]]:
    """Events of the scenario that begin while they are there, by name, each with its week."""
    there = set(np.flatnonzero(lived.present).tolist())
    return [(name, e.week) for name, e in lived.scenario.event.items() if e.week in there]


def _with_role(lived: Lived, role: Role) -> list[Event]:
    return [event for event in events_of(lived) if WORDS[event.kind].role == role]


class Teller:
    """Tells what happened in the words of a scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self._needs = [need.label for need in scenario.need.values()]
        self._services = [service.label for service in scenario.service.values()]
        self._crises = [crisis.label for crisis in scenario.crisis.values()]
        self._place = scenario.words.place

    def service(self, row: int) -> str:
        """What a service is called; beyond the last stands the community."""
        return self._services[row] if 0 <= row < len(self._services) else "the community"

    def need(self, row: int) -> str:
        """What a need is called."""
        return self._needs[row]

    def crisis(self, row: int) -> str:
        """What a kind of crisis is called."""
        return self._crises[row]

    def words(self, kind: Kind) -> str:
        """What a kind of event is called in a story."""
        return WORDS[kind].words.format(place=self._place)

    def turn(self, name: str) -> str:
        """An event of the scenario, which is nobody's alone."""
        return f"In the {self._place}: {name.replace('_', ' ')}."

    def coming(self, event: Event) -> str:
        """Coming and going."""
        return f"{capital(self.words(event.kind))}."

    def lead(self, lived: Lived, year: int, events: Sequence[Event]) -> str:
        """How a year was on the whole: good weeks, crises, visits, stories, and what else."""
        span = slice(year * WEEKS_A_YEAR, (year + 1) * WEEKS_A_YEAR)
        there = int(lived.present[span].sum())
        good = number(float(lived.good[span].sum()), 0)
        said = [f"{good} good week{'' if good == '1' else 's'} of {there}"]
        parts = [self._crises_of(events), self._visits_of(events), _stories_of(events)]
        return f"{'. '.join(part for part in [*said, *parts, *_others_of(events)] if part)}."

    def _crises_of(self, events: Sequence[Event]) -> str:
        kinds = Counter(self._crises[e.other] for e in events if WORDS[e.kind].role == "crisis")
        total = kinds.total()
        crises = f"{capital(count(total))} cris{'is' if total == 1 else 'es'}"
        return f"{crises}: {_counted(kinds)}" if total else ""

    def _visits_of(self, events: Sequence[Event]) -> str:
        places = Counter(self.service(e.service) for e in events if WORDS[e.kind].role == "visit")
        return f"Drops in at {_counted(places)}" if places else ""

    def episode(self, episode: Episode) -> str:
        """One episode, in one breath."""
        parts = [self._before(episode), self._away(episode), self._taken(episode)]
        told = "; ".join(part for part in [*parts, self._after(episode)] if part)
        return f"{self._needs[episode.need]}: {told}.{_checked(episode)}"

    def _before(self, episode: Episode) -> str:
        if episode.standing is None:
            return ""
        where, long = self.service(episode.standing.service), episode.standing.weeks
        if episode.standing.status == Status.WAITING:
            return f"already waiting {f'{weeks(long)} ' if long else ''}for {where}"
        return f"already with {where}{f' for {weeks(long)}' if long else ''}"

    def _away(self, episode: Episode) -> str:
        """Doors that stayed shut; a reason that all gave is told once."""
        away = episode.away
        if not away:
            return ""
        many, until = len(away), _until(episode)
        reasons = dict.fromkeys(WORDS[event.kind].words for event in away)
        by: dict[int, Counter[str]] = {}
        for event in away:
            by.setdefault(event.service, Counter())[WORDS[event.kind].words] += 1
        often = f" {times(many)}{until}" if many > 1 else ""
        if len(reasons) == 1:
            names = Counter(self.service(event.service) for event in away if event.service >= 0)
            whom = _counted(names) if len(names) > 1 else ", ".join(names)
            by_whom = f" by {whom}" if names else ""
            each = " each time" if len(names) > 1 else ""
            return f"turned away{often}{by_whom} ({next(iter(reasons))}{each})"
        doors = [
            f"{self.service(service)} ({_counted(why)})" if service >= 0 else _counted(why)
            for service, why in by.items()
        ]
        return f"turned away{often} by {', '.join(doors)}"

    def _taken(self, episode: Episode) -> str:
        if episode.taken is None:
            return ""
        later = f" in {_week_of(episode.taken.week, episode.week)}" if episode.away else ""
        warm = ""
        if episode.handed:
            words = WORDS[episode.handed.kind].words
            warm = f", {words} by {self.service(episode.handed.other)}"
        return f"taken on{later} by {self.service(episode.taken.service)}{warm}"

    def _after(self, episode: Episode) -> str:
        """What came of it: the wait, the support, its end."""
        said = [_waited(episode)]
        if episode.ended:
            lasted = weeks(episode.ended.other) if episode.ended.other else "less than a week"
            whole = _in_all(episode, Status.ACTIVE)
            said += [f"{lasted} of support{whole}", *_meanwhile(episode)]
            said += [WORDS[episode.ended.kind].words, *_well_by_then(episode)]
            said += [WORDS[episode.agreed.kind].words] if episode.agreed else []
            said += [WORDS[episode.recorded.kind].words] if episode.recorded else []
        elif episode.is_open:
            stands = "in support" if episode.is_supported else "waiting"
            said += [*_meanwhile(episode), f"still {stands} at the end"]
        return ", ".join(part for part in said if part)


def _until(episode: Episode) -> str:
    last = episode.away[-1].week
    return f" until {_week_of(last, episode.week)}" if last > episode.week else ""


def _meanwhile(episode: Episode) -> list[str]:
    """What else happened during support, equal things once."""
    found = Counter(WORDS[event.kind].words for event in episode.told)
    return [words if many == 1 else f"{words} {times(many)}" for words, many in found.items()]


def _in_all(episode: Episode, status: int) -> str:
    """Where part of the time was before the systems parted, it is said to be told as a whole."""
    standing = episode.standing
    return " in all" if standing and standing.status == status and standing.weeks else ""


def _well_by_then(episode: Episode) -> list[str]:
    """Who is truly well at an end that does not say so: their success is no false record."""
    recorded, ended = episode.recorded, episode.ended
    true = recorded and WORDS[recorded.kind].role == "recorded"
    return ["well by then"] if true and ended and ended.kind != Kind.COMPLETED else []


def _waited(episode: Episode) -> str:
    """The wait: for support that began, or in vain."""
    if episode.gave_up:
        standing = episode.standing
        since = episode.taken.week if episode.taken else -(standing.weeks if standing else 0)
        waited = episode.gave_up.week - since
        long = f"after {weeks(waited)}{_in_all(episode, Status.WAITING)}" if waited else "at once"
        return f"{WORDS[episode.gave_up.kind].words} {long}"
    if episode.begun is None:
        return ""
    waited = episode.begun.other
    mark = "'s" if waited == 1 else "'"
    whole = _in_all(episode, Status.WAITING)
    return f"after {weeks(waited)}{mark} wait{whole}" if waited else "seen at once"


def _checked(episode: Episode) -> str:
    checked, ended = episode.checked, episode.ended
    if checked is None or ended is None:
        return ""
    return f" {capital(weeks(checked.week - ended.week))} on: {WORDS[checked.kind].words}."


def _week_of(week: int, told_in: int) -> str:
    """A week inside the year that is being told, or with its year."""
    return f"week {week % WEEKS_A_YEAR + 1}" if _year(week) == _year(told_in) else when(week)


def _counted(names: Counter[str]) -> str:
    """Names in a row with how often each, where any was met more than once.

    Commas alone part them: names may have an "and" inside.
    """
    if names.total() == len(names):
        return ", ".join(names)
    return ", ".join(f"{name} {times(many)}" for name, many in names.most_common())


def _stories_of(events: Sequence[Event]) -> str:
    found = [e for e in events if WORDS[e.kind].role == "story"]
    return f"{capital(WORDS[found[0].kind].words)} {times(len(found))}" if found else ""


def _others_of(events: Sequence[Event]) -> list[str]:
    others = Counter(WORDS[e.kind].words for e in events if WORDS[e.kind].role == "told")
    return [f"{capital(words)} {times(many)}" for words, many in others.items()]
