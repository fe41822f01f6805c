"""Which patterns of the evidence the inherited regime meets, and which it misses.

    python examples/patterns.py            20 replicates
    python examples/patterns.py 5          5 replicates

The patterns are those that may be fitted, since they say nothing of regimes. The place is run as
it was inherited, for its past and five years more; the past is not measured. An interval is a
95 % t interval over the replicates.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import joblib
import numpy as np

from allied.script import Count, script
from experiments.findings.formatting import markdown
from experiments.findings.statistics import Estimate, estimate
from simulation.recorder import Recorder
from simulation.scenario import Scenario, load_scenario
from simulation.week.schedule import run_past, weeks
from simulation.world import Kind, Status, World

YEARS = 5
SUBSTANCES = ("drugs", "alcohol")
ACCEPTED = (Kind.ACCEPTED_SIMPLE, Kind.ACCEPTED_COMPLEX)
REFUSED = (Kind.REFUSED_SIMPLE, Kind.REFUSED_COMPLEX, Kind.BELOW_THRESHOLD, Kind.QUEUE_FULL)
ENDINGS = (Kind.COMPLETED, Kind.QUIT_SUPPORT, Kind.CLOSED_EARLY, Kind.RAN_OUT)
ON, JUST_LEFT, OFF = "on", "just left", "off"


@dataclass(frozen=True)
class Pattern:
    """A pattern of the evidence: its number there, what it says, the target and its range."""

    number: int
    says: str
    target: str
    low: float
    high: float
    form: str = ".0%"


PATTERNS = {
    "three_of_three": Pattern(
        1, "Of people with two or more of homelessness, offending and substance misuse: all three",
        "26 %", 0.21, 0.31,
    ),
    "top_sixth": Pattern(
        2, "Share of a year's crises that falls on the sixth of people with most of them",
        "about half", 0.40, 0.55,
    ),
    "not_accepted": Pattern(
        4, "Mental-health referrals not accepted: refused, below a threshold, or queue full",
        "43 %", 0.25, 0.50,
    ),
    "seen_in_time": Pattern(
        5, "Support for drugs or alcohol that begins within three weeks", "98 %", 0.96, 1.0
    ),
    "alcohol_unmet": Pattern(
        5, "People with alcohol need who are in no support for it, on average over the weeks",
        "76 to 79 %", 0.65, 0.85,
    ),
    "completed": Pattern(
        6, "Endings of support for drugs or alcohol: completed", "50 %", 0.42, 0.58
    ),
    "dropped_out": Pattern(
        6, "Endings of support for drugs or alcohol: dropped out", "30 %", 0.22, 0.38
    ),
    "deaths_off": Pattern(
        15, "Death rate of people with drug need: out of support, against in support",
        "× 1.9", 1.5, 2.5, ".1f",
    ),
    "deaths_after": Pattern(
        15, "Death rate in the fortnight after support for drugs ends, against in support",
        "× 7", 4, 10, ".1f",
    ),
    "cost_per_head": Pattern(
        16, "Public cost of a head and year, services and crises, £",
        "19,000 to 28,000", 15_000, 35_000, ",.0f",
    ),
}  # fmt: skip


class Tally:
    """What the patterns are reckoned from, counted week by week."""

    def __init__(self, world: World) -> None:
        needs = world.arrays.needs.names
        self.lines = world.arrays.needs.recovered
        self.mental, self.alcohol = needs.index("mental_health"), needs.index("alcohol")
        self.housing, self.justice = needs.index("housing"), needs.index("justice")
        self.substances = [needs.index(name) for name in SUBSTANCES]
        self.drugs = needs.index("drugs")
        self.kinds = dict.fromkeys(Kind, 0)  # of mental-health requests and substance endings
        self.waits: list[np.ndarray] = []
        self.unmet: list[float] = []
        self.threes: list[float] = []
        self.top_sixths: list[float] = []
        self.weeks = dict.fromkeys((ON, JUST_LEFT, OFF), 0)
        self.deaths = dict.fromkeys((ON, JUST_LEFT, OFF), 0)
        self._begin_year(world)

    def before(self, world: World) -> None:
        """How people stand as a week begins, and so when death may strike."""
        people, needing = world.people, world.people.need[:, self.drugs] > self.lines[self.drugs]
        on = people.status[:, self.drugs] == Status.ACTIVE
        left = world.clock - people.ended[:, self.drugs].astype(int) <= 2
        self.standing = {ON: on, JUST_LEFT: left & ~on, OFF: needing & ~left & ~on}
        for name, who in self.standing.items():
            self.weeks[name] += np.count_nonzero(who & people.present)

    def after(self, world: World) -> None:
        """What happened in the week."""
        events, people = world.events, world.people
        for kind in (*ACCEPTED, *REFUSED):
            self.kinds[kind] += np.count_nonzero(events.of(kind)[1] == self.mental)
        for kind in ENDINGS:
            self.kinds[kind] += np.count_nonzero(np.isin(events.of(kind)[1], self.substances))
        _, needs, _, waited = events.of(Kind.STARTED)
        self.waits.append(waited[np.isin(needs, self.substances)])
        for row in events.of(Kind.DIED)[0]:
            for name, who in self.standing.items():
                self.deaths[name] += int(who[row])
        np.add.at(self.crises, events.of(Kind.CRISIS)[0], 1)
        severe = (people.need > self.lines) & people.present[:, None]
        drinking = severe[:, self.alcohol]
        served = people.status[:, self.alcohol] == Status.ACTIVE
        self.unmet.append(1 - np.count_nonzero(served & drinking) / np.count_nonzero(drinking))
        if (world.week + 1) % 52 == 0:
            self._end_year(world, severe)

    def _begin_year(self, world: World) -> None:
        self.there = world.people.present.copy()
        self.crises = np.zeros(2 * world.people.count, dtype=int)

    def _end_year(self, world: World, severe: np.ndarray) -> None:
        substance = severe[:, self.substances].any(1)
        many = severe[:, self.housing].astype(int) + severe[:, self.justice] + substance
        self.threes.append(np.count_nonzero(many == 3) / np.count_nonzero(many >= 2))
        suffered = np.sort(self.crises[: self.there.size][self.there])[::-1]
        self.top_sixths.append(suffered[: suffered.size // 6].sum() / suffered.sum())
        self._begin_year(world)

    def results(self) -> dict[str, float]:
        """One number for each pattern but the cost."""
        requests = sum(self.kinds[kind] for kind in (*ACCEPTED, *REFUSED))
        endings = sum(self.kinds[kind] for kind in ENDINGS)
        rate = {name: self.deaths[name] / self.weeks[name] for name in self.weeks}
        return {
            "three_of_three": float(np.mean(self.threes)),
            "top_sixth": float(np.mean(self.top_sixths)),
            "not_accepted": sum(self.kinds[kind] for kind in REFUSED) / requests,
            "seen_in_time": float(np.mean(np.concatenate(self.waits) <= 3)),
            "alcohol_unmet": float(np.mean(self.unmet)),
            "completed": self.kinds[Kind.COMPLETED] / endings,
            "dropped_out": self.kinds[Kind.QUIT_SUPPORT] / endings,
            "deaths_off": rate[OFF] / rate[ON],
            "deaths_after": rate[JUST_LEFT] / rate[ON],
        }


def one_run(scenario: Scenario, seed: int) -> dict[str, float]:
    """One number for each pattern, from one run."""
    world = run_past(scenario, seed)
    recorder, tally = Recorder(world), Tally(world)
    for _ in range(scenario.run.weeks):
        tally.before(world)
        for _ in weeks(world, until=world.week + 1):
            tally.after(world)
            recorder.record(world)
    cost = recorder.finish(world).summary()["cost_per_head"]
    return tally.results() | {"cost_per_head": cost}


def measure(scenario: Scenario, seeds: Sequence[int]) -> dict[str, Estimate]:
    """Mean and interval of each pattern over runs with these seeds."""
    runs = joblib.Parallel(n_jobs=-1)(joblib.delayed(one_run)(scenario, seed) for seed in seeds)
    return {name: estimate(np.array([run[name] for run in runs])) for name in PATTERNS}


def table(found: dict[str, Estimate]) -> str:
    """The patterns as a Markdown table."""
    lines = [["#", "Pattern", "Target", "Range", "Model", "95 % interval", ""]]
    for name, pattern in PATTERNS.items():
        got = found[name]
        low, high, mean, least, most = (
            format(number, pattern.form).replace("%", " %")
            for number in (pattern.low, pattern.high, got.mean, got.low, got.high)
        )
        verdict = "met" if pattern.low <= got.mean <= pattern.high else "**missed**"
        lines.append(
            [str(pattern.number), pattern.says, pattern.target, f"{low} to {high}", mean,
             f"{least} to {most}", verdict]
        )  # fmt: skip
    return markdown(*lines)


def main(replicates: Count = 20) -> None:
    place = load_scenario("plymouth").override({"run.weeks": 52 * YEARS})
    print(table(measure(place, range(1, replicates + 1))))


if __name__ == "__main__":
    script(main)
