"""The progress of a run: articles, rate, time left. On a terminal, on one line that is overwritten."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

#: Seconds between two updates of the line.
_INTERVAL = 0.5


class ProgressLine:
    """The line of progress on a terminal."""

    def __init__(self, out: TextIO | None, clock: Callable[[], float] = time.monotonic) -> None:
        """out: the terminal; None where nobody looks."""
        self._out = out
        self._clock = clock
        self._began = clock()
        self._updated = 0.0
        self._width = 0

    def update(self, checked: int, skipped: int, total: float | None) -> None:
        """Show how far the run is, unless that was done just now.

        checked: articles in this run. skipped: articles done before it. total: articles of the archive, or an
        estimate while it is being read.
        """
        now = self._clock()
        if self._out is None or now - self._updated < _INTERVAL:
            return
        self._updated = now
        self._write(format_progress(checked, skipped, total, now - self._began))

    def clear(self) -> None:
        """Leave the line empty."""
        if self._out is not None and self._width:
            self._write("")
            self._out.write("\r")
            self._out.flush()

    def _write(self, text: str) -> None:
        assert self._out is not None
        self._out.write("\r" + text.ljust(self._width))
        self._out.flush()
        self._width = len(text)


def format_progress(checked: int, skipped: int, total: float | None, seconds: float) -> str:
    """“checking: 1,200 of 10,000 articles, 41 a second, 3 min left”."""
    rate = checked / seconds if seconds > 0 else 0.0
    of_total = f" of {total:,.0f}" if total else ""
    parts = [f"checking: {checked + skipped:,}{of_total} articles"]
    if rate:
        parts.append(f"{rate:,.0f} a second" if rate >= 10 else f"{rate:.1f} a second")
        if total:
            parts.append(f"{format_duration(max(total - skipped - checked, 0) / rate)} left")
    return ", ".join(parts)


def format_duration(seconds: float) -> str:
    """“40 s”, “3 min”, “2 h 10 min”."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"
