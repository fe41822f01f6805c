"""Runs scenarios with the same seeds: the same past and the same luck for each."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TypedDict, Unpack

from simulation.run import weeks_to_run
from simulation.scenario import Scenario, load_scenario

from .errors import Failure, InputError, RunError
from .findings.comparison import Comparison
from .findings.networks import mean_networks
from .limits import MOST_REPLICATES
from .numbers import seeds_of, whole_number
from .plans.labels import labels
from .runs.jobs import Job
from .runs.outcomes import Function, Keeping, Own, Weekly, own_of, stacked
from .runs.runner import run_jobs
from .runs.summary import Summary, stack_quarters, stack_runs, summarise

Progress = Callable[[int, int], None]


class Options(TypedDict, total=False):
    """Where and how to run a comparison.

    Attributes
    ----------
    jobs
        Processes to use at most; None for one a core. The result does not depend on it.
    cluster
        Address of a dask scheduler to run on instead of this machine.
    on_progress
        Called with the weeks simulated so far and the weeks there are to simulate: after every
        week in one process, after every seed in several.
    on_wait
        Called every few seconds while the cluster has no workers, with the seconds since it had.
    """

    jobs: int | None
    cluster: str | None
    on_progress: Progress | None
    on_wait: Callable[[float], None] | None


def compare(
    scenarios: Sequence[Scenario | str | Path],
    replicates: int = 20,
    seeds: Sequence[int] | None = None,
    *,
    out: str | Path | None = None,
    keep: Mapping[str, Function | Weekly] | None = None,
    **options: Unpack[Options],
) -> Comparison:
    """Run scenarios with the same seeds and compare them.

    Parameters
    ----------
    scenarios
        Two or more: a Scenario, the name of one that is shipped, or the path of a file. The
        others are compared with the first.
    replicates
        Runs of each scenario, with seeds 1, 2, 3 and so on.
    seeds
        Seeds to use instead of those.
    out
        A new folder for tables, scenarios and the report, as ``allied compare --out`` writes.
    keep
        Outcomes of one's own, as in ``runs.outcomes.own_of``: judged like measures, and by week
        in ``Comparison.weekly``.
    **options
        ``jobs``, ``cluster``, ``on_progress`` and ``on_wait``, as in ``Options``.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        For fewer than two scenarios, or replicates, seeds, jobs, outcomes or a folder that make
        no sense.
    RunError
        When not a single seed gave a result.
    """
    chosen = [s if isinstance(s, Scenario) else load_scenario(s) for s in scenarios]
    if len(chosen) < 2:
        raise InputError(f"A comparison needs at least two scenarios, not {len(chosen)}.")
    replicates = whole_number(replicates, "The number of replicates", 1, MOST_REPLICATES)
    wanted = list(range(1, replicates + 1)) if seeds is None else seeds_of(seeds)
    if options.get("jobs") is not None:
        options["jobs"] = whole_number(options["jobs"], "The number of jobs")
    own = own_of(keep)
    from .store import new_folder  # brings pandas, which screens do without

    with new_folder(Path(out)) if out is not None else nullcontext() as folder:
        found = _run(chosen, wanted, own, options)
        if folder is not None:
            found.write(folder)
    return found


def _run(chosen: list[Scenario], wanted: list[int], own: Own, options: Options) -> Comparison:
    """Run every scenario with every seed; a seed of which a run failed is left out."""
    count = _Count(weeks_to_run(chosen), len(wanted), options.get("on_progress"))
    found: dict[int, list[Summary]] = {}
    failures: dict[int, Failure] = {}
    results = run_jobs(
        chosen,
        [Job(seed, tuple(range(len(chosen)))) for seed in wanted],
        Keeping(summarise, own),
        options.get("jobs"),
        options.get("cluster"),
        on_week=count.week,
        on_wait=options.get("on_wait"),
    )
    for job, summaries in results:
        done = [one for one in summaries if not isinstance(one, Failure)]
        if len(done) == len(summaries):
            found[job.seed] = done
        else:  # a pair that lacks one is no pair
            failures[job.seed] = next(one for one in summaries if isinstance(one, Failure))
        count.job()
    if not found:
        raise RunError(f"Every run failed; seed {wanted[0]}: {failures[wanted[0]].error}.")
    in_order = {seed: found[seed] for seed in wanted if seed in found}
    return gather(chosen, in_order, [failures[seed] for seed in wanted if seed in failures])


def gather(
    scenarios: Sequence[Scenario], found: Mapping[int, list[Summary]], failures: Sequence[Failure]
) -> Comparison:
    """Results that are known already as a comparison.

    Parameters
    ----------
    found
        By seed, what was kept of the run of each scenario; at least one seed.
    failures
        Seeds that gave no result.
    """
    by_seed = list(found.values())
    by_scenario = zip(*by_seed, strict=True)
    return Comparison(
        labels=labels(scenarios),
        scenarios=tuple(scenarios),
        seeds=tuple(found),
        failures=tuple(failures),
        runs=stack_runs(by_seed),
        quarters=stack_quarters(by_seed),
        networks=tuple(mean_networks([one.networks for one in runs]) for runs in by_scenario),
        weekly=stacked([[one.weekly for one in seed] for seed in by_seed]),
    )


class _Count:
    """Turns weeks and jobs finished into weeks done out of all."""

    def __init__(self, weeks_a_job: int, jobs: int, report: Progress | None) -> None:
        self._weeks_a_job, self._report = weeks_a_job, report
        self._all = weeks_a_job * jobs
        self._jobs = self._weeks = 0

    def week(self) -> None:
        """One more week was simulated in this process."""
        self._weeks += 1
        self._tell()

    def job(self) -> None:
        """A job ended, here or elsewhere."""
        self._jobs += 1
        self._weeks = self._jobs * self._weeks_a_job
        self._tell()

    def _tell(self) -> None:
        if self._report is not None:
            self._report(self._weeks, self._all)
