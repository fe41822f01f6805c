"""A JSON Schema of scenario files, for editors, from the declarations."""

from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from simulation.parameters import Section
from simulation.parameters.named import NAMED, NETWORK

from .events import LEVERS
from .names import NAME

_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string"}

_EXTENDS = {
    "type": "string",
    "minLength": 1,
    "title": "Extends",
    "description": "The scenario this one departs from: the name of a shipped one, or a path "
    "relative to this file.",
}


def file_schema(scenario: type[Section]) -> dict[str, Any]:
    """The schema (draft 2020-12) of a file that states a scenario, or departs from another.

    Nothing is required, since a file may extend another and state only what differs.
    """
    tables = _table(scenario, "")
    del tables["properties"]["name"]  # a label that files do not state
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Allied scenario",
        **tables,
        "properties": {"extends": _EXTENDS, **tables["properties"]},
    }


def _table(section: type[Section], path: str) -> dict[str, Any]:
    fields = section.model_fields.items()
    inside = {name: _field(field, f"{path}.{name}".strip(".")) for name, field in fields}
    return {
        "type": "object",
        "description": (section.__doc__ or "").strip().partition("\n")[0],
        "properties": inside,
        "additionalProperties": False,
    }


def _by_name(inside: dict[str, Any], description: str = "") -> dict[str, Any]:
    """A table whose keys are names the place chooses."""
    about = {"description": description} if description else {}
    names = {"pattern": f"^{NAME.pattern}$"}
    return {"type": "object", **about, "propertyNames": names, "additionalProperties": inside}


def _numbers(path: str) -> dict[str, Any]:
    """A table of numbers by name, with their bounds."""
    named = NAMED[path]
    bounds = {"minimum": named.low, "maximum": named.high}
    return _by_name({"type": "number", **bounds, "description": f"({named.unit})"})


def _levers() -> dict[str, Any]:
    """A table of levers, each with its own bounds."""
    levers = {
        lever: {
            "type": _TYPES[declared.type],
            "minimum": declared.low,
            "maximum": declared.high,
            "description": f"{declared.help} ({declared.unit})",
        }
        for lever, declared in LEVERS.items()
    }
    return {"type": "object", "properties": levers, "additionalProperties": False}


def _field(field: FieldInfo, path: str) -> dict[str, Any]:
    kinds = [kind for kind in get_args(field.annotation) if kind is not NoneType]
    sections = [k for k in (field.annotation, *kinds) if _is_section(k)]
    if path == "network":
        return _by_name(_numbers("network.*"), NETWORK)
    if sections and get_origin(field.annotation) is dict:
        inside = _table(sections[0], f"{path}.*")
        return _by_name(inside, field.description or inside["description"])
    if sections:
        return _table(sections[0], path)
    return {**_value(field, path), **_about(field)}


def _is_section(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Section)


def _value(field: FieldInfo, path: str) -> dict[str, Any]:
    kinds = [kind for kind in get_args(field.annotation) if kind is not NoneType]
    if path == "event.*.set":
        return _levers()
    if path in NAMED:
        return _numbers(path)
    if f"{path}.*" in NAMED:
        return _by_name(_numbers(f"{path}.*"))
    if get_origin(field.annotation) is Literal:
        return {"enum": kinds}
    bounds = {"ge": "minimum", "le": "maximum", "min_length": "minLength"}
    limits = {
        word: getattr(limit, key)
        for key, word in bounds.items()
        for limit in field.metadata
        if getattr(limit, key, None) is not None
    }
    kind: Any = kinds[0] if kinds else field.annotation
    return {"type": _TYPES[kind], **limits}


def _about(field: FieldInfo) -> dict[str, Any]:
    """Title, description with unit, default, and how well the default is known."""
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    unit = f" ({extra['unit']})" if extra.get("unit") else ""
    about: dict[str, Any] = {"title": field.title, "description": f"{field.description}{unit}"}
    if not field.is_required() and field.default is not None:
        about["default"] = field.default
    return {**about, **{key: value for key, value in extra.items() if value}}
