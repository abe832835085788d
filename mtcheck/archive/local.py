"""Partitions on this machine, in this process or in worker processes that take one at a time.

When a worker dies, the article that it was at is known. Its partition is tried again. If a worker dies of the
same article again, that article is given up, which its row says; the others are not lost.
"""

from __future__ import annotations

import logging
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any

from mtcheck.archive.errors import EngineFailedError
from mtcheck.archive.work import PartitionTask, check_partition
from mtcheck.engines.interface import EngineError
from mtcheck.frames.plan import Plan, worker_session
from mtcheck.runner.pool import Died, Done, NoWorkerError, Pool, Step, Tell

_log = logging.getLogger(__name__)

#: How often workers may die of an article, and of a partition before they reach its first article.
_DEATHS_OF_AN_ARTICLE, _DEATHS_AT_ONCE = 2, 3


def run_here(tasks: Iterator[PartitionTask], plan: Plan, tell: Tell) -> None:
    """Check all partitions in this process. tell: is called with the number of articles that are done."""
    checked = 0
    for task in tasks:

        def tell_rows(rows: int, before: int = checked) -> None:
            tell(before + rows)

        check_partition(task, plan, tell_rows)
        checked += task.articles
        tell(checked)


def run_in_workers(tasks: Iterator[PartitionTask], plan: Plan, number: int, tell: Tell) -> None:
    """Check all partitions in so many worker processes. tell: as for `run_here`."""
    queue = _Queue(tasks)
    with (
        _share_languagetool(plan) as shared_plan,
        Pool[Plan, PartitionTask, str | None](
            number, _prepare, shared_plan, name="mtcheck-archive", replaces_dead=True
        ) as pool,
    ):
        try:
            for event in pool.run(queue.next):
                if isinstance(event, Step):
                    queue.note_step(event)
                elif isinstance(event, Done):
                    queue.note_done(event)
                else:
                    queue.note_death(event)
                tell(queue.checked)
        except NoWorkerError as error:
            raise _no_worker(str(error)) from None


@contextmanager
def _share_languagetool(plan: Plan) -> Iterator[Plan]:
    """Start one LanguageTool for all workers, if it is required; yield the plan with its address."""
    settings = plan.settings
    if "languagetool" not in settings.require_engine or settings.languagetool_url is not None:
        yield plan
        return
    from mtcheck.engines.languagetool.engine import LanguageTool

    server = LanguageTool()
    server.start()
    try:
        yield replace(plan, settings=replace(settings, languagetool_url=server.address()))
    except EngineError as error:
        raise EngineFailedError(f"languagetool is required and did not run: {error}") from None
    finally:
        server.stop()


class _Queue:
    """The partitions of a run: those to come, those to try again, and how far each one is."""

    def __init__(self, tasks: Iterator[PartitionTask]) -> None:
        self._tasks = tasks
        self._again: deque[PartitionTask] = deque()
        self._deaths: Counter[tuple[str, int | None]] = Counter()
        self._done = 0
        self._rows: dict[str, int] = {}

    @property
    def checked(self) -> int:
        """The number of articles that are done."""
        return self._done + sum(self._rows.values())

    def next(self) -> PartitionTask | None:
        """The next partition to check; None where there is none now."""
        return self._again.popleft() if self._again else next(self._tasks, None)

    def note_step(self, event: Step[PartitionTask]) -> None:
        self._rows[event.task.name] = event.step

    def note_done(self, event: Done[PartitionTask, str | None]) -> None:
        """Count the partition. Raises EngineFailedError where its results could not be written."""
        if event.result is not None:
            raise EngineFailedError(event.result)
        self._rows.pop(event.task.name, None)
        self._done += event.task.articles

    def note_death(self, event: Died[PartitionTask]) -> None:
        """Try the partition again, without an article of which workers die.

        Raises EngineFailedError where they die before they reach the first article.
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


def _prepare(plan: Plan, news: Connection[Any, Any]) -> Callable[[PartitionTask, Tell], str | None]:
    """Load what a worker needs; return what it does with a partition.

    That returns None, or what went wrong.
    """
    with suppress(Exception):  # the first partition reports it
        worker_session(plan)

    def check(task: PartitionTask, tell: Tell) -> str | None:
        try:
            check_partition(task, plan, tell)
        except Exception as error:
            return _describe_failure(task, error)
        return None

    return check


def _no_worker(how: str) -> EngineFailedError:
    step = "go on with --resume --jobs 1, which shows what is wrong"
    return EngineFailedError(f"no worker process could be started (the last one {how}); {step}.")


def _describe_failure(task: PartitionTask, error: Exception) -> str:
    """Why the results of a partition could not be written, which is no article's fault."""
    _log.debug("%s: its results could not be made", task.name, exc_info=error)
    last = traceback.extract_tb(error.__traceback__)[-1]
    cause = getattr(error, "strerror", None) or f"{error} ({type(error).__name__}, {last.name})"
    path = task.articles_folder / task.name
    return f"{path}: cannot be written: {cause}; see to it and go on with --resume."
