"""Start-up: what loads once a process, an engine or the model. The time limit of an article (see
`runner.time_limit`) does not count the waits for it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class StoppableClock(Protocol):
    """What measures how long the work of a thread takes."""

    def pause(self) -> None: ...

    def resume(self) -> None: ...


class _Running(threading.local):
    clock: StoppableClock | None = None


_running = _Running()


@contextmanager
def timed_by(clock: StoppableClock) -> Iterator[None]:
    """Have the clock stop for what loads during the block, which this thread runs."""
    before, _running.clock = _running.clock, clock
    try:
        yield
    finally:
        _running.clock = before


@contextmanager
def loading() -> Iterator[None]:
    """The block loads something, or waits for it."""
    clock = _running.clock
    if clock is None:
        yield
        return
    clock.pause()
    try:
        yield
    finally:
        clock.resume()
