"""Workers: processes that analyse articles beside one another.

Each loads rules, Harper and the model once (about 400 MB) and gets one article at a time, so that of a worker
which dies it is known what it was busy with. They are spawned, never forked: by then this process may have
threads. LanguageTool runs once, for all of them.
"""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, cast

from mtcheck import garble
from mtcheck.checker import Checker
from mtcheck.engines.interface import Engine, EngineError, EngineUnavailableError
from mtcheck.findings.finding import Finding
from mtcheck.runner.analyse import Failed, Outcome, analyse
from mtcheck.runner.article import Article
from mtcheck.settings.model import DECIDING, Settings
from mtcheck.settings.wanted import wants_model
from mtcheck.text.document import Document

if TYPE_CHECKING:
    from mtcheck.engines.languagetool.engine import LanguageTool

#: Workers that may end before they have asked for an article, until it is no use to start another.
_FALSE_STARTS = 3
#: Seconds that a worker has to end by itself.
_PATIENCE = 2.0


@dataclass(frozen=True)
class Task:
    """index: which article of the run it is. settings: a number that the worker knows them by."""

    index: int
    article: Article
    settings: int


@dataclass(frozen=True)
class Plan:
    """What a worker is told first. threads: of the model's. languagetool: whether there is a server to
    hear about.
    """

    settings: tuple[Settings, ...]
    threads: int
    languagetool: bool


@dataclass(frozen=True)
class Served:
    """Where the run's LanguageTool is, or why it is not."""

    address: str = ""
    version: str = ""
    error: str = ""
    available: bool = True


@dataclass(frozen=True)
class Dead:
    """A worker that is gone. how: as the predicate of a sentence."""

    how: str


class Workers:
    """Processes for one run; a context manager, at whose end all of them are gone.

    languagetool: the run's own server, which is started here; None where there is none.
    """

    def __init__(
        self,
        number: int,
        settings: Sequence[Settings],
        threads: int,
        languagetool: LanguageTool | None = None,
    ) -> None:
        plan = tuple(_for_analysis(one) for one in settings)
        self._plan = Plan(plan, threads, languagetool is not None)
        self._number = number
        self._languagetool = languagetool
        self._served: Served | None = None
        self._workers: list[_Worker] = []
        self._news = threading.Lock()

    def __enter__(self) -> Workers:
        if self._languagetool is not None:
            self._languagetool.start()
            threading.Thread(target=self._tell, name="languagetool-news", daemon=True).start()
        for _ in range(self._number):
            self._hire()
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()
        for worker in self._workers:
            worker.end()

    def outcomes(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Outcome]]:
        """(index, outcome) of each task, in the order in which they are done."""
        waiting = deque(tasks)
        false_starts = 0
        while waiting or any(worker.task for worker in self._workers):
            by_connection = {worker.connection: worker for worker in self._workers}
            for connection in wait(list(by_connection)):
                worker = by_connection[connection]  # type: ignore[index]
                done, outcome = worker.task, worker.receive()
                if isinstance(outcome, Dead):
                    self._bury(worker)
                    if done is not None:
                        yield done.index, Failed(_died(outcome.how))
                    else:
                        false_starts += 1
                    # The others go on without it: where memory is short, fewer of them are what helps.
                    if waiting and not self._workers:
                        if false_starts < _FALSE_STARTS:
                            self._hire()
                        else:
                            yield from ((task.index, Failed(_no_worker(outcome.how))) for task in waiting)
                            waiting.clear()
                    continue
                if waiting and worker.give(waiting[0]):
                    waiting.popleft()
                if done is not None and outcome is not None:
                    yield done.index, outcome

    def _hire(self) -> None:
        worker = _Worker(self._plan)
        with self._news:
            self._workers.append(worker)
            if self._served is not None:
                worker.tell(self._served)

    def _bury(self, worker: _Worker) -> None:
        with self._news:
            self._workers.remove(worker)

    def _tell(self) -> None:
        assert self._languagetool is not None
        try:
            served = Served(self._languagetool.address(), self._languagetool.version())
        except EngineError as error:
            served = Served(error=str(error), available=not isinstance(error, EngineUnavailableError))
        with self._news:
            self._served = served
            for worker in self._workers:
                worker.tell(served)


