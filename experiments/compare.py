"""Runs scenarios with the same seeds: the same past and the same luck for each."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from simulation.run import weeks_to_run
from simulation.scenario import Scenario, load_scenario

from .errors import Failure, InputError, RunError
from .findings.comparison import Comparison
from .findings.networks import mean_networks
from .limits import MOST_REPLICATES
from .numbers import seeds_of, whole_number
from .plans.labels import labels
from .runs.jobs import Job
from .runs.runner import run_jobs
from .runs.summary import Summary, stack_quarters, stack_runs, summarise

Progress = Callable[[int, int], None]


def compare(
    scenarios: Sequence[Scenario | str | Path],
    replicates: int = 20,
    seeds: Sequence[int] | None = None,
    jobs: int | None = None,
    on_progress: Progress | None = None,
    cluster: str | None = None,
    on_wait: Callable[[float], None] | None = None,
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
    jobs
        Processes to use at most; None for one a core. The result does not depend on it.
    on_progress
        Called with the weeks simulated so far and the weeks there are to simulate: after every
        week in one process, after every seed in several.
    cluster
        Address of a dask scheduler to run on instead of this machine.
    on_wait
        Called every few seconds while the cluster has no workers, with the seconds since it had.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        For fewer than two scenarios, or replicates, seeds or jobs that make no sense.
    RunError
        When not a single seed gave a result.
    """
    chosen = [s if isinstance(s, Scenario) else load_scenario(s) for s in scenarios]
    if len(chosen) < 2:
        raise InputError(f"A comparison needs at least two scenarios, not {len(chosen)}.")
    replicates = whole_number(replicates, "The number of replicates", 1, MOST_REPLICATES)
    wanted = list(range(1, replicates + 1)) if seeds is None else seeds_of(seeds)
    if jobs is not None:
        jobs = whole_number(jobs, "The number of jobs")
    count = _Count(weeks_to_run(chosen), len(wanted), on_progress)
    found: dict[int, list[Summary]] = {}
    failures: dict[int, Failure] = {}
    work = [Job(seed, tuple(range(len(chosen)))) for seed in wanted]
    for job, results in run_jobs(
        chosen, work, summarise, jobs, cluster, on_week=count.week, on_wait=on_wait
    ):
        done = [result for result in results if not isinstance(result, Failure)]
        if len(done) == len(results):
            found[job.seed] = done
        else:  # a pair that lacks one is no pair
            failures[job.seed] = next(r for r in results if isinstance(r, Failure))
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
