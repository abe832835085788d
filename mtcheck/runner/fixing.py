"""Articles fixed before they are checked."""

from __future__ import annotations

from dataclasses import replace

from mtcheck.decisions.decisions import Decisions
from mtcheck.fix.files import NEVER_FIXED, fix_bytes, put_in_place, without_engines
from mtcheck.fix.outcome import FixOutcome
from mtcheck.readers import ReadError
from mtcheck.runner.article import Article
from mtcheck.runner.checkers import Checkers
from mtcheck.runner.texts import format_name
from mtcheck.runner.time_limit import TookTooLongError, describe_limit, limit_for_bytes
from mtcheck.runner.watchdog import run_within
from mtcheck.settings.model import Settings


class Fixing:
    """The fixing of a run. write: put the fixed files in place; without, the articles stay as they are."""

    def __init__(
        self, settings: Settings, decisions: Decisions | None, checkers: Checkers, *, write: bool
    ) -> None:
        self._settings = without_engines(settings)
        # A baseline that is being written would take every finding before it is fixed.
        self._decisions = None if decisions is None else replace(decisions, recording=False)
        self._checkers = checkers
        self._write = write
        self._refused: set[str] = set()  # the files of which it was said that they are not fixed

    def fix(self, article: Article) -> tuple[Article, FixOutcome]:
        """(the article with the bytes that are to be checked, what was done)."""
        if article.is_part:
            return article, self._not_fixed(article)
        try:
            data = article.load()
        except ReadError:  # the check says so
            return article, FixOutcome(article.name)
        checker = self._checkers.get(self._settings.for_path(article.name), self._decisions)
        limit = limit_for_bytes(len(data), checker.settings.timeout)
        try:
            outcome = run_within(limit, lambda: fix_bytes(data, article.name, article.suffix, checker))
        except TookTooLongError:
            outcome = FixOutcome(article.name, data, data, trouble=describe_limit(limit or 0.0), failed=True)
        if not self._write:
            return replace(article, data=data), outcome
        if outcome.changed and article.path is not None:
            outcome = put_in_place(article.path, outcome)
        return replace(article, data=outcome.after), outcome

    def _not_fixed(self, part: Article) -> FixOutcome:
        """What is said of an article that was taken out of a file: once a file."""
        file = part.name.rpartition("#")[0] or part.name
        if file in self._refused:
            return FixOutcome(part.name)
        self._refused.add(file)
        return FixOutcome(file, trouble=NEVER_FIXED[format_name(part)])
