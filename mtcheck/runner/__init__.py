"""The runner: many articles, in order, by way of the cache and of worker processes where they pay.

What is in the cache is not checked again, and then nothing is loaded or started for it. Reports come in the
order of the articles, and to the byte the same, whatever was in the cache and however many workers there
were.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from mtcheck import garble
from mtcheck.checker import Checker
from mtcheck.findings.report import Report
from mtcheck.readers import ReadError
from mtcheck.readers.discovery import Problem
from mtcheck.runner.analyse import Failed, Outcome, analyse
from mtcheck.runner.article import Article
from mtcheck.runner.cache.entry import Entry, Scores, decode, encode
from mtcheck.runner.cache.identity import Identity, UnknowableError, identify
from mtcheck.runner.cache.store import Cache
from mtcheck.runner.texts import content, form
from mtcheck.settings.model import Settings
from mtcheck.settings.wanted import wants_model
from mtcheck.text.document import Document

__all__ = ["Article", "Cache", "Problem", "check_articles", "default_jobs"]

#: Without a number of workers: one for so many articles that have to be checked, MOST_WORKERS at most, none
#: for fewer than two.
ARTICLES_A_WORKER, MOST_WORKERS = 25, 4
#: What a worker takes, in bytes: rules, Harper and the model.
WORKER_MEMORY = 500_000_000

#: Called with how many articles have to be checked; what it gives is called after each.
Progress = Callable[[int], AbstractContextManager[Callable[[], None]]]


@dataclass
class _Case:
    """An article of the run. identity: None where it cannot be told, so that nothing is looked up or kept."""

    index: int
    article: Article
    checker: Checker
    identity: Identity | None

    def key(self, content: bytes) -> str | None:
        return None if self.identity is None else self.identity.key(content, form(self.article))


def check_articles(
    found: Sequence[Article | Problem],
    checker_for: Callable[[str], Checker],
    *,
    cache: Cache | None = None,
    jobs: int | None = None,
    progress: Progress = lambda total: nullcontext(lambda: None),
) -> list[Report]:
    """A report on each, in the order given.

    checker_for: the checker for an article of this name, not started; one for all names with the same
    settings. cache: None does without. jobs: worker processes at most; 1: none; 0: one a processor; None: as
    `default_jobs` says.
    """
    return _Run(checker_for, cache).reports(found, jobs, progress)


def default_jobs(articles: int) -> int:
    """How many workers pay for so many articles that have to be checked: none (1) for few, as each takes a
    second to load.

    As many as there are processors and memory for, four at most: more are for whoever asks for them.
    """
    wanted = min(articles // ARTICLES_A_WORKER, _processors(), _memory() // WORKER_MEMORY, MOST_WORKERS)
    return max(wanted, 1)


class _Run:
    def __init__(self, checker_for: Callable[[str], Checker], cache: Cache | None) -> None:
        self._checker_for = checker_for
        self._cache = cache
        self._identities: dict[Settings, Identity | None] = {}
        self._checkers: dict[Settings, Checker] = {}

    def reports(
        self, found: Sequence[Article | Problem], jobs: int | None, progress: Progress
    ) -> list[Report]:
        reports: dict[int, Report] = {}
        cases: list[_Case] = []
        for index, one in enumerate(found):
            if isinstance(one, Problem):
                reports[index] = self._checker(one.path).unchecked(Document("", name=one.path), one.message)
                continue
            case = self._case(index, one)
            known = self._known(case)
            if known is None:
                cases.append(case)
            else:
                reports[index] = known
        if cases:
            number = default_jobs(len(cases)) if jobs is None else min(jobs or _processors(), len(cases))
            with progress(len(cases)) as advance, closing(self._outcomes(cases, number)) as outcomes:
                for case, outcome in outcomes:
                    reports[case.index] = self._report(case, outcome)
                    advance()
        if self._cache is not None:
            self._cache.prune()
        return [reports[index] for index in range(len(found))]

    def _checker(self, name: str) -> Checker:
        checker = self._checker_for(name)
        return self._checkers.setdefault(checker.settings, checker)

    def _case(self, index: int, article: Article) -> _Case:
        checker = self._checker(article.name)
        if checker.settings not in self._identities:
            self._identities[checker.settings] = self._identify(checker.settings)
        return _Case(index, article, checker, self._identities[checker.settings])

    def _identify(self, settings: Settings) -> Identity | None:
        if self._cache is None:
            return None
        try:
            return identify(settings)
        except UnknowableError:
            return None

    def _known(self, case: _Case) -> Report | None:
        """The report on an article that is in the cache."""
        if self._cache is None or case.identity is None:
            return None
        try:
            digest = content(case.article)
            key = None if digest is None else case.key(digest)
            kept = self._cache.get(key) if key is not None else None
            entry = _named(kept, case.article) if kept is not None else None
        except (ReadError, ValueError):  # the first is said when it is to be checked
            return None
        if key is None or entry is None or not case.identity.vouches_for(entry.analysis):
            return None
        return self._decided(case, entry, key, kept=True)

    def _report(self, case: _Case, outcome: Outcome) -> Report:
        if isinstance(outcome, Failed):
            return case.checker.unchecked(Document("", name=case.article.name), outcome.cause)
        return self._decided(case, _named(outcome.entry, case.article), case.key(outcome.content))

    def _decided(self, case: _Case, entry: Entry, key: str | None, kept: bool = False) -> Report:
        scores = Scores(entry.cards)
        report = case.checker.decide(
            entry.document, entry.analysis, scores, source=entry.source, references=entry.references
        )
        can_keep = (
            self._cache is not None
            and case.identity is not None
            and case.identity.vouches_for(entry.analysis)
        )
        if can_keep and key is not None and (scores.learned or not kept):
            assert self._cache is not None
            self._cache.put(key, encode(replace(entry, cards=scores.cards)))
        return report

    def _outcomes(self, cases: Sequence[_Case], number: int) -> Generator[tuple[_Case, Outcome]]:
        """What was found in each article, as it is done."""
        checkers = list({id(case.checker): case.checker for case in cases}.values())
        with ExitStack() as stack:
            for checker in self._checkers.values():  # all, as one may have lent its server to another
                stack.callback(checker.close)
            if number > 1:
                yield from _by_workers(cases, number, checkers, stack)
                return
            for checker in checkers:
                checker.start()
            if any(wants_model(checker.settings) for checker in checkers):
                threading.Thread(target=_preload_model, name="garble-model", daemon=True).start()
            for case in cases:
                yield case, analyse(case.article, case.checker)


def _by_workers(
    cases: Sequence[_Case], number: int, checkers: Sequence[Checker], stack: ExitStack
) -> Iterator[tuple[_Case, Outcome]]:
    from mtcheck.runner.workers import Task, Workers, own_languagetool

    settings = [checker.settings for checker in checkers]
    threads = max(1, min(2, _processors() // number))
    tasks = [
        Task(index, case.article, settings.index(case.checker.settings)) for index, case in enumerate(cases)
    ]
    workers = stack.enter_context(Workers(number, settings, threads, own_languagetool(checkers)))
    for index, outcome in workers.outcomes(tasks):
        yield cases[index], outcome


def _named(data: bytes, article: Article) -> Entry:
    """The entry of an article, its texts called what they are called now. Raises ValueError for what is
    none.
    """
    return decode(
        data,
        article.name,
        article.source.name if article.source else "",
        [one.name for one in article.references],
    )


def _preload_model() -> None:
    with suppress(Exception):  # what is wrong with the model is said when it is asked
        garble.load()


def _processors() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> int:
    """Bytes that are free for us, where that can be told (Linux; a container's limit too), else as many as
    would do.
    """
    free = [MOST_WORKERS * WORKER_MEMORY]
    try:
        for line in Path("/proc/meminfo").read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                free.append(int(line.split()[1]) * 1024)
        group = Path("/sys/fs/cgroup")
        free.append(int((group / "memory.max").read_text()) - int((group / "memory.current").read_text()))
    except (OSError, ValueError, IndexError):  # another system, or no limit (“max”)
        pass
    return min(free)
