"""Small places to try things in, and random ones to try everything in."""

from typing import Any

from hypothesis import strategies as st

from simulation.parameters import catalogue
from simulation.scenario import Scenario

NEEDS = ("housing", "drugs", "alcohol", "sleep", "pain")
ACCESS = ("referral", "self", "drop_in", "outreach")
COUNTS = ("recorded", "sustained", "whole", "seen")
FORMS = ("drift", "trigger", "impaired")
RULES = ("policy_gradient", "roth_erev", "hill_climb")

LEVERS = {
    parameter.path.removeprefix("commissioning."): parameter
    for parameter in catalogue()
    if parameter.path.startswith("commissioning.") and parameter.type in (int, float)
}


def lonely() -> dict[str, Any]:
    """One need and nothing else: no services, crises, exits, values or proxies."""
    return {
        "place": {"people": 20},
        "need": {"company": {"label": "Company"}},
        "run": {"weeks": 10, "past_weeks": 4},
    }


def village() -> dict[str, Any]:
    """Two needs and three services, with something in every table of a scenario."""
    return {
        "pack": {"title": "A village"},
        "place": {"people": 40, "budget": 300_000, "past": {"target_weight": 0.5}},
        "need": {
            "housing": {"label": "Housing", "seeking": 2.0},
            "drugs": {"label": "Drugs", "dynamics": "steady"},
        },
        "mix": {"any": {"share": 1.0, "needs": {"housing": 0.5, "drugs": 0.5}}},
        "entanglement": {"c": 0.6, "pull": {"housing": {"drugs": 1.0}}},
        "value": {
            "home": {"label": "A home", "reads": "housing", "weight": 2.0},
            "trust": {"label": "Trust", "reads": "trust"},
        },
        "service": {
            "hostel": {"label": "Hostel", "helps": {"housing": 1.0}, "paid_in": "beds"},
            "clinic": {"label": "Clinic", "helps": {"drugs": 1.0, "housing": -0.1}},
            "cafe": {"label": "Café", "access": "drop_in", "helps": {"drugs": 0.3}, "staff": 1.0},
        },
        "purse": {
            "council": {"label": "Council", "amount": 200_000, "funds": {"hostel": 1.0}},
            "health": {"label": "Health", "amount": 100_000, "funds": {"clinic": 1.0}},
        },
        "proxy": {
            "completions": {"label": "Completions", "counts": "recorded"},
            "sustained": {"label": "Sustained", "counts": "sustained", "cost": 0.5},
        },
        "crisis": {
            "overdose": {
                "label": "Overdose", "hazard": 0.05, "needs": {"drugs": 1.0},
                "effect": {"housing": 0.1}, "cost": 200.0,
            }
        },
        "exit": {
            "death": {
                "label": "Death", "hazard": 0.002, "fatal": True,
                "after": {"drugs": {"factor": 5.0}},
            },
            "moving": {"label": "Moving away", "hazard": 0.001},
        },
        "network": {"community": {"hostel": 0.9}, "hostel": {"clinic": 0.5}},
        "commissioning": {"pay": {"completions": 1.0}, "pooled_share": 0.2},
        "event": {
            "opening": {"week": 5, "set": {"open_book": 1.0}, "over": 4},
            "eviction": {"week": 8, "shock": {"needs": {"housing": 0.3}, "share": 0.5}},
        },
        "run": {"weeks": 26, "past_weeks": 13},
    }  # fmt: skip


