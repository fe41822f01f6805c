"""How a parameter is declared, and the base class of tables, which refuses unknown keys."""

from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

Mark = Literal["F", "R", "D", "A", "calibrated"]

MARKS: dict[str, str] = {
    "F": "read in a public source",
    "R": "recalled from the literature, to be checked before relying on it",
    "D": "derived by arithmetic from other figures",
    "A": "an assumption, to be varied",
    "calibrated": "fitted to patterns that say nothing of regimes",
}


class Evidence(NamedTuple):
    """How well a default is known (see ``MARKS``), and where it comes from."""

    mark: Mark
    source: str = ""


ASSUMED = Evidence("A")


@dataclass(frozen=True)
class Acts:
    """What a lever is expected to do, stated before it is tested.

    ``base`` is the shipped scenario in which it is tried from one end of its plausible range to
    the other, ``moves`` the measures expected to move, ``why`` the mechanism in a sentence.
    Where none of them moved, ``finding`` says so and gives a reason.
    """

    base: str
    moves: tuple[str, ...]
    why: str
    finding: str = ""


class Section(BaseModel):
    """A table of a scenario file: frozen, closed to unknown keys, finite numbers only."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True
    )


def param(
    default: Any,
    label: str,
    unit: str,
    *,
    bounds: tuple[float, float] | None = None,
    plausible: tuple[float, float] | None = None,
    evidence: Evidence = ASSUMED,
    help: str = "",
    acts: Acts | None = None,
) -> Any:
    """Declare one parameter.

    Parameters
    ----------
    default
        The value used when a file is silent; ``...`` where the file must speak.
    label
        What a screen calls it, in plain words.
    unit
        What the number counts ("share", "weeks", "£", ...).
    bounds
        Lowest and highest value allowed; a file outside them is refused.
    plausible
        Range worth varying, for sliders and sensitivity analysis. Without it the
        parameter is structural and is not swept.
    evidence
        How well the default is known; an assumption, where it is not said.
    help
        One or two sentences on what it does.
    acts
        For a lever: what it is expected to move, and why.

    Returns
    -------
    A pydantic field carrying all of this, read back by ``catalogue()``.
    """
    low, high = bounds or (None, None)
    if plausible is not None:
        lowest, highest = plausible
        inside = bounds is None or bounds[0] <= lowest < highest <= bounds[1]
        if not (lowest < highest and inside):
            raise ValueError(f"{label}: plausible range {plausible} lies outside its bounds")
    return Field(
        default,
        ge=low,
        le=high,
        title=label,
        description=help or label,
        json_schema_extra={
            "unit": unit,
            "plausible": list(plausible) if plausible else None,
            "mark": evidence.mark,
            "source": evidence.source,
            **({"acts": asdict(acts)} if acts else {}),
        },
    )


def name_field(label: str, help: str = "") -> Any:
    """Declare a required text that is a name or a sentence, not a quantity."""
    return Field(..., title=label, description=help or label, min_length=1)


def text_field(label: str, default: str = "", help: str = "") -> Any:
    """Declare an optional text that is a name or a sentence, not a quantity."""
    return Field(default, title=label, description=help or label)
