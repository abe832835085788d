"""The session of a command, with what the command line shows of it on stderr."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtcheck.cli.output import say

if TYPE_CHECKING:
    from mtcheck.decisions.decisions import Decisions
    from mtcheck.runner.session import Session
    from mtcheck.settings.model import Settings

#: Seconds from one line about the progress of a run to the next.
LINE_SECONDS = 30.0


@contextlib.contextmanager
def open_session(
    settings: Settings,
    decisions: Decisions,
    *,
    cache_folder: Path | None,
    jobs: int | None,
    show_progress: bool,
) -> Iterator[Session]:
    """A session. On a terminal, a bar shows its progress, else a line now and then. At its end, a remark says
    why results could not be kept in the cache.
    """
    from mtcheck.runner.cache.store import Cache
    from mtcheck.runner.session import Session

    cache = None if cache_folder is None else Cache(cache_folder)
    progress = _show_nothing
    if show_progress:
        progress = _show_bar if sys.stderr.isatty() else show_lines
    with Session(settings, decisions, cache, jobs, progress=progress) as session:
        yield session
    if cache is not None and cache.trouble:
        advice = "Name another folder with --cache-dir, or say --no-cache."
        say(f"nothing could be kept in {cache.folder}: {cache.trouble}. {advice}")


@contextlib.contextmanager
def _show_bar(articles: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal's stderr; for one article there is nothing to show."""
    if articles < 2:
        yield lambda: None
        return
    with click.progressbar(length=articles, label="checking", file=sys.stderr, show_pos=True) as bar:
        yield lambda: bar.update(1)


@contextlib.contextmanager
def show_lines(articles: int, clock: Callable[[], float] = time.monotonic) -> Iterator[Callable[[], None]]:
    """A line every half minute, for a log. A run that takes less has none."""
    done, said_at = 0, clock()

    def advance() -> None:
        nonlocal done, said_at
        done += 1
        if clock() - said_at >= LINE_SECONDS and done < articles:
            said_at = clock()
            say(f"{done:,} of {articles:,} articles checked")

    yield advance


@contextlib.contextmanager
def _show_nothing(articles: int) -> Iterator[Callable[[], None]]:
    yield lambda: None
