"""A pool of worker processes. Each has one task at a time, so when one dies, its task is known.

Workers are spawned, never forked: by then this process may have threads.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from mtcheck.runner import log

_log = logging.getLogger(__name__)

#: Workers in a row that may end before they are ready, until no other is started.
_FALSE_STARTS = 3
#: Seconds that a worker has to end by itself before it is killed.
_PATIENCE = 2.0

Setup = TypeVar("Setup")
Task = TypeVar("Task")
Result = TypeVar("Result")

#: Told by a worker about its task: how far it is.
Tell = Callable[[int], None]
#: Told by a worker about its task: how far it is, or how long it may take.
TellAll = Callable[["int | Allowance"], None]
#: Called in a worker with its setup and with the connection that brings news, before it takes tasks. What it
#: returns does a task.
Prepare = Callable[[Setup, "Connection[Any, Any]"], Callable[[Task, TellAll], Result]]


@dataclass(frozen=True)
class Done(Generic[Task, Result]):
    """A task is done."""

    task: Task
    """The task."""
    result: Result
    """What came of it."""


@dataclass(frozen=True)
class Step(Generic[Task]):
    """A worker says how far it is."""

    task: Task
    """What it is busy with."""
    step: int
    """What it has told."""


@dataclass(frozen=True)
class Died(Generic[Task]):
    """A worker ended while it was busy."""

    task: Task
    """What it was busy with."""
    step: int | None
    """What it told last about the task; None: nothing yet."""
    how: str
    """How it ended, as the predicate of a sentence."""
    limit: float | None = None
    """The seconds that its task was allowed, if it was ended because that took longer."""


@dataclass(frozen=True)
class Allowance:
    """A worker says how long its task may take."""

    limit: float
    """Seconds for all of it."""
    left: float | None
    """Seconds from now; None: as long as it takes, for now."""


class NoWorkerError(Exception):
    """No worker could be started. The message says how the last one ended, as the predicate of a sentence."""


@dataclass(frozen=True)
class _Ready:
    """A worker has loaded what it needs."""


@dataclass(frozen=True)
class _Result:
    """A worker's task is done."""

    value: Any


