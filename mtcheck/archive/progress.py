"""How far a run is: articles, rate, time left. On a terminal, on one line that is written anew."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

_EVERY = 0.5


class Progress:
    """total: articles, where that is known. out: None where nobody looks."""

    def __init__(self, out: TextIO | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._out = out
        self._clock = clock
        self._began = clock()
        self._said = 0.0
        self._width = 0

    def tell(self, checked: int, skipped: int, total: float | None) -> None:
        """checked: articles in this run; skipped: done before; total: of the archive, an estimate while it
        is being read.
        """
        now = self._clock()
        if self._out is None or now - self._said < _EVERY:
            return
        self._said = now
        self._write(line(checked, skipped, total, now - self._began))

    def end(self) -> None:
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


def line(checked: int, skipped: int, total: float | None, seconds: float) -> str:
    """“checking: 1,200 of 10,000 articles, 41 a second, 3 min left”."""
    rate = checked / seconds if seconds > 0 else 0.0
    there = f" of {total:,.0f}" if total else ""
    parts = [f"checking: {checked + skipped:,}{there} articles"]
    if rate:
        parts.append(f"{rate:,.0f} a second" if rate >= 10 else f"{rate:.1f} a second")
        if total:
            parts.append(f"{duration(max(total - skipped - checked, 0) / rate)} left")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """“40 s”, “3 min”, “2 h 10 min”."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"
