"""The one door to a scenario's constants: by section and name, and as a record for kernels.

In Python ``world.constants.referral.bounce_trust`` is a plain float, so that arithmetic with an
array keeps the array's type. A kernel cannot read such a section: it takes ``constants.record``,
which has the same names, and where what a scenario chooses by a word is a small whole number
(``choice``). A kernel that reads a constant in a loop binds it to a local name first: the compiler
cannot know that what the loop writes leaves the record alone.

A NumPy record of all constants takes 13 microseconds to hand to a kernel, since Numba hashes its
type each time; a record of named tuples takes less than one.
"""

from collections import namedtuple
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from simulation.compiled import compiled
from simulation.parameters.culture import CultureConstants
from simulation.parameters.declare import Section
from simulation.parameters.effort import EffortConstants
from simulation.parameters.life import LifeConstants
from simulation.parameters.needs import Entanglement
from simulation.parameters.organisations import MoneyConstants, PracticeConstants
from simulation.parameters.referral import ReferralConstants
from simulation.parameters.seeking import SeekingConstants
from simulation.parameters.services import LearningConstants
from simulation.parameters.steering import SteeringConstants
from simulation.parameters.support import SupportConstants
from simulation.parameters.trials import TrialsConstants

from .records import Kind, Record, Recorded, declare

if TYPE_CHECKING:
    from simulation.scenario import Scenario


@dataclass(frozen=True)
class Constants(Recorded):
    """What holds for every service and every week, by the section that declares it."""

    life: LifeConstants
    seeking: SeekingConstants
    referral: ReferralConstants
    effort: EffortConstants
    support: SupportConstants
    practice: PracticeConstants
    money: MoneyConstants
    culture: CultureConstants
    trials: TrialsConstants
    steering: SteeringConstants
    learning: LearningConstants
    entanglement: Entanglement

    @cached_property
    def record(self) -> "Constants":
        """The constants as kernels take them."""
        record: Constants = _record(
            tuple(_as_numbers(getattr(self, name), _NUMBERS[name]) for name in _NUMBERS)
        )
        return record


def constants_of(scenario: "Scenario") -> Constants:
    """The constants that a scenario states."""
    sections: dict[str, Any] = {
        **dict(scenario.model),
        "learning": scenario.services.learning,
        "entanglement": scenario.entanglement,
    }
    return Constants(**sections)


def choice(section: type[Section], field: str, word: str) -> Any:
    """The whole number that stands in the record for one of the words a field may hold."""
    words: tuple[str, ...] = get_args(section.model_fields[field].annotation)
    return words.index(word)


def _as_numbers(section: Section, numbers: Any) -> Any:
    kind, values = type(section), [(name, getattr(section, name)) for name in numbers._fields]
    return numbers(*(choice(kind, n, v) if isinstance(v, str) else v for n, v in values))


def _numbers(section: type[Section]) -> Any:
    """A named tuple of the numbers and choices that a section declares."""
    names = [
        name
        for name, field in section.model_fields.items()
        if get_origin(field.annotation) is Literal or field.annotation in (float, int, bool)
    ]
    return namedtuple(f"{section.__name__}Numbers", names, module=__name__)


_NUMBERS = {name: _numbers(section) for name, section in Constants.__annotations__.items()}
# cached code finds a type by its name in this module
globals().update({numbers.__name__: numbers for numbers in _NUMBERS.values()})


class _Kind(Kind):
    pass


class _Record(Record):
    pass


declare(_Record, _Kind, _NUMBERS)


@compiled
def _record(sections: Any) -> Any:
    """The record of all constants, from the numbers of each section."""
    return _Record(*sections)
