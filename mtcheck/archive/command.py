"""What the command line asks for, with every error as one that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from mtcheck.archive.inputs import ArchiveColumns
from mtcheck.archive.listing import as_csv, top
from mtcheck.archive.local import EngineFailedError
from mtcheck.archive.page import as_html
from mtcheck.archive.run import ArchiveOptions, run_archive
from mtcheck.archive.store import SUMMARY, Store, StoreError
from mtcheck.archive.summary import Summary, summarise
from mtcheck.frames.columns import ColumnError
from mtcheck.frames.extras import MissingExtraError, needs
from mtcheck.frames.plan import Plan
from mtcheck.readers import ReadError
from mtcheck.settings.model import Settings


class ArchiveError(Exception):
    """Something kept the command from its work. The message names it, the cause and the next step."""


def archive_to(
    path: Path,
    out: Path,
    fields: ArchiveColumns,
    settings: Settings,
    format: str,
    options: ArchiveOptions,
    terminal: TextIO | None,
) -> Store:
    """Check an archive into a folder. Raises ArchiveError, SettingsError."""
    with _told():
        return run_archive(path, out, fields, Plan.of(settings, format), options, terminal)


def written(store: Store, most: int) -> Summary:
    """The summary of a run, with its files written. Raises ArchiveError."""
    with _told():
        summary = summarise(store, most)
        try:
            store.write_text(f"{SUMMARY}.csv", as_csv(summary))
            store.write_text(f"{SUMMARY}.html", as_html(summary))
        except OSError as error:
            cause = error.strerror or str(error)
            raise ArchiveError(
                f"{store.folder}: the summary cannot be written: {cause}; see to it and go on with --resume."
            ) from None
        return summary


def worst_of(out: Path, number: int, format: str) -> tuple[str, list[str]]:
    """The list of what to mend first, and what has to be known to read it. Raises ArchiveError."""
    with _told():
        needs("pyarrow", "archive")
        summary = summarise(Store(out), number)
        return top(summary.worst, format), summary.remarks()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (ReadError, ColumnError, StoreError, MissingExtraError, EngineFailedError) as error:
        text = str(error)
        raise ArchiveError(text if text.endswith(".") else f"{text}.") from None
