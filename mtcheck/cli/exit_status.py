"""How a command ends: its exit statuses, and the failures that lead to them."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

PASSED, GATE, NOT_CHECKED = 0, 1, 2
INTERRUPTED = 128 + signal.SIGINT


class Failure(click.ClickException):
    """Something was not checked: exit status 2, with the cause and the next step."""

    exit_code = NOT_CHECKED


@contextmanager
def interruptible(remark: str) -> Iterator[None]:
    """End with the status of an interrupt when the user presses Ctrl-C, and stop engines on SIGTERM.

    Click would end an interrupted command with 1, which means that the gate was hit.
    """
    signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    except KeyboardInterrupt:
        click.echo(f"mtcheck: interrupted{remark}", err=True)
        sys.exit(INTERRUPTED)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    # An exception, so that engines are stopped on the way out.
    sys.exit(128 + number)
