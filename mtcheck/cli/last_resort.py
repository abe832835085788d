"""What every command ends with, whatever happens: one sentence and exit status 2, never a traceback, never 1.

An exit status of 1 means that the gate was hit, and Python gives it to every exception that nobody catches.
"""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO, cast

import click

from mtcheck.cli.exit_status import INTERRUPTED, NOT_CHECKED, PASSED
from mtcheck.cli.output import describe_stdout_error, drop_stdout, say
from mtcheck.text.printable import printable

if TYPE_CHECKING:
    from mtcheck.findings.report import Report

_log = logging.getLogger(__name__)


@contextmanager
def last_resort() -> Iterator[None]:
    """Ends the program with a status and a sentence for what the block raises and nobody expected."""
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt:  # outside what the commands themselves guard
        _end("interrupted.", INTERRUPTED)
    except BrokenPipeError:  # the reader of a list has seen enough
        drop_stdout()
        sys.exit(PASSED)
    except click.ClickException as error:
        object.__setattr__(error, "message", printable(error.message))  # which type checkers take for final
        raise
    except (click.exceptions.Exit, click.Abort):
        raise
    except OSError as error:
        _log.debug("unexpected", exc_info=True)
        is_about_stdout = error.filename is None and error.errno in (errno.EBADF, errno.ENOSPC, errno.EIO)
        _end(describe_stdout_error(error) if is_about_stdout else _describe(error))
    except Exception as error:
        _log.debug("unexpected", exc_info=True)
        _end(_describe(error))


def ending(report: Callable[[list[Report]], int]) -> Callable[[Callable[[], list[Report]]], NoReturn]:
    """What ends the process from another thread than the main one, which does not come back from native code:
    see `Session.check`. report: writes the reports and returns the exit status.
    """

    def end(reports: Callable[[], list[Report]]) -> NoReturn:
        status: object = NOT_CHECKED
        try:
            with last_resort():
                status = report(reports())
        except click.ClickException as error:
            error.show()
        except SystemExit as error:
            status = error.code
        finally:
            with suppress(OSError):
                sys.stderr.flush()
            os._exit(status if isinstance(status, int) else NOT_CHECKED)

    return end


def check_folder() -> None:
    """Ends the program where the current folder was deleted: settings and relative paths need it."""
    try:
        Path.cwd()
    except OSError:
        _end("the current folder does not exist any more; change to one that does.")


def _describe(error: Exception) -> str:
    cause = " ".join(str(error).split())
    cause = f"{type(error).__name__}: {cause[:200]}" if cause else type(error).__name__
    return f"something unexpected went wrong ({cause}); --debug shows where. Please report it."


def _end(sentence: str, status: int = NOT_CHECKED) -> NoReturn:
    with suppress(OSError):
        say(sentence)
    with suppress(OSError):
        drop_stdout()
    sys.exit(status)


def fill_closed_streams() -> None:
    """Open what takes the place of standard streams that the caller has closed.

    Else the next file that is opened would get their numbers, and a report would go into it. Standard
    output is opened such that writing to it fails, as on a closed one; what is printed on standard error is
    dropped, and standard input is empty.
    """
    if sys.stdin is None:
        sys.stdin = _stream(0, os.O_RDONLY, "r")
    if sys.stdout is None:
        sys.stdout = _stream(1, os.O_RDONLY, "w")
    if sys.stderr is None:
        sys.stderr = _stream(2, os.O_WRONLY, "w")


def _stream(number: int, flags: int, mode: str) -> TextIO:
    opened = os.open(os.devnull, flags)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
    return cast("TextIO", os.fdopen(number, mode, encoding="utf-8", closefd=False))
