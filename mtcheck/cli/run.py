"""The articles of a command line, found and checked."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mtcheck.checker import Checker
    from mtcheck.decisions.decisions import Decisions
    from mtcheck.findings.report import Report
    from mtcheck.readers.discovery import Problem
    from mtcheck.runner import Article
    from mtcheck.settings.model import Settings


def find_articles(
    paths: Sequence[str], own: Collection[str], stdin_filename: str | None, *, with_tables: bool
) -> list[Article | Problem]:
    """What is to be checked. own: files that this run writes itself, or that are its vocabulary."""
    from mtcheck.readers import STDIN
    from mtcheck.readers.discovery import Problem, StdIn, discover
    from mtcheck.runner import Article

    found: list[Article | Problem] = []
    given = discover(paths, with_tables=with_tables)
    # Reports of an earlier run, which this one replaces, are no articles; but a folder of nothing else is not
    # passed over.
    given = [one for one in given if not (isinstance(one, Path) and os.path.realpath(one) in own)] or given
    for one in given:
        if isinstance(one, StdIn):
            data = sys.stdin.buffer.read()
            found.append(Article(stdin_filename or STDIN, stdin_filename, data=data))
        else:
            found.append(one if isinstance(one, Problem) else Article.at(one))
    return found


def checkers(settings: Settings, decisions: Decisions) -> Callable[[str], Checker]:
    """The checker for an article of this name: one for all that have the same settings."""
    from mtcheck.checker import Checker

    checkers: dict[Settings, Checker] = {}

    def checker_for(name: str) -> Checker:
        own = settings.for_path(name)
        if own not in checkers:
            servers = (checker.engine("languagetool") for checker in checkers.values())
            checkers[own] = Checker(own, languagetool=next(filter(None, servers), None), decisions=decisions)
        return checkers[own]

    return checker_for


def check_articles(
    found: Sequence[Article | Problem],
    checker_for: Callable[[str], Checker],
    jobs: int | None,
    cache: Path | None,
    show_progress: bool,
) -> list[Report]:
    """A report on each article; on a terminal, a bar shows how far the run is."""
    from mtcheck import runner

    kept = None if cache is None else runner.Cache(cache)
    progress = _show_progress if show_progress and sys.stderr.isatty() else _show_nothing
    reports = runner.check_articles(found, checker_for, cache=kept, jobs=jobs, progress=progress)
    if kept is not None and kept.trouble:
        advice = "Name another folder with --cache-dir, or say --no-cache."
        click.echo(f"mtcheck: nothing could be kept in {kept.folder}: {kept.trouble}. {advice}", err=True)
    return reports


@contextlib.contextmanager
def _show_progress(articles: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal's stderr; for one article there is nothing to show."""
    if articles < 2:
        yield lambda: None
        return
    with click.progressbar(length=articles, label="checking", file=sys.stderr, show_pos=True) as bar:
        yield lambda: bar.update(1)


@contextlib.contextmanager
def _show_nothing(articles: int) -> Iterator[Callable[[], None]]:
    yield lambda: None
