"""A growing comparison: a quick preview, then seed after seed, with results cached."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import solara

from experiments.compare import gather
from experiments.errors import Failure, RunError
from experiments.findings.comparison import Comparison
from experiments.runs.summary import Summary
from simulation.scenario import Scenario

from . import pool
from .preview import Preview, SmallRun, preview_of, small_run
from .runs import run_seed

Stage = Literal["preview", "waiting", "running", "done", "cancelled", "failed"]
UNFINISHED = ("preview", "waiting", "running")
PAUSE = 0.6  # seconds without a change before the full comparison starts
BETWEEN = 0.25  # seconds between two updates of a growing comparison
FIRST = 2  # pairs, enough for a band: each is shown at once
_KEPT = 4000

_summaries: "OrderedDict[tuple[str, int], Summary]" = OrderedDict()
_small_runs: "OrderedDict[str, SmallRun]" = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True)
class View:
    """What a page can show of a comparison at one moment.

    ``pair`` is the pair of scenario keys that the results belong to.
    """

    pair: tuple[str, str] = ("", "")
    stage: Stage = "preview"
    preview: Preview | None = None
    comparison: Comparison | None = None
    done: int = 0
    total: int = 0
    problem: str = ""


@dataclass(frozen=True)
class Ensemble:
    """A view, and how to cancel the comparison or run it again."""

    view: View
    cancel: Callable[[], None]
    run_again: Callable[[], None]


def use_ensemble(scenarios: Sequence[Scenario], replicates: int) -> Ensemble:
    """Compare two scenarios for the session that renders; a change of either starts anew."""
    view, set_view = solara.use_state(View())
    round_, set_round = solara.use_state(0)
    off = solara.use_ref(threading.Event())
    pause = solara.use_ref(0.0)  # a new visitor is not in the middle of changing levers
    pair = (scenarios[0].key(), scenarios[1].key())
    if off.current.is_set() and view.stage in UNFINISHED:
        view = replace(view, stage="cancelled")  # an update arrived just as it was cancelled

    def start() -> Callable[[], None]:
        off.current = stop = threading.Event()
        work = Work(scenarios, pair, replicates, pause.current, stop, set_view)
        pause.current = PAUSE
        threading.Thread(target=work.run, daemon=True).start()
        return stop.set

    def cancel() -> None:
        off.current.set()
        set_view(lambda now: replace(now, stage="cancelled"))

    solara.use_effect(start, [pair, replicates, round_])
    return Ensemble(view, cancel, lambda: set_round(round_ + 1))


class Work:
    """The thread behind a comparison of one session."""

    def __init__(
        self,
        scenarios: Sequence[Scenario],
        pair: tuple[str, str],
        replicates: int,
        pause: float,
        off: threading.Event,
        show: Callable[[View], None],
    ) -> None:
        self.scenarios, self.pair, self.off, self.show = scenarios, pair, off, show
        self.pause = pause
        self.seeds = list(range(1, replicates + 1))
        self.failures: list[Failure] = []
        self.view = View(pair, total=replicates)
        self.shown = 0.0

    def run(self) -> None:
        """Do the work, or stop when cancelled."""
        try:
            missing = [seed for seed in self.seeds if not known(self.pair, [seed])]
            if len(missing) < len(self.seeds):
                self._tell(stage="running" if missing else "done", force=True)
            if missing:
                began = time.monotonic()
                self._preview()
                self.off.wait(max(0.0, began + self.pause - time.monotonic()))
                self._compare(missing)
        except RunError as error:
            self._tell(stage="failed", problem=str(error), force=True)
        except Exception as error:
            said = f"It failed unexpectedly: {type(error).__name__}: {error}"
            self.show(replace(self.view, stage="failed", problem=said))
            raise

    def _preview(self) -> None:
        if self.view.comparison is not None or self.off.is_set():
            return
        for key, one in zip(self.pair, self.scenarios, strict=True):
            if key not in _small_runs:
                result = pool.run_one(pool.previews, small_run, one, off=self.off)
                if not isinstance(result, SmallRun):
                    return  # cancelled, or failed, which the full comparison will report
                _keep(_small_runs, key, result)
        self._tell(preview=known_preview(self.scenarios, self.pair), force=True)

    def _compare(self, missing: list[int]) -> None:
        while not pool.turns.acquire(timeout=0.2):
            if self.off.is_set():
                return
            self._tell(stage="waiting")
        try:
            self._tell(stage="running", force=True)
            jobs = [(run_seed, self._unknown(seed), seed) for seed in missing]
            for place, result in pool.run_all(pool.ensembles, jobs, self.off):
                self._take(missing[place], jobs[place][1], result)
                self._tell(stage="running", force=self.view.done < FIRST)
        finally:
            pool.turns.release()
        if not self.off.is_set():
            failed = len(self.failures) == len(self.seeds)
            problem = f"Every run failed: {self.failures[0].error}" if failed else ""
            self._tell(stage="failed" if failed else "done", problem=problem, force=True)

    def _unknown(self, seed: int) -> list[Scenario]:
        """The scenarios without a cached result for a seed, each once."""
        needed = dict(zip(self.pair, self.scenarios, strict=True))
        return [one for key, one in needed.items() if not known((key,), [seed])]

    def _take(self, seed: int, ran: Sequence[Scenario], result: Any) -> None:
        if isinstance(result, BaseException):
            said = " ".join(str(result).split())
            self.failures.append(Failure(seed, f"{type(result).__name__}: {said}"))
            return
        for one, summary in zip(ran, result, strict=True):
            _keep(_summaries, (one.key(), seed), summary)

    def _tell(self, force: bool = False, **changes: Any) -> None:
        """Update the page, but not too often, and not once the work was cancelled."""
        now = time.monotonic()
        if self.off.is_set() or not (force or now - self.shown > BETWEEN):
            return
        done = [seed for seed in self.seeds if known(self.pair, [seed])]
        found = comparison(self.scenarios, self.pair, done, self.failures) if done else None
        finished = len(done) + len(self.failures)
        self.view = replace(self.view, comparison=found, done=finished, **changes)
        self.shown = now
        self.show(self.view)


def comparison(
    scenarios: Sequence[Scenario],
    pair: tuple[str, str],
    seeds: Sequence[int],
    failures: Sequence[Failure] = (),
) -> Comparison:
    """A comparison made from cached results."""
    found = {seed: [_summaries[key, seed] for key in pair] for seed in seeds}
    return gather(scenarios, found, failures)


def known_preview(scenarios: Sequence[Scenario], pair: tuple[str, str]) -> Preview | None:
    """The cached preview of two scenarios, or None."""
    first, second = (_small_runs.get(key) for key in pair)
    if first is None or second is None:
        return None
    return preview_of(scenarios, first, second)


def known(keys: Sequence[str], seeds: Sequence[int]) -> bool:
    """Whether all these results are cached."""
    return all((key, seed) in _summaries for key in keys for seed in seeds)


def _keep(where: "OrderedDict[Any, Any]", key: Any, result: Any) -> None:
    """Cache a result for all sessions, dropping the oldest."""
    with _lock:
        where[key] = result
        while len(where) > _KEPT:
            where.popitem(last=False)
