"""The model's constants as kernels read them: by the names they are declared with, fixed types."""

from collections import namedtuple
from typing import Any, NamedTuple

from simulation.parameters import Model, casework, people
from simulation.parameters.declare import Section


def _numbers(section: type[Section]) -> Any:
    """A named tuple of what a section declares; a compiled kernel cannot read the section."""
    fields = list(section.model_fields)
    return namedtuple(section.__name__, fields, module=__name__)


Life = _numbers(people.Life)
Seeking = _numbers(people.Seeking)
Effort = _numbers(casework.Effort)
Support = _numbers(casework.Support)


class Constants(NamedTuple):
    """Constants of people and casework, one named tuple for each section."""

    life: Any
    seeking: Any
    effort: Any
    support: Any


def read(model: Model) -> Constants:
    """What a scenario's model says."""
    return Constants(
        life=Life(**dict(model.life)),
        seeking=Seeking(**dict(model.seeking)),
        effort=Effort(**dict(model.effort)),
        support=Support(**dict(model.support)),
    )
