"""Articles analysed in worker processes, beside one another.

Each worker loads rules, Harper and the model once (about 400 MB). LanguageTool runs once, for all of them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, fields, replace
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, cast

from mtcheck.checker import Checker
from mtcheck.runner.analyse import Failed, Outcome, analyse, load_model
from mtcheck.runner.article import Article
from mtcheck.runner.checkers import Checkers
from mtcheck.runner.jobs import processors
from mtcheck.runner.pool import Allowance, Died, Done, NoWorkerError, Pool, TellAll
from mtcheck.runner.shared_languagetool import RelayedLanguageTool, announce
from mtcheck.runner.time_limit import Clock, describe_limit
from mtcheck.settings.model import DECIDING, Settings
from mtcheck.settings.wanted import wants_model

if TYPE_CHECKING:
    from mtcheck.engines.languagetool.engine import LanguageTool

#: Threads that the model of one worker may use at most.
_MOST_THREADS = 2


@dataclass(frozen=True)
class AnalysisTask:
    """One article for a worker."""

    index: int
    """Which article of the run it is."""
    article: Article
    """The article; its bytes travel with it where they have been read."""
    settings: Settings
    """How to check it."""


@dataclass(frozen=True)
class WorkerSetup:
    """What a worker is told first."""

    settings: tuple[Settings, ...]
    """All settings of the run, so that the engines that they want load before the first article comes."""
    threads: int
    """Threads of the model's."""
    languagetool: bool
    """Whether there will be news of a server."""


def analyse_in_workers(
    articles: Sequence[tuple[Article, Checker]], number: int
) -> Generator[tuple[int, Outcome]]:
    """(index of an article, what came of it), in the order in which they are done.

    articles: each with the checker that decides on it, which is not started; a worker has its own.
    """
    tasks = [
        AnalysisTask(index, article, _for_analysis(checker.settings))
        for index, (article, checker) in enumerate(articles)
    ]
    settings = tuple(dict.fromkeys(task.settings for task in tasks))
    server = own_languagetool([checker for _, checker in articles])
    threads = max(1, min(_MOST_THREADS, processors() // number))
    setup = WorkerSetup(settings, threads, server is not None)
    with Pool[WorkerSetup, AnalysisTask, Outcome](
        number, prepare, setup, name="mtcheck-worker", replaces_dead=False
    ) as pool:
        if server is not None:
            server.start()
            threading.Thread(
                target=announce, args=(server, pool.tell), name="languagetool-news", daemon=True
            ).start()
        yield from _outcomes(pool, tasks)


def prepare(setup: WorkerSetup, news: Connection[Any, Any]) -> Callable[[AnalysisTask, TellAll], Outcome]:
    """Load what a worker needs, and return what it does with a task."""
    checkers = Checkers(RelayedLanguageTool(news) if setup.languagetool else None)
    for settings in setup.settings:
        checkers.get(settings, start=True)
    if any(map(wants_model, setup.settings)):
        load_model(setup.threads)

    def do(task: AnalysisTask, tell: TellAll) -> Outcome:
        def arm(seconds: float | None) -> None:
            tell(Allowance(clock.limit or 0.0, seconds))

        clock = Clock(arm)
        return analyse(task.article, checkers.get(task.settings), clock)

    return do


def own_languagetool(checkers: Sequence[Checker]) -> LanguageTool | None:
    """The server that is to be started for these checkers; None where they want none, or one that runs
    already.
    """
    for checker in checkers:
        engine = checker.engine("languagetool")
        if engine is not None and checker.settings.languagetool_url is None:
            return cast("LanguageTool", engine)
    return None


def _outcomes(
    pool: Pool[WorkerSetup, AnalysisTask, Outcome], tasks: Sequence[AnalysisTask]
) -> Generator[tuple[int, Outcome]]:
    left = {task.index: task for task in tasks}
    waiting = iter(tasks)
    try:
        for event in pool.run(lambda: next(waiting, None)):
            if isinstance(event, Done):
                del left[event.task.index]
                yield event.task.index, event.result
            elif isinstance(event, Died):
                del left[event.task.index]
                yield event.task.index, Failed(_describe_death(event))
    except NoWorkerError as error:
        cause = f"no process could be started to check it (the last one {error})"
        for index in left:
            yield index, Failed(f"{cause}; check again with --jobs 1")


def _describe_death(event: Died[AnalysisTask]) -> str:
    if event.limit is not None:
        return describe_limit(event.limit)
    return f"the process that checked it {event.how}; check it again, with fewer --jobs or alone"


def _for_analysis(settings: Settings) -> Settings:
    """The settings without what only the decisions need, which are made in this process."""
    plain = Settings()
    return replace(
        settings,
        **{field.name: getattr(plain, field.name) for field in fields(settings) if field.name in DECIDING},
    )
