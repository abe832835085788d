"""Partitions on this machine: worker processes that take one at a time.

A worker that dies is known with the article it was at. Its partition is tried again; if it dies of the same
article again, that article is given up, which its row says, and the others are not lost.
"""

from __future__ import annotations

import signal
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import Synchronized
from typing import Any

from mtcheck.archive.errors import EngineFailedError
from mtcheck.archive.work import PartitionTask, run
from mtcheck.frames.plan import Plan
from mtcheck.runner.workers import ended, not_interrupted

#: Seconds between two looks at how far the workers are.
_TICK = 0.5
#: Workers in a row that may end before they have begun with an article, until it is no use to start another.
_FALSE_STARTS = 3
#: What a worker says that has not begun.
_NOWHERE = -1

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
    """All of it in so many worker processes. tell: is called now and then with the number of articles that
    are through.
    """
    busy: list[_Worker] = []
    idle: list[_Worker] = []
    again: deque[PartitionTask] = deque()
    deaths: Counter[tuple[str, int]] = Counter()
    checked = false_starts = 0
    try:
        while True:
            while len(busy) < number:
                task = again.popleft() if again else next(tasks, None)
                if task is None:
                    break
                worker = idle.pop() if idle else _Worker(plan)
                worker.give(task)
                busy.append(worker)
            if not busy:
                return
            by_connection = {worker.connection: worker for worker in busy}
            for connection in wait(list(by_connection), _TICK):
                worker = by_connection[connection]  # type: ignore[index]
                busy.remove(worker)
                task, fault = worker.task, worker.receive()
                if fault is None:
                    idle.append(worker)
                    checked += task.articles
                    false_starts = 0
                    continue
                row, how = worker.row, worker.end()
                if fault:
                    raise EngineFailedError(fault)
                if row == _NOWHERE:
                    false_starts += 1
                    if false_starts == _FALSE_STARTS:
                        step = "go on with --resume --jobs 1, which shows what is wrong"
                        raise EngineFailedError(
                            f"no worker process could be started (the last one {how}); {step}."
                        )
                deaths[task.name, row] += 1
                if row != _NOWHERE and deaths[task.name, row] > 1:
                    cause = f"the process that checked it {how}, twice; check it alone, or let a worker have more memory"
                    task = replace(task, lost={**task.lost, row: cause})
                again.append(task)
            tell(checked + sum(max(worker.row, 0) for worker in busy))
    finally:
        for worker in (*busy, *idle):
            worker.stop()
        for worker in (*busy, *idle):
            worker.end()


class _Worker:
    """One process, seen from here."""

    task: PartitionTask

    def __init__(self, plan: Plan) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._row: Any = context.Value("q", _NOWHERE, lock=False)
        self._process: BaseProcess = context.Process(
            target=_work, args=(theirs, self._row, plan), name="mtcheck-archive", daemon=True
        )
        with not_interrupted():
            self._process.start()
        theirs.close()  # so that ours ends when the process does

    @property
    def row(self) -> int:
        """Which article of its partition it is at."""
        return int(self._row.value)

    def give(self, task: PartitionTask) -> None:
        self.task = task
        self._row.value = _NOWHERE
        with suppress(OSError):  # it is gone, which is heard when it is listened to
            self.connection.send(task)

    def receive(self) -> str | None:
        """None: its partition is done. Else what went wrong, empty where it is gone."""
        try:
            fault: str | None = self.connection.recv()
        except (EOFError, OSError):
            return ""
        return fault

    def stop(self) -> None:
        self._process.terminate()

    def end(self) -> str:
        """See that it is gone; how it ended, as the predicate of a sentence."""
        self.connection.close()
        return ended(self._process)


def _work(connection: Connection[str | None, PartitionTask], row: Synchronized[int], plan: Plan) -> None:
    """What a worker does until its connection ends: one partition after another."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the process that has started us

    def done(rows: int) -> None:
        row.value = rows

    with suppress(EOFError, OSError):
        while True:
            task = connection.recv()
            try:
                run(task, plan, done)
            except Exception as error:
                connection.send(failure(task, error))
            else:
                connection.send(None)


def failure(task: PartitionTask, error: Exception) -> str:
    """What is said of a partition whose results could not be made, for a reason that is no article's."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    cause = getattr(error, "strerror", None) or f"{error} ({type(error).__name__}, {last.name})"
    return (
        f"{task.articles_folder / task.name}: cannot be written: {cause}; see to it and go on with --resume."
    )
