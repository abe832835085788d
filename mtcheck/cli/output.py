"""Writing reports: to files, to standard output, to a summary of GitHub Actions."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from pathlib import Path

import click


def write_file(text: str, path: str, articles: Collection[str] = (), what: str = "report") -> bool:
    """Write a file, all of it or nothing; False where that failed, which is said. `-` is standard output.

    articles: the real paths of texts that were checked, which nothing may replace.
    """
    if path == "-":
        write_stdout(text)
        return True
    if os.path.realpath(path) in articles:
        click.echo(
            f"mtcheck: {path}: the {what} would replace an article that was checked. Give it another name.",
            err=True,
        )
        return False
    from mtcheck.fix.atomic import write_atomically

    try:
        write_atomically(Path(path), _encoded(text))
    except OSError as error:
        cause = error.strerror or str(error)
        click.echo(
            f"mtcheck: {path}: the {what} could not be written: {cause}. "
            "Name a folder that exists and is yours.",
            err=True,
        )
        return False
    return True


def append_summary(text: str, path: str) -> bool:
    """Add to the summary of a step of GitHub Actions; False where that failed, which is said."""
    try:
        with Path(path).open("ab") as summary:  # other commands of the step write there, too
            summary.write(_encoded(text))
    except OSError as error:
        cause = error.strerror or str(error)
        click.echo(
            f"mtcheck: {path}: the summary could not be written: {cause}. "
            "Set GITHUB_STEP_SUMMARY to a file that is yours, or unset it.",
            err=True,
        )
        return False
    return True


def write_stdout(text: str) -> None:
    write_stdout_bytes(_encoded(text))


def write_stdout_bytes(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has closed the pipe; the exit status still says what was found.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def wants_color() -> bool:
    """Whether a report on standard output may be coloured."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
