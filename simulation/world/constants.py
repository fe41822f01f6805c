"""The one door to a scenario's constants: by section and name, and as a record for kernels.

In Python ``world.constants.referral.bounce_trust`` is a plain float, so that arithmetic with an
array keeps the array's type. A kernel cannot read such a section: it takes ``constants.record``,
a NumPy record with the same nested names, where what a scenario chooses by a word is a small
whole number (``choice``). A kernel that reads a constant in a loop binds it to a local name
first: the compiler cannot know that what the loop writes leaves the record alone.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import numpy as np

from simulation.parameters import casework, culture, organisations, people, services
from simulation.parameters.declare import Section
from simulation.parameters.place import Entanglement
from simulation.parameters.steering import Steering
from simulation.parameters.trials import Trials

if TYPE_CHECKING:
    from simulation.scenario import Scenario


@dataclass(frozen=True)
class Constants:
    """What holds for every service and every week, by the section that declares it.

    ``record`` is all of it for kernels: a NumPy record that reads as this class does.
    """

    life: people.Life
    seeking: people.Seeking
    referral: casework.Referral
    effort: casework.Effort
    support: casework.Support
    practice: organisations.Practice
    money: organisations.Money
    culture: culture.Culture
    trials: Trials
    steering: Steering
    learning: services.Learning
    entanglement: Entanglement
    record: Any


def constants_of(scenario: "Scenario") -> Constants:
    """The constants that a scenario states."""
    sections: dict[str, Any] = {
        **dict(scenario.model),
        "learning": scenario.services.learning,
        "entanglement": scenario.entanglement,
    }
    record = np.zeros((), dtype=_RECORD)
    for name, section in sections.items():
        for field in _RECORD[name].names or ():
            record[name][field] = _as_number(type(section), field, getattr(section, field))
    return Constants(**sections, record=record[()])


def choice(section: type[Section], field: str, word: str) -> Any:
    """The whole number that stands in the record for one of the words a field may hold."""
    words: tuple[str, ...] = get_args(section.model_fields[field].annotation)
    return words.index(word)


def _as_number(section: type[Section], field: str, value: Any) -> Any:
    return choice(section, field, value) if isinstance(value, str) else value


def _dtype(section: type[Section]) -> np.dtype[np.void]:
    """The numbers and choices that a section declares."""
    types: dict[Any, Any] = {float: np.float64, int: np.int64, bool: np.bool_}
    fields = [
        (name, np.int64 if get_origin(field.annotation) is Literal else types[field.annotation])
        for name, field in section.model_fields.items()
        if get_origin(field.annotation) is Literal or field.annotation in types
    ]
    return np.dtype(fields, align=True)


# made once: Numba finds out what it is by this very object
_RECORD = np.dtype(
    [
        (name, _dtype(section))
        for name, section in Constants.__annotations__.items()
        if name != "record"
    ],
    align=True,
)