class Pool(Generic[Setup, Task, Result]):
    """Workers for one run; a context manager, at whose end all of them are gone.

    number: workers at most; one is started when there is a task and no idle worker. name: of the processes.
    replaces_dead: start another worker for one that died. Without it the others carry on: where memory is
    short, fewer of them help.
    """

    def __init__(
        self,
        number: int,
        prepare: Prepare[Setup, Task, Result],
        setup: Setup,
        *,
        name: str,
        replaces_dead: bool,
    ) -> None:
        self._number = number
        self._start = (prepare, setup, name)
        self._replaces_dead = replaces_dead
        self._workers: list[_Worker[Setup, Task, Result]] = []
        self._returned: deque[Task] = deque()
        self._false_starts = 0
        self._news: list[Any] = []
        self._news_lock = threading.Lock()

    def __enter__(self) -> Pool[Setup, Task, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()
        for worker in self._workers:
            worker.end()

    def run(
        self, next_task: Callable[[], Task | None]
    ) -> Iterator[Done[Task, Result] | Step[Task] | Died[Task]]:
        """The events of a run, as they happen, until no worker is busy and `next_task` returns None. That is
        asked again after every event, so a task that failed may be given once more. Raises NoWorkerError.
        """
        while self._give_tasks(next_task):
            by_connection = {worker.connection: worker for worker in self._workers if worker.is_busy}
            for connection in wait(list(by_connection), self._patience()):
                worker = by_connection[connection]  # type: ignore[index]
                try:
                    event = worker.receive()
                except (EOFError, OSError):
                    if worker.is_ready:
                        yield Died(worker.task, worker.step, self._bury(worker))
                    else:
                        self._take_back(worker)
                    continue
                if isinstance(event, Done):
                    self._false_starts = 0
                if event is not None:
                    yield event
            for worker in [worker for worker in self._workers if worker.is_overdue]:
                worker.stop()
                how = self._bury(worker, replaces=True)
                yield Died(worker.task, worker.step, how, worker.limit)

    def tell(self, news: Any) -> None:
        """Send something to every worker, including those that start later. Any thread may call this."""
        with self._news_lock:
            self._news.append(news)
            for worker in self._workers:
                worker.tell(news)

    def _give_tasks(self, next_task: Callable[[], Task | None]) -> bool:
        """Give tasks to idle workers, and to new ones; whether any worker is busy afterwards."""
        while True:
            idle = next((worker for worker in self._workers if not worker.is_busy), None)
            if idle is None and not self._may_start():
                return True
            task = self._returned.popleft() if self._returned else next_task()
            if task is None:
                return any(worker.is_busy for worker in self._workers)
            worker = idle or self._start_worker()
            if not worker.give(task):
                self._take_back(worker)

    def _patience(self) -> float | None:
        """Seconds until the first worker is overdue; None where none can be."""
        deadlines = [worker.deadline for worker in self._workers if worker.deadline is not None]
        return max(min(deadlines) - time.monotonic(), 0.0) if deadlines else None

    def _may_start(self) -> bool:
        return len(self._workers) < self._number and self._false_starts < _FALSE_STARTS

    def _start_worker(self) -> _Worker[Setup, Task, Result]:
        worker = _Worker(*self._start)
        with self._news_lock:
            self._workers.append(worker)
            for news in self._news:
                worker.tell(news)
        return worker

    def _bury(self, worker: _Worker[Setup, Task, Result], *, replaces: bool = False) -> str:
        """Take a worker that died out of the pool; how it ended. replaces: another may be started for it."""
        with self._news_lock:
            self._workers.remove(worker)
        if not (replaces or self._replaces_dead):
            self._number = max(self._number - 1, 1)
        return worker.end()

    def _take_back(self, worker: _Worker[Setup, Task, Result]) -> None:
        """The worker died before it began with its task, which another one gets."""
        how = self._bury(worker)
        self._returned.appendleft(worker.task)
        self._false_starts += not worker.is_ready
        if not self._workers and not self._may_start():
            raise NoWorkerError(how)


class _Worker(Generic[Setup, Task, Result]):
    """One process, as the pool sees it."""

    task: Task

    def __init__(self, prepare: Prepare[Setup, Task, Result], setup: Setup, name: str) -> None:
        context = get_context("spawn")
        self.is_ready = False
        self.is_busy = False
        self.step: int | None = None
        self.limit = 0.0
        self.deadline: float | None = None
        self.connection, theirs = context.Pipe()
        hears, self._news = context.Pipe(duplex=False)
        self._process: BaseProcess = context.Process(
            target=_serve, args=(theirs, hears, prepare, setup, log.is_shown()), name=name, daemon=True
        )
        with _interrupts_blocked():
            self._process.start()
        _log.debug("worker %s started", self._process.pid)
        theirs.close()  # so that our end is closed when the process ends
        hears.close()

    def give(self, task: Task) -> bool:
        """Have it do a task; False where it died."""
        self.task, self.step, self.is_busy, self.deadline = task, None, True, None
        try:
            self.connection.send(task)
        except OSError:
            return False
        return True

    def receive(self) -> Done[Task, Result] | Step[Task] | None:
        """What the worker says; None: nothing about its task. Raises EOFError or OSError where it died."""
        message = self.connection.recv()
        if isinstance(message, Allowance):
            self.limit = message.limit
            self.deadline = None if message.left is None else time.monotonic() + message.left
            return None
        if isinstance(message, _Ready):
            self.is_ready = True
            return None
        if isinstance(message, _Result):
            self.is_busy, self.deadline = False, None
            return Done(self.task, message.value)
        self.step = int(message)
        return Step(self.task, self.step)

    @property
    def is_overdue(self) -> bool:
        """Whether its time is up, and nothing has come from it that was not received."""
        is_up = self.deadline is not None and time.monotonic() >= self.deadline
        return is_up and not self.connection.poll()

    def tell(self, news: Any) -> None:
        with suppress(OSError):  # the worker died; its other connection says so too
            self._news.send(news)

    def stop(self) -> None:
        self._process.terminate()

    def end(self) -> str:
        """Wait until the process is gone; how it ended, as the predicate of a sentence."""
        self.connection.close()
        self._news.close()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        how = _describe_exit(self._process.exitcode or 0)
        _log.debug("worker %s %s", self._process.pid, how)
        return how


def _serve(
    connection: Connection[Any, Any],
    news: Connection[Any, Any],
    prepare: Prepare[Setup, Task, Result],
    setup: Setup,
    shows_log: bool,
) -> None:
    """What a worker does until its connection ends: one task after another."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one handles Ctrl-C
    if shows_log:
        log.start_log()
    began = time.perf_counter()
    do_task = prepare(setup, news)
    _log.debug("ready after %.3f s", time.perf_counter() - began)
    with suppress(EOFError, OSError):
        connection.send(_Ready())
        while True:
            task = connection.recv()
            connection.send(_Result(do_task(task, connection.send)))


def _describe_exit(status: int) -> str:
    if status >= 0:
        return f"ended with exit status {status}"
    name = next((one.name for one in signal.Signals if one == -status), f"signal {-status}")
    return f"was killed ({name})" + ("; the system may have run out of memory" if name == "SIGKILL" else "")


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Ctrl-C reaches every process of the terminal, but on POSIX none that is started in this block."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
