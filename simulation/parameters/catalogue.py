"""The catalogue of all parameters, from which docs, sliders and sensitivity problems are made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from annotated_types import Ge, Le
from pydantic.fields import FieldInfo

from .commissioning import Commissioning
from .declare import Acts, Section
from .hazards import Crisis, Exit
from .model import Model
from .needs import Entanglement, Need, Value
from .place import Mix, Place
from .provision import Proxy, Purse, Service
from .run import Pack, Run, ScheduledEvent, Words
from .services import EveryService

SECTIONS: dict[str, type[Section]] = {
    "pack": Pack,
    "place": Place,
    "entanglement": Entanglement,
    "commissioning": Commissioning,
    "services": EveryService,
    "model": Model,
    "run": Run,
    "words": Words,
}
KEYED: dict[str, type[Section]] = {
    "need": Need,
    "mix": Mix,
    "value": Value,
    "service": Service,
    "purse": Purse,
    "proxy": Proxy,
    "crisis": Crisis,
    "exit": Exit,
    "event": ScheduledEvent,
}

LABELS = ("pack", "words")
"""Tables that hold words alone: no run depends on them."""


@dataclass(frozen=True)
class Parameter:
    """One parameter as declared.

    ``path`` is its dotted key in a scenario file; ``*`` stands for a name the place chooses.
    ``low`` and ``high`` are hard bounds, ``plausible`` the range worth varying; each is None
    where it does not apply. ``acts`` says what a lever is expected to do, None for the rest.
    """

    path: str
    type: Any
    default: Any
    required: bool
    label: str
    help: str
    unit: str
    low: float | None
    high: float | None
    plausible: tuple[float, float] | None
    mark: str
    source: str
    acts: Acts | None = None


def catalogue() -> list[Parameter]:
    """Every parameter of every section, in the order declared."""
    found: list[Parameter] = []
    for name, section in SECTIONS.items():
        found.extend(_walk(name, section))
    for name, section in KEYED.items():
        found.extend(_walk(f"{name}.*", section))
    return found


def defaults() -> dict[str, Any]:
    """The default of every parameter that a run may depend on and a file may leave out, by path."""
    return {
        parameter.path: parameter.default
        for parameter in catalogue()
        if not parameter.required and parameter.path.partition(".")[0] not in LABELS
    }


def changed_defaults(kept: Mapping[str, Any]) -> list[str]:
    """Paths of ``kept`` defaults that are gone or different by now; new parameters do not count."""
    now = defaults()
    return [path for path, value in kept.items() if path not in now or now[path] != value]


def _walk(path: str, section: type[Section]) -> Iterator[Parameter]:
    for name, field in section.model_fields.items():
        inner = _section_inside(field.annotation)
        if inner is not None:
            keyed = ".*" if getattr(field.annotation, "__origin__", None) is dict else ""
            yield from _walk(f"{path}.{name}{keyed}", inner)
        else:
            yield _parameter(f"{path}.{name}", field)


def _section_inside(annotation: Any) -> type[Section] | None:
    """The section a field holds, directly, optionally or by name; None for a plain value."""
    for candidate in (annotation, *get_args(annotation)):
        if isinstance(candidate, type) and issubclass(candidate, Section):
            return candidate
    return None


def _parameter(path: str, field: FieldInfo) -> Parameter:
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    span: Any = extra.get("plausible")
    acts: Any = extra.get("acts")
    lows = [m.ge for m in field.metadata if isinstance(m, Ge)]
    highs = [m.le for m in field.metadata if isinstance(m, Le)]
    return Parameter(
        path=path,
        type=field.annotation,
        default=None if field.is_required() else field.default,
        required=field.is_required(),
        label=field.title or path,
        help=field.description or "",
        unit=str(extra.get("unit", "text")),
        low=lows[0] if lows else None,  # type: ignore[arg-type]
        high=highs[0] if highs else None,  # type: ignore[arg-type]
        plausible=(span[0], span[1]) if span else None,
        mark=str(extra.get("mark", "")),
        source=str(extra.get("source", "")),
        acts=Acts(**acts | {"moves": tuple(acts["moves"])}) if acts else None,
    )
