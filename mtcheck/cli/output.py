"""Writing reports: to files, to standard output, to a summary of GitHub Actions."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from mtcheck.cli.exit_status import Failure
from mtcheck.reports.columns import wrap
from mtcheck.text.printable import printable


def say(remark: str) -> None:
    """Print a remark on stderr: on one line, or wrapped to the terminal that it is."""
    width = _columns() if sys.stderr.isatty() else None
    for line in wrap(printable(f"mtcheck: {remark}"), width, "    "):
        click.echo(line, err=True)


def write_file(text: str, path: str, in_use: Mapping[str, str] | None = None, what: str = "report") -> bool:
    """Write a file, all of it or nothing; False where that failed, which is said. `-` is standard output.

    A link is followed, and a file that is there keeps its permissions. A pipe or a device is written to as
    it is. in_use: the real paths of files that nothing may replace, with what they are (“an article that was
    checked”).
    """
    if path == "-":
        write_stdout(text)
        return True
    try:
        target = Path(os.path.realpath(path))
        role = (in_use or {}).get(str(target))
        if role is not None:
            say(f"{path}: the {what} would replace {role}. Give it another name.")
            return False
        _write(target, Path(path), _encoded(text))
    except (OSError, ValueError) as error:
        cause = (error.strerror if isinstance(error, OSError) else None) or str(error)
        say(f"{path}: the {what} could not be written: {cause}. Name a folder that exists and is yours.")
        return False
    return True


def _write(target: Path, path: Path, data: bytes) -> None:
    """Write `target`, which is the real path of `path`. Raises OSError."""
    from mtcheck.fix.atomic import write_atomically

    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is None or stat.S_ISREG(mode):
        write_atomically(target, data)
    else:
        with path.open("wb") as file:  # a folder says here that it is one
            file.write(data)


def append_summary(text: str, path: str) -> bool:
    """Add to the summary of a step of GitHub Actions; False where that failed, which is said."""
    try:
        with Path(path).open("ab") as summary:  # other commands of the step write there, too
            summary.write(_encoded(text))
    except OSError as error:
        cause = error.strerror or str(error)
        advice = "Set GITHUB_STEP_SUMMARY to a file that is yours, or unset it."
        say(f"{path}: the summary could not be written: {cause}. {advice}")
        return False
    return True


def write_stdout(text: str) -> None:
    """Print a text. Raises Failure where standard output cannot be written to."""
    write_stdout_bytes(_encoded(text))


def write_stdout_bytes(data: bytes) -> None:
    """Print bytes. Raises Failure where standard output cannot be written to."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has closed the pipe; the exit status still says what was found.
        drop_stdout()
    except OSError as error:
        drop_stdout()
        raise Failure(describe_stdout_error(error)) from None


def describe_stdout_error(error: OSError) -> str:
    """Why standard output could not be written to, with the next step."""
    cause = error.strerror or str(error)
    return f"standard output could not be written to ({cause}); send it to a file or a pipe that takes it."


def drop_stdout() -> None:
    """Drop what is still to be printed: Python would try once more when it ends, and end with 120."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def wants_color() -> bool:
    """Whether a report on standard output may be coloured."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def terminal_width() -> int | None:
    """The columns of the terminal that standard output is, or those in COLUMNS; None where it is neither."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        return _columns()
    return None


def _columns() -> int:
    import shutil  # which loads three kinds of compression

    return shutil.get_terminal_size().columns


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
