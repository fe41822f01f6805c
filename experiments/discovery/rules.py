"""Readable rules for where a target holds: the leaves of a small decision tree.

A leaf is a box in the space of what was varied. Its density is the share of its cases in which
the target holds, its coverage the share of all such cases that lie in it (Bryant, B. P. and
Lempert, R. J. (2010), Thinking inside the box, Technological Forecasting and Social Change 77).
How deep the tree may go is decided on points it was not grown on, so that luck makes no rules.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from math import ceil, inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.errors import InputError
from experiments.extras import needing
from experiments.findings.formatting import number
from experiments.results import Results
from experiments.store import read_manifest, read_runs
from experiments.store.manifest import own_outcomes

from .cases import able, contents, of_scenario
from .target import read_target

if TYPE_CHECKING:
    import xarray

DEEPEST = 3
FOLDS = 5
SMALLEST_LEAF = 0.05  # of all cases
WHAT = "Discovering rules"


@dataclass(frozen=True)
class Condition:
    """A part of a rule: ``key`` above a number and up to another, or what it is or is not."""

    key: str
    above: float | None = None
    up_to: float | None = None
    equals: Any = None
    differs: tuple[Any, ...] = ()

    def __str__(self) -> str:
        if self.equals is not None:
            return f"{self.key} is {_said(self.equals)}"
        if self.differs:
            return f"{self.key} is not {' or '.join(map(_said, self.differs))}"
        low = "" if self.above is None else f"above {number(self.above)}"
        high = "" if self.up_to is None else f"at most {number(self.up_to)}"
        return f"{self.key} {' and '.join(part for part in (low, high) if part)}"


@dataclass(frozen=True)
class Rule:
    """A box, the cases in it, and those in which the target holds.

    ``coverage`` is None where the target holds nowhere.
    """

    conditions: tuple[Condition, ...]
    cases: int
    holds: int
    density: float
    coverage: float | None

    def __str__(self) -> str:
        return "; ".join(map(str, self.conditions)) or "everywhere"


@dataclass(frozen=True)
class Discovery:
    """What was found for one scenario.

    Attributes
    ----------
    target, scenario, reference
        What is to hold, of which scenario; the one it differs from, None for the measure itself.
    cases, holds, dropped
        Cases there are, those in which the target holds, and those left out since a run failed
        or had nothing to measure.
    skill
        How much better than the overall share the rules foretell cases at points they were not
        made from: 1 without fault, 0 not at all; None where every case is alike.
    rules
        The leaves, densest first; together they hold every case once.
    """

    target: str
    scenario: str
    reference: str | None
    cases: int
    holds: int
    dropped: int
    skill: float | None
    rules: tuple[Rule, ...]

    @property
    def share(self) -> float:
        """The share of all cases in which the target holds."""
        return self.holds / self.cases

    def as_json(self) -> dict[str, Any]:
        """All of it, as JSON can hold it."""
        return asdict(self) | {"share": self.share}


def _rule(stated: Mapping[str, Any]) -> Rule:
    conditions = (
        Condition(**one | {"differs": tuple(one["differs"])}) for one in stated["conditions"]
    )
    return Rule(**{**stated, "conditions": tuple(conditions)})


class Discoveries(Results, list[Discovery]):
    """What was found, a ``Discovery`` for each scenario."""

    @classmethod
    def of(cls, stated: Iterable[Mapping[str, Any]]) -> "Discoveries":
        """From what ``Discovery.as_json`` gave of each."""
        found = cls()
        for one in stated:
            fields = {key: value for key, value in one.items() if key not in ("share", "rules")}
            found.append(Discovery(**fields, rules=tuple(map(_rule, one["rules"]))))
        return found

    def title(self) -> str:
        """What is to hold, and where most."""
        shares = [f"{one.scenario} in {one.share:.0%} of {one.cases:,} cases" for one in self]
        return f"Where {self[0].target}: {'; '.join(shares)}"

    def sentences(self) -> list[str]:
        """The densest rule for each scenario."""
        return [
            f"{one.scenario}: {one.target} in {one.rules[0].density:.0%} of cases "
            f"where {one.rules[0]}."
            for one in self
        ]

    def summary(self) -> pd.DataFrame:
        """The rules."""
        return self.to_frame().drop(columns=["target", "reference"])

    def to_frame(self) -> pd.DataFrame:
        """A row for each rule: scenario, what is to hold, where, cases, density, coverage."""
        rows = [
            {
                "scenario": one.scenario,
                "target": one.target,
                "reference": one.reference,
                "where": str(rule),
                "cases": rule.cases,
                "holds": rule.holds,
                "density": rule.density,
                "coverage": rule.coverage,
            }
            for one in self
            for rule in one.rules
        ]
        return pd.DataFrame(rows)

    def to_xarray(self) -> "xarray.Dataset":
        """The rules by their number."""
        with needing("xarray", "A labelled array"):
            import xarray
        return xarray.Dataset.from_dataframe(self.to_frame().rename_axis("rule"))


def discover(folder: str | Path, target: str) -> Discoveries:
    """Find rules for where a target holds, for each scenario it can be about.

    Raises
    ------
    InputError
        As in ``cases``; and where no case can be judged.
    """
    path = Path(folder)
    aim = read_target(target, own_outcomes(read_manifest(path)))
    names, axes = contents(path)
    looked_at, runs = able(path, names, aim), read_runs(path)
    found = Discoveries()
    for name in looked_at:
        x, y = of_scenario(runs, axes, aim, name, names[0])
        if not len(x):
            raise InputError(f"No run of {name} in {path} has a value of {aim.measure}.")
        dropped = int((runs["scenario"] == name).sum()) - len(x)
        skill, rules = _grown(x, y.to_numpy(bool))
        reference = names[0] if aim.paired else None
        found.append(
            Discovery(aim.text, name, reference, len(x), int(y.sum()), dropped, skill, rules)
        )
    return found


def _grown(x: pd.DataFrame, y: NDArray[np.bool_]) -> tuple[float | None, tuple[Rule, ...]]:
    """Skill and rules; where all cases are alike, one rule for everywhere."""
    with needing("scikit-learn", WHAT):
        from sklearn.tree import DecisionTreeClassifier
    share = y.mean()
    if share in (0, 1):
        return None, (Rule((), len(y), int(y.sum()), float(share), 1.0 if share else None),)
    columns, meaning = _coded(x)
    points = x.index.get_level_values("point").to_numpy()
    leaf = max(ceil(SMALLEST_LEAF * len(y)), ceil(len(y) / len(np.unique(points))))

    def tree(depth: int) -> Any:
        return DecisionTreeClassifier(max_depth=depth, min_samples_leaf=leaf, random_state=0)

    depth, skill = _depth(columns, y, points, tree)
    if not depth:
        return skill, (Rule((), len(y), int(y.sum()), float(share), 1.0),)
    grown = tree(depth).fit(columns, y).tree_
    leaves = grown.apply(columns.astype(np.float32))
    rules = []
    for place, conditions in _leaves(grown, meaning):
        inside = y[leaves == place]
        held = int(inside.sum())
        density, coverage = held / len(inside), held / int(y.sum())
        rules.append(Rule(conditions, len(inside), held, density, coverage))
    return skill, tuple(sorted(rules, key=lambda rule: -rule.density))


def _depth(
    columns: NDArray[np.float64], y: NDArray[np.bool_], points: NDArray[np.int64], tree: Any
) -> tuple[int, float]:
    """The least depth that foretells new points as well as the best does, and its skill.

    Errors are squared differences from the foretold share; as well means within a standard error.
    """
    groups = np.unique(points)
    fold_of = np.random.default_rng(0).permutation(np.arange(len(groups)) % FOLDS)
    fold = fold_of[np.searchsorted(groups, points)]
    used = np.unique(fold)
    if len(used) < 2:
        return 0, 0.0
    errors = np.empty((DEEPEST + 1, len(used)))
    for place, which in enumerate(used):
        here, rest = fold == which, fold != which
        errors[0, place] = np.mean((y[here] - y[rest].mean()) ** 2)
        for depth in range(1, DEEPEST + 1):
            grown = tree(depth).fit(columns[rest], y[rest])
            told = grown.predict_proba(columns[here]) @ grown.classes_
            errors[depth, place] = np.mean((y[here] - told) ** 2)
    mean = errors.mean(axis=1)
    best = int(mean.argmin())
    margin = errors[best].std(ddof=1) / np.sqrt(len(used))
    depth = int(np.flatnonzero(mean <= mean[best] + margin)[0])
    return depth, float(1 - mean[depth] / mean[0]) if mean[0] else 0.0


def _coded(x: pd.DataFrame) -> tuple[NDArray[np.float64], list[tuple[str, Any]]]:
    """Columns of numbers, and what each means: its key, and a value if it says whether it is it."""
    columns, meaning = [], []
    for key in x.columns:
        values = x[key]
        if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
            columns.append(values.to_numpy(float))
            meaning.append((key, None))
        else:
            for level in sorted(values.unique(), key=str):
                columns.append((values == level).to_numpy(float))
                meaning.append((key, level))
    return np.column_stack(columns), meaning


def _leaves(
    grown: Any, meaning: list[tuple[str, Any]]
) -> Iterator[tuple[int, tuple[Condition, ...]]]:
    """Every leaf of a tree with the conditions that lead to it."""
    waiting: list[tuple[int, dict[int, tuple[float, float]]]] = [(0, {})]
    while waiting:
        node, bounds = waiting.pop()
        if grown.children_left[node] == grown.children_right[node]:
            yield node, _conditions(bounds, meaning)
            continue
        column, cut = int(grown.feature[node]), float(grown.threshold[node])
        low, high = bounds.get(column, (-inf, inf))
        waiting.append((grown.children_left[node], bounds | {column: (low, min(high, cut))}))
        waiting.append((grown.children_right[node], bounds | {column: (max(low, cut), high)}))


def _conditions(
    bounds: dict[int, tuple[float, float]], meaning: list[tuple[str, Any]]
) -> tuple[Condition, ...]:
    """Bounds of columns as conditions on keys, in the order of the keys."""
    found: list[Condition] = []
    not_one_of: dict[str, list[Any]] = {}
    for column, (low, high) in sorted(bounds.items()):
        key, level = meaning[column]
        if level is None:
            above, up_to = (None if abs(end) == inf else end for end in (low, high))
            found.append(Condition(key, above, up_to))
        elif low > -inf:
            found.append(Condition(key, equals=_plain(level)))
        else:
            not_one_of.setdefault(key, []).append(_plain(level))
    told = {one.key for one in found}
    found += [Condition(k, differs=tuple(v)) for k, v in not_one_of.items() if k not in told]
    return tuple(found)


def _plain(level: Any) -> Any:
    """A value of NumPy as one of Python."""
    return level.item() if isinstance(level, np.generic) else level


def _said(level: Any) -> str:
    return str(level).lower() if isinstance(level, bool) else str(level)
