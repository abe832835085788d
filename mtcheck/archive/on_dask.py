"""Partitions on Dask: one task each. The workers have to see the folder of the results."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from mtcheck.archive.local import EngineFailedError, Tell
from mtcheck.archive.work import PartitionTask, run
from mtcheck.frames.extras import needs
from mtcheck.frames.plan import Plan

#: Tasks a worker that wait or run: one to go on with.
_AHEAD = 2
#: How often a task may fail.
_RETRIES = 2


def run_on_dask(
    tasks: Iterator[PartitionTask], plan: Plan, scheduler: str | None, jobs: int, tell: Tell
) -> None:
    """All of it on Dask. scheduler: its address; None starts `jobs` processes here."""
    needs("distributed", "dask")
    from distributed import Client, LocalCluster, as_completed

    with ExitStack() as stack:
        try:
            if scheduler is None:
                here = LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)
                scheduler = stack.enter_context(here)
            client: Any = stack.enter_context(Client(scheduler, timeout=10))
        except (OSError, ValueError, TimeoutError) as error:
            step = "start it (dask scheduler), or check the address"
            raise EngineFailedError(
                f"the Dask scheduler at {scheduler} does not answer ({error}); {step}."
            ) from None
        shared = client.scatter(plan, broadcast=True, hash=False)
        checked = 0
        running: dict[str, PartitionTask] = {}
        done = as_completed(raise_errors=False, with_results=True)

        def submit() -> None:
            task = next(tasks, None)
            if task is not None:
                future = client.submit(
                    run, task, shared, key=f"mtcheck-{task.name}", retries=_RETRIES, pure=False
                )
                running[future.key] = task
                done.add(future)

        for _ in range(_AHEAD * max(1, sum(client.nthreads().values()))):
            submit()
        for future, result in done:
            task = running.pop(future.key)
            if future.status != "finished":
                step = "see the workers' log and go on with --resume; --engine local gives up an article that ends its process"
                cause = result[1] if isinstance(result, tuple) else result
                raise EngineFailedError(f"partition {task.name} failed on Dask ({str(cause)[:300]}); {step}.")
            checked += task.articles
            tell(checked)
            submit()
