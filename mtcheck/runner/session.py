"""Session: the way of an article through the program. It is found, fixed where asked for, and checked."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from mtcheck.checker import Checker
from mtcheck.decisions.decisions import Decisions
from mtcheck.findings.report import Report
from mtcheck.readers import MAX_BYTES, STDIN
from mtcheck.readers.discovery import PassedOver, Problem, StdIn, discover
from mtcheck.runner.analyse import Failed, Outcome
from mtcheck.runner.article import Article
from mtcheck.runner.cache.entry import Entry, Scores, decode
from mtcheck.runner.cache.store import Cache
from mtcheck.runner.checkers import Checkers
from mtcheck.runner.companions import Companions
from mtcheck.runner.here import analyse_here
from mtcheck.runner.jobs import choose_jobs
from mtcheck.runner.time_limit import TookTooLongError, describe_limit, limit_for_words
from mtcheck.runner.watchdog import run_within
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

if TYPE_CHECKING:
    from mtcheck.fix.outcome import FixOutcome
    from mtcheck.runner.cache.lookup import AnalysisCache

_log = logging.getLogger(__name__)

#: Bytes of articles that stay in memory between two steps (found in no cache, then checked; fixed, then
#: checked), so that a file is read once. What does not fit is read again.
_KEPT_BYTES = 200_000_000

#: Called with how many articles have to be checked; what it gives is called after each.
ShowProgress = Callable[[int], AbstractContextManager[Callable[[], None]]]
#: Called in another thread when an article is stuck in native code, with what gives the reports on all
#: articles. It ends the process.
EndProcess = Callable[[Callable[[], list[Report]]], NoReturn]


class Session:
    """Articles checked under one set of settings and decisions; a context manager, because engines run
    beside it.

    decisions: None reads what the settings name when the first article is decided on. cache: None does
    without. jobs: see `choose_jobs`. checkers: a store that the caller closes; None: one for this session.
    """

    def __init__(
        self,
        settings: Settings,
        decisions: Decisions | None = None,
        cache: Cache | None = None,
        jobs: int | None = 1,
        *,
        checkers: Checkers | None = None,
        progress: ShowProgress = lambda articles: nullcontext(lambda: None),
    ) -> None:
        self.settings = settings
        self._decisions = decisions
        self._cache = None if cache is None else _analysis_cache(cache)
        self._jobs = jobs
        self._checkers = Checkers() if checkers is None else checkers
        self._owns_checkers = checkers is None
        self._progress = progress
        self._kept_bytes = 0
        self.passed_over: list[PassedOver] = []
        """What folders held and `find` did not read."""

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        if self._owns_checkers:
            self._checkers.close()

    def find(
        self,
        paths: Sequence[str],
        companions: Companions | None = None,
        *,
        stdin_name: str | None = None,
        excluded: Collection[str] = (),
    ) -> list[Article | Problem]:
        """The articles that these paths mean, with their sources and references. Raises CompanionError.

        excluded: real paths of files that are no articles (a vocabulary), unless there is nothing else. What
        folders hold and is passed over is in `passed_over` afterwards.
        """
        companions = companions or Companions()
        fields = self.settings.text_field
        found = discover(paths, with_tables=bool(companions.columns or fields), with_records=bool(fields))
        self.passed_over += [item for item in found if isinstance(item, PassedOver)]
        read = [item for item in found if not isinstance(item, PassedOver)]
        wanted = [
            item for item in read if not (isinstance(item, Path) and os.path.realpath(item) in excluded)
        ]
        articles = [_article(item, stdin_name) for item in wanted or read]
        return companions.attach(articles, paths, fields)

    def fix(
        self, articles: Sequence[Article | Problem], *, write: bool
    ) -> Iterator[tuple[Article | Problem, FixOutcome | None]]:
        """Fix the articles, one after another: (what is to be checked afterwards, what was done; None of a
        Problem). write: put the fixed files in place; without, the articles stay as they are.
        """
        from mtcheck.runner.fixing import Fixing  # which most runs do without

        fixing = Fixing(self.settings, self._decisions, self._checkers, write=write)
        for article in articles:
            if isinstance(article, Problem):
                yield article, None
                continue
            read, outcome = fixing.fix(article)
            yield read if article.path is None else self._keep_data(article, read), outcome

    def check(
        self, articles: Sequence[Article | Problem], *, when_stuck: EndProcess | None = None
    ) -> list[Report]:
        """A report on each, in the order given. when_stuck: None waits for an article that is stuck.

        All reports are held until the end, because each format has them in the order given, under a table of
        all, and several formats may be written: some 0.1 MB for an article of 800 words. An archive too large
        for that has `mtcheck archive`, which writes its tables as it goes.
        """
        reports: dict[int, Report] = {}
        pending: list[_Pending] = []
        for index, article in enumerate(articles):
            if isinstance(article, Problem):
                reports[index] = self._unchecked(article.path, article.message)
                continue
            case = self._look_up(index, article)
            if isinstance(case, Report):
                reports[index] = case
            else:
                pending.append(case)
        if pending:
            self._check_pending(pending, reports, when_stuck)
        return self._finish(reports)

    def _check_pending(
        self, pending: Sequence[_Pending], reports: dict[int, Report], when_stuck: EndProcess | None
    ) -> None:
        """Add a report on each of these articles."""
        number = choose_jobs(len(pending), self._jobs)
        _log.debug("%d articles to analyse, by %d processes", len(pending), number)
        cases = [(case.article, case.checker) for case in pending]
        with ExitStack() as shown:
            advance = shown.enter_context(self._progress(len(pending)))

            def note(position: int, outcome: Outcome) -> None:
                case = pending[position]
                reports[case.index] = self._report(case, outcome)
                advance()

            def end(go_on: Callable[[], None]) -> None:
                def finish() -> list[Report]:
                    go_on()
                    shown.close()
                    self.__exit__()
                    return self._finish(reports)

                if when_stuck is not None:
                    when_stuck(finish)

            if number > 1:
                from mtcheck.runner.workers import analyse_in_workers

                with closing(analyse_in_workers(cases, number)) as outcomes:
                    for position, outcome in outcomes:
                        note(position, outcome)
            else:
                analyse_here(cases, note, None if when_stuck is None else end)

    def _finish(self, reports: Mapping[int, Report]) -> list[Report]:
        """The reports in the order of their articles."""
        if self._cache is not None:
            self._cache.prune()
        return [reports[index] for index in sorted(reports)]

    def check_document(
        self,
        document: Document,
        source: Document | None = None,
        references: Sequence[Document] = (),
        *,
        aligned: bool = False,
        is_limited: bool = False,
    ) -> Report:
        """Check a document that was read already, in this process. For the arguments see `Checker.check`.

        is_limited: whether the time limit holds.
        """
        checker = self._checker(document.name, start=True)
        if not is_limited:
            return checker.check(document, source, references, aligned=aligned)
        limit = limit_for_words(len(document.prose.split()), checker.settings.timeout)
        try:
            return run_within(limit, lambda: checker.check(document, source, references, aligned=aligned))
        except TookTooLongError:
            return checker.unchecked(document, describe_limit(limit or 0.0))

    def _checker(self, name: str, *, start: bool = False) -> Checker:
        return self._checkers.get(self.settings.for_path(name), self._decisions, start=start)

    def _unchecked(self, name: str, cause: str) -> Report:
        return self._checker(name).unchecked(Document("", name=name), cause)

    def _look_up(self, index: int, article: Article) -> _Pending | Report:
        """The report on an article that is in the cache; else the article, to be checked."""
        checker = self._checker(article.name)
        if self._cache is None:
            return _Pending(index, article, checker)
        read = article.with_data()
        kept = self._cache.find(read, checker.settings)
        if kept is None:
            return _Pending(index, self._keep_data(article, read), checker)
        return self._decide(article, checker, kept.entry, kept.content, is_kept=True)

    def _keep_data(self, article: Article, read: Article) -> Article:
        """`read`, which is `article` with its bytes, as long as there is room."""
        new_bytes = read.loaded_bytes - article.loaded_bytes
        if self._kept_bytes + new_bytes > _KEPT_BYTES:
            return article
        self._kept_bytes += new_bytes
        return read

    def _report(self, case: _Pending, outcome: Outcome) -> Report:
        if isinstance(outcome, Failed):
            return self._unchecked(case.article.name, outcome.cause)
        name, source, _ = case.article.text_names
        entry = decode(outcome.entry, name, source, outcome.references)
        return self._decide(case.article, case.checker, entry, outcome.content)

    def _decide(
        self, article: Article, checker: Checker, entry: Entry, content: bytes, *, is_kept: bool = False
    ) -> Report:
        scores = Scores(entry.cards)
        report = checker.decide(
            entry.document, entry.analysis, scores, source=entry.source, references=entry.references
        )
        if self._cache is not None and (scores.learned or not is_kept):
            self._cache.keep(article, checker.settings, content, entry, scores)
        return _slim(report)


@dataclass(frozen=True)
class _Pending:
    """An article that has to be checked."""

    index: int
    """Which article of the run it is."""
    article: Article
    """The article."""
    checker: Checker
    """What decides on it."""


def _slim(report: Report) -> Report:
    """The report without what its documents worked out, such as their words, which weighs more than they do
    and is worked out again where a report format needs it. All reports of a run are held until its end.
    """
    source = None if report.source is None else replace(report.source)
    references = tuple(map(replace, report.references))
    return replace(report, document=replace(report.document), source=source, references=references)


def _analysis_cache(store: Cache) -> AnalysisCache:
    # Telling what an analysis depends on takes importlib.metadata, which is slow to import.
    from mtcheck.runner.cache.lookup import AnalysisCache

    return AnalysisCache(store)


def _article(item: Path | StdIn | Problem, stdin_name: str | None) -> Article | Problem:
    if isinstance(item, StdIn):
        return Article(stdin_name or STDIN, stdin_name, data=sys.stdin.buffer.read(MAX_BYTES + 1))
    return item if isinstance(item, Problem) else Article.at(item)