def small(data: dict[str, Any], **changes: Any) -> Scenario:
    """A scenario from one of these dictionaries; ``place__people=3`` changes ``place.people``."""
    scenario = Scenario.from_dict(data)
    return scenario.override({key.replace("__", "."): value for key, value in changes.items()})


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Finite numbers inside bounds, both of which come up."""
    return st.floats(low, high, allow_nan=False, allow_infinity=False)


@st.composite
def valid_scenarios(draw: st.DrawFn) -> Scenario:
    """Random valid scenarios, small enough to run many: every table, lever and form comes up."""
    needs = draw(st.lists(st.sampled_from(NEEDS), min_size=1, max_size=5, unique=True))
    weeks = draw(st.integers(5, 40))
    services = [f"service_{i}" for i in range(draw(st.integers(0, 6)))]
    proxies = [f"proxy_{i}" for i in range(draw(st.integers(0, 3)))]
    service, purse = draw(_services(services, needs))
    data: dict[str, Any] = {
        "place": {
            "people": draw(st.integers(0, 60)),
            "arrivals": draw(numbers(0, 2)),
            "peers": draw(st.integers(0, 6)),
            "past": draw(_levers(proxies)),
        },
        "need": {need: draw(_need(need)) for need in needs},
        "mix": draw(_mix(needs)),
        "entanglement": draw(_entanglement(needs)),
        "value": draw(_values(needs)),
        "service": service,
        "purse": purse,
        "proxy": {name: draw(_proxy(name)) for name in proxies},
        "crisis": draw(_by_name("crisis", _crisis(needs))),
        "exit": draw(_by_name("exit", _exit(needs))),
        "network": draw(_network(services)),
        "commissioning": draw(_levers(proxies)),
        "services": {"learning": draw(_learning())},
        "event": draw(_by_name("event", _event(needs, weeks))),
        "run": {
            "weeks": weeks,
            "past_weeks": draw(st.integers(0, 20)),
            "precision": draw(st.sampled_from(("float32", "float64"))),
        },
    }
    if data["mix"]:  # it says how many have each need
        data["need"] = {n: need | {"prevalence": 0.5} for n, need in data["need"].items()}
    return Scenario.from_dict(data)


@st.composite
def _mix(draw: st.DrawFn, needs: list[str]) -> dict[str, Any]:
    """Combinations of needs, or none."""
    groups = draw(st.integers(0, 3))
    return {
        f"mix_{i}": {"share": 1 / groups, "needs": draw(_some(needs, 0, 1))} for i in range(groups)
    }


def _by_name(kind: str, entry: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Up to three entries of a keyed table."""
    names = st.sampled_from([f"{kind}_{i}" for i in range(3)])
    return st.dictionaries(names, entry, max_size=3)


def _some(names: list[str], low: float, high: float, least: int = 0) -> st.SearchStrategy[Any]:
    """Numbers for some of the names, or for none."""
    keys, most = st.sampled_from(names or ["none"]), len(names)
    return st.dictionaries(keys, numbers(low, high), min_size=least, max_size=most)


def _weights(names: list[str]) -> st.SearchStrategy[dict[str, float]]:
    """Weights for some of the names, not all of them 0, or for none."""
    return _some(names, 0, 3).filter(lambda weights: not weights or any(weights.values()))


@st.composite
def _need(draw: st.DrawFn, name: str) -> dict[str, Any]:
    return {
        "label": name.capitalize(),
        "prevalence": draw(numbers(0, 1)),
        "dynamics": draw(st.sampled_from(("tipping", "steady"))),
        "recovered": draw(numbers(0.1, 1)),
        "success": draw(numbers(0.1, 1)),
        "shocks": draw(numbers(0, 20)),
        "seeking": draw(numbers(0, 20)),
    }


@st.composite
def _entanglement(draw: st.DrawFn, needs: list[str]) -> dict[str, Any]:
    rows = {need: [other for other in needs if other != need] for need in needs}
    return {
        "c": draw(numbers(0, 1)),
        "up": draw(numbers(0, 0.5)),
        "down": draw(numbers(0, 0.5)),
        "form": draw(st.sampled_from(FORMS)),
        "pull": {
            need: draw(_weights(others)) for need, others in rows.items() if draw(st.booleans())
        },
    }


