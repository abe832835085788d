"""Partitions on Dask: one task each. The workers have to see the folder of the results."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from distributed import Client, LocalCluster, as_completed

from mtcheck.archive.errors import EngineFailedError
from mtcheck.archive.work import PartitionTask, check_partition
from mtcheck.frames.plan import Plan
from mtcheck.runner.pool import Tell

#: Tasks for each worker that wait or run, so that it always has one to go on with.
_TASKS_PER_WORKER = 2
#: How often a task that failed is tried again.
_RETRIES = 2
#: Seconds to wait for the scheduler.
_TIMEOUT = 10


def run_on_dask(
    tasks: Iterator[PartitionTask], plan: Plan, scheduler: str | None, jobs: int, tell: Tell
) -> None:
    """Check all partitions on Dask.

    scheduler: its address; None starts `jobs` processes on this machine. tell: is called with the number of
    articles that are done.
    """
    with ExitStack() as stack:
        client = _connect(stack, scheduler, jobs)
        shared_plan = client.scatter(plan, broadcast=True, hash=False)
        running: dict[str, PartitionTask] = {}
        finished = as_completed(raise_errors=False, with_results=True)

        def submit() -> None:
            task = next(tasks, None)
            if task is not None:
                key = f"mtcheck-{task.name}"
                future = client.submit(
                    check_partition, task, shared_plan, key=key, retries=_RETRIES, pure=False
                )
                running[future.key] = task
                finished.add(future)

        for _ in range(_TASKS_PER_WORKER * max(1, sum(client.nthreads().values()))):
            submit()
        checked = 0
        for future, result in finished:
            task = running.pop(future.key)
            if future.status != "finished":
                raise _failure(task, result)
            checked += task.articles
            tell(checked)
            submit()


def _connect(stack: ExitStack, scheduler: str | None, jobs: int) -> Any:
    """A client of the scheduler; both end with the stack, if they were started here."""
    try:
        if scheduler is None:
            cluster = LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)
            scheduler = stack.enter_context(cluster)
        return stack.enter_context(Client(scheduler, timeout=_TIMEOUT))
    except (OSError, ValueError, TimeoutError) as error:
        step = "start it (dask scheduler), or check the address"
        raise EngineFailedError(
            f"the Dask scheduler at {scheduler} does not answer ({error}); {step}."
        ) from None


def _failure(task: PartitionTask, result: Any) -> EngineFailedError:
    """The error of a task that failed. result: the exception, or the information that Dask has of it."""
    cause = result[1] if isinstance(result, tuple) else result
    step = (
        "see the workers' log and go on with --resume; "
        "--engine local gives up an article that ends its process"
    )
    return EngineFailedError(f"partition {task.name} failed on Dask ({str(cause)[:300]}); {step}.")
