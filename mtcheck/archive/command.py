"""What the command line asks of an archive. Every error is an ArchiveError.

The functions import the rest of the package when they are called, as it needs pyarrow, which is an extra.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from mtcheck.archive.errors import ArchiveError
from mtcheck.archive.options import ArchiveColumns, ArchiveOptions
from mtcheck.archive.summary import Summary
from mtcheck.frames.columns import ColumnError
from mtcheck.frames.extras import MissingExtraError, require_package
from mtcheck.frames.plan import Plan
from mtcheck.readers import ReadError
from mtcheck.settings.model import Settings


def check_archive(
    path: Path,
    out: Path,
    columns: ArchiveColumns,
    settings: Settings,
    text_format: str,
    options: ArchiveOptions,
    terminal: TextIO | None,
) -> None:
    """Check the archive at `path` into the folder `out`. Raises ArchiveError, SettingsError.

    terminal: where to show the progress; None where nobody looks.
    """
    plan = Plan.of(settings, text_format)
    with _archive_errors():
        require_package("pyarrow", "archive")
        from mtcheck.archive import run

        run.run_archive(path, out, columns, plan, options, terminal)


def write_summary(out: Path, most: int) -> Summary:
    """Sum up the results in `out` and write the files of the summary there. Raises ArchiveError.

    most: how many of the worst articles to list.
    """
    with _archive_errors():
        from mtcheck.archive import aggregation, listing, page, store

        folder = store.Store(out)
        summary = aggregation.summarise(folder, most)
        try:
            folder.write_text(f"{store.SUMMARY}.csv", listing.as_csv(summary))
            folder.write_text(f"{store.SUMMARY}.html", page.as_html(summary))
        except OSError as error:
            cause = error.strerror or str(error)
            raise ArchiveError(
                f"{out}: the summary cannot be written: {cause}; see to it and go on with --resume."
            ) from None
        return summary


def list_worst(out: Path, number: int, format: str) -> tuple[str, list[str]]:
    """The list of the articles to mend first, and how to read it. Raises ArchiveError.

    format: `text`, `csv` or `json`.
    """
    with _archive_errors():
        require_package("pyarrow", "archive")
        from mtcheck.archive import aggregation, listing, store

        summary = aggregation.summarise(store.Store(out), number)
        return listing.list_articles(summary.worst, format), summary.remarks()


@contextmanager
def _archive_errors() -> Iterator[None]:
    """Turn the errors of other rooms into ArchiveError."""
    try:
        yield
    except (ReadError, ColumnError, MissingExtraError) as error:
        raise ArchiveError(str(error)) from None