def _values(needs: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    reads = st.sampled_from([*needs, "trust", "safety", "ties"])
    value = st.fixed_dictionaries(
        {"label": st.just("Value"), "reads": reads, "weight": numbers(0, 5)}
    )
    tables = _by_name("value", value)
    return tables.filter(lambda table: not table or any(v["weight"] for v in table.values()))


@st.composite
def _services(draw: st.DrawFn, names: list[str], needs: list[str]) -> tuple[Any, Any]:
    """Services, each with its capacity from purses, staff or places; and the purses."""
    purses = [f"purse_{i}" for i in range(draw(st.integers(0, 3)))] if names else []
    sources = {name: draw(st.sampled_from(("staff", "places", *purses))) for name in names}
    service = {name: draw(_service(needs, sources[name])) for name in names}
    funds = {purse: [name for name in names if sources[name] == purse] for purse in purses}
    purse = {
        name: {
            "label": "Purse",
            "amount": draw(numbers(0, 300_000)),
            "funds": draw(_shares(funded)),
        }
        for name, funded in funds.items()
        if funded
    }
    return service, purse


@st.composite
def _shares(draw: st.DrawFn, names: list[str]) -> dict[str, float]:
    parts = [draw(st.integers(0 if i else 1, 5)) for i, _ in enumerate(names)]
    return {name: part / sum(parts) for name, part in zip(names, parts, strict=True)}


@st.composite
def _service(draw: st.DrawFn, needs: list[str], source: str) -> dict[str, Any]:
    capacity = {"staff": numbers(0, 4), "places": numbers(0, 40)}
    return {
        "label": "Service",
        "access": draw(st.sampled_from(ACCESS)),
        "helps": draw(_some(needs, -5, 5, least=1)),
        "paid_in": draw(st.sampled_from(("staff", "beds"))),
        "caseload": draw(numbers(1, 40)),
        "threshold": draw(numbers(0, 1)),
        **({source: draw(capacity[source])} if source in capacity else {}),
    }


@st.composite
def _proxy(draw: st.DrawFn, name: str) -> dict[str, Any]:
    return {
        "label": name,
        "counts": draw(st.sampled_from(COUNTS)),
        "per": draw(st.sampled_from(("closure", "presenter"))),
        "window": draw(st.integers(0, 30)),
        "target": draw(numbers(0, 1)),
        "gameable": draw(numbers(0, 1)),
        "noise": draw(numbers(0, 1)),
        "cost": draw(numbers(0, 5)),
    }


@st.composite
def _crisis(draw: st.DrawFn, needs: list[str]) -> dict[str, Any]:
    return {
        "label": "Crisis",
        "hazard": draw(numbers(0, 2)),
        "needs": draw(_weights(needs)),
        "effect": draw(_some(needs, -1, 1)),
        "cost": draw(numbers(0, 1000)),
    }


@st.composite
def _exit(draw: st.DrawFn, needs: list[str]) -> dict[str, Any]:
    factors = {"factor": numbers(0, 100), "on": numbers(0, 10), "off": numbers(0, 10)}
    after = st.fixed_dictionaries({"weeks": st.integers(1, 10), **factors})
    return {
        "label": "Exit",
        "hazard": draw(st.one_of(numbers(0, 0.05), st.just(1.0))),
        "fatal": draw(st.booleans()),
        "after": draw(st.dictionaries(st.sampled_from(needs), after)),
    }


@st.composite
def _network(draw: st.DrawFn, services: list[str]) -> dict[str, dict[str, float]]:
    rows = {name: [other for other in services if other != name] for name in services}
    rows["community"] = services
    return {name: draw(_some(others, 0, 1)) for name, others in rows.items() if draw(st.booleans())}


@st.composite
def _levers(draw: st.DrawFn, proxies: list[str]) -> dict[str, Any]:
    """Some levers, each anywhere inside its bounds."""
    names = draw(st.lists(st.sampled_from(sorted(LEVERS)), unique=True))
    pay = draw(st.one_of(st.none(), _weights(proxies)))
    return {**{name: draw(_lever(name)) for name in names}, **({} if pay is None else {"pay": pay})}


def _lever(name: str) -> st.SearchStrategy[Any]:
    lever = LEVERS[name]
    low, high = lever.low or 0, lever.high or 0
    return st.integers(int(low), int(high)) if lever.type is int else numbers(low, high)


@st.composite
def _learning(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "policy_learning": draw(st.booleans()),
        "practice_learning": draw(st.booleans()),
        "rule": draw(st.sampled_from(RULES)),
        "rate": draw(numbers(0, 5)),
        "floor": draw(numbers(0.0001, 0.4)),
        "imitation": draw(numbers(0, 1)),
        "purpose": draw(numbers(0, 10)),
    }


@st.composite
def _event(draw: st.DrawFn, needs: list[str], weeks: int) -> dict[str, Any]:
    """An event in time for the run; its ramp may outlast it."""
    levers = draw(st.lists(st.sampled_from(sorted(LEVERS)), unique=True, max_size=4))
    shock = {"needs": draw(_some(needs, -1, 1)), "share": draw(numbers(0, 1))}
    return {
        "week": draw(st.integers(0, weeks - 1)),
        "set": {name: draw(_lever(name)) for name in levers},
        "over": draw(st.integers(0, 50)),
        "reconcile": draw(_share()),
        "scale_up": draw(_share()),
        **draw(st.one_of(st.just({}), _lift())),
        **({"shock": shock} if draw(st.booleans()) else {}),
    }


def _share() -> st.SearchStrategy[float]:
    """None, or some."""
    return st.one_of(st.just(0.0), numbers(0, 1))


def _lift() -> st.SearchStrategy[dict[str, float]]:
    return st.fixed_dictionaries({"lift": numbers(0.01, 1), "like_here": numbers(0, 1)})