class _Worker:
    """One process, seen from here. `task`: what it is busy with."""

    def __init__(self, plan: Plan) -> None:
        context = get_context("spawn")
        self.task: Task | None = None
        self.connection, theirs = context.Pipe()
        hears, self._news = context.Pipe(duplex=False)
        self._process: BaseProcess = context.Process(
            target=work, args=(theirs, hears, plan), name="mtcheck-worker", daemon=True
        )
        with not_interrupted():
            self._process.start()
        theirs.close()  # so that ours ends when the process does
        hears.close()

    def give(self, task: Task) -> bool:
        """Have it check an article next; False where it is gone."""
        try:
            self.connection.send(task)
        except OSError:
            return False
        self.task = task
        return True

    def receive(self) -> Outcome | Dead | None:
        """What it made of its article; None: it is ready for the first one."""
        try:
            outcome: Outcome | None = self.connection.recv()
        except (EOFError, OSError):
            return Dead(self.end())
        self.task = None
        return outcome

    def tell(self, served: Served) -> None:
        with suppress(OSError):  # it is gone, which its own connection tells too
            self._news.send(served)

    def stop(self) -> None:
        self._process.terminate()

    def end(self) -> str:
        """See that it is gone; how it ended."""
        self.connection.close()
        self._news.close()
        return ended(self._process)


def ended(process: BaseProcess) -> str:
    """See that a worker is gone; how it ended, as the predicate of a sentence."""
    process.join(_PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()
    status = process.exitcode or 0
    if status >= 0:
        return f"ended with exit status {status}"
    name = next((one.name for one in signal.Signals if one == -status), f"signal {-status}")
    return f"was killed ({name})" + ("; the system may have run out of memory" if name == "SIGKILL" else "")


def work(connection: Connection[Outcome | None, Task], news: Connection[Served, Served], plan: Plan) -> None:
    """What a worker does until its connection ends: one article after another."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the process that has started us
    relayed = _Relayed(news) if plan.languagetool else None
    checkers = [
        Checker(settings, languagetool=None if settings.languagetool_url else relayed)
        for settings in plan.settings
    ]
    for checker in checkers:
        checker.start()
    if any(map(wants_model, plan.settings)):
        with suppress(Exception):  # what is wrong with the model is said when it is asked
            garble.load(plan.threads)
    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            task = connection.recv()
            connection.send(analyse(task.article, checkers[task.settings]))


class _Relayed:
    """LanguageTool, as a worker knows it: what the process that started us says of it, once it does."""

    name = "languagetool"

    def __init__(self, news: Connection[Served, Served]) -> None:
        self._news = news
        self._engine: Engine | None = None
        self._error: EngineError | None = None

    def start(self) -> None:
        """It has been started."""

    def stop(self) -> None:
        """It is not ours."""

    def version(self) -> str:
        return self._known().version()

    def check(self, document: Document) -> list[Finding]:
        return self._known().check(document)

    def _known(self) -> Engine:
        from mtcheck.engines.languagetool.engine import Borrowed

        if self._engine is None and self._error is None:
            served = self._news.recv()
            if served.error:
                self._error = (EngineError if served.available else EngineUnavailableError)(served.error)
            else:
                self._engine = Borrowed(served.address, served.version)
        if self._engine is None:
            assert self._error is not None
            raise type(self._error)(
                str(self._error)
            )  # anew: one raised for every article would drag their tracebacks along
        return self._engine


def own_languagetool(checkers: Iterable[Checker]) -> LanguageTool | None:
    """The server that is to be started for these checkers; None where they want none, or one that runs
    already.
    """
    for checker in checkers:
        if (
            checker.settings.languagetool_url is None
            and (engine := checker.engine("languagetool")) is not None
        ):
            return cast("LanguageTool", engine)
    return None


def _for_analysis(settings: Settings) -> Settings:
    """The settings without what only the decisions need, which are made here."""
    plain = Settings()
    return replace(
        settings,
        **{field.name: getattr(plain, field.name) for field in fields(settings) if field.name in DECIDING},
    )


@contextmanager
def not_interrupted() -> Iterator[None]:
    """Ctrl-C reaches every process of the terminal. One that is started meanwhile never hears of it (on
    POSIX).
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _died(cause: str) -> str:
    return f"the process that checked it {cause}; check it again, with fewer --jobs or alone"


def _no_worker(cause: str) -> str:
    return f"no process could be started to check it (the last one {cause}); check again with --jobs 1"
