"""Every parameter of the model, declared once.

``SECTIONS`` maps a table of a scenario file to its declaration. A keyed table (``[need.X]``)
maps a name the place chooses to one declaration; a plain table is one declaration.
"""

from .catalogue import KEYED, SECTIONS, Parameter, catalogue
from .commissioning import Commissioning
from .declare import MARKS, Section
from .hazards import Crisis, Exit
from .model import Model
from .needs import Entanglement, Need, Value
from .place import Mix, Place
from .provision import Proxy, Purse, Service
from .run import Pack, Run, ScheduledEvent, Shock, Words
from .services import EveryService, LearningConstants

__all__ = [
    "KEYED",
    "MARKS",
    "SECTIONS",
    "Commissioning",
    "Crisis",
    "Entanglement",
    "EveryService",
    "Exit",
    "LearningConstants",
    "Mix",
    "Model",
    "Need",
    "Pack",
    "Parameter",
    "Place",
    "Proxy",
    "Purse",
    "Run",
    "ScheduledEvent",
    "Section",
    "Service",
    "Shock",
    "Value",
    "Words",
    "catalogue",
]
