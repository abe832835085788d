"""Partitions on this machine: worker processes that take one at a time.

When a worker dies, it is known at which article. Its partition is tried again; if a worker dies of the same
article again, that article is given up, which its row says, and the others are not lost.
"""

from __future__ import annotations

import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any

from mtcheck.archive.errors import EngineFailedError
from mtcheck.archive.work import PartitionTask, run
from mtcheck.frames.plan import Plan, worker_session
from mtcheck.runner.pool import Died, Done, NoWorkerError, Pool, Step

#: How often workers may die of an article, or of a partition before they come to its first article.
_DEATHS_OF_AN_ARTICLE, _DEATHS_AT_ONCE = 2, 3

Tell = Callable[[int], None]


def run_here(tasks: Iterator[PartitionTask], plan: Plan, tell: Tell) -> None:
    """All of it in this process. tell: is called with the number of articles that are through."""
    checked = 0
    for task in tasks:

        def done(rows: int, before: int = checked) -> None:
            tell(before + rows)

        run(task, plan, done)
        checked += task.articles
        tell(checked)


def run_in_workers(tasks: Iterator[PartitionTask], plan: Plan, number: int, tell: Tell) -> None:
    """All of it in so many worker processes. tell: is called with the number of articles that are through."""
    partitions = _Partitions(tasks)
    with Pool[Plan, PartitionTask, str | None](
        number, _prepare, plan, name="mtcheck-archive", replaces_dead=True
    ) as pool:
        try:
            for event in pool.run(partitions.next):
                if isinstance(event, Step):
                    partitions.note_step(event)
                elif isinstance(event, Done):
                    partitions.note_done(event)
                else:
                    partitions.note_death(event)
                tell(partitions.checked)
        except NoWorkerError as error:
            raise _no_worker(str(error)) from None


class _Partitions:
    """The partitions of a run: those to come, those that are tried again, how far each is."""

    def __init__(self, tasks: Iterator[PartitionTask]) -> None:
        self._tasks = tasks
        self._again: deque[PartitionTask] = deque()
        self._deaths: Counter[tuple[str, int | None]] = Counter()
        self._done = 0
        self._rows: dict[str, int] = {}

    @property
    def checked(self) -> int:
        """Articles that are through."""
        return self._done + sum(self._rows.values())

    def next(self) -> PartitionTask | None:
        """The next partition to check; None where there is none now."""
        return self._again.popleft() if self._again else next(self._tasks, None)

    def note_step(self, event: Step[PartitionTask]) -> None:
        self._rows[event.task.name] = event.step

    def note_done(self, event: Done[PartitionTask, str | None]) -> None:
        """Raises EngineFailedError where the results could not be written."""
        if event.result is not None:
            raise EngineFailedError(event.result)
        self._rows.pop(event.task.name, None)
        self._done += event.task.articles

    def note_death(self, event: Died[PartitionTask]) -> None:
        """Try the partition again, without an article of which workers die. Raises EngineFailedError where
        they die before the first.
        """
        task, row = event.task, event.step
        self._rows.pop(task.name, None)
        self._deaths[task.name, row] += 1
        deaths = self._deaths[task.name, row]
        if row is None and deaths == _DEATHS_AT_ONCE:
            raise _no_worker(event.how)
        if row is not None and deaths == _DEATHS_OF_AN_ARTICLE:
            step = "check it alone, or let a worker have more memory"
            cause = f"the process that checked it {event.how}, twice; {step}"
            task = replace(task, lost={**task.lost, row: cause})
        self._again.append(task)


def _prepare(
    plan: Plan, news: Connection[Any, Any]
) -> Callable[[PartitionTask, Callable[[int], None]], str | None]:
    """Load what a worker needs, and return what it does with a partition: None, or what went wrong."""
    with suppress(Exception):  # what is wrong is said of the first partition
        worker_session(plan)

    def check(task: PartitionTask, tell: Callable[[int], None]) -> str | None:
        try:
            run(task, plan, tell)
        except Exception as error:
            return failure(task, error)
        return None

    return check


def _no_worker(how: str) -> EngineFailedError:
    step = "go on with --resume --jobs 1, which shows what is wrong"
    return EngineFailedError(f"no worker process could be started (the last one {how}); {step}.")


def failure(task: PartitionTask, error: Exception) -> str:
    """What is said of a partition whose results could not be made, for a reason that is no article's."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    cause = getattr(error, "strerror", None) or f"{error} ({type(error).__name__}, {last.name})"
    return (
        f"{task.articles_folder / task.name}: cannot be written: {cause}; see to it and go on with --resume."
    )
