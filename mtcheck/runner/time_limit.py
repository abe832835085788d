"""The time limit of an article: how long it is, and the clock that measures it.

What ends an article that takes too long is elsewhere: where a worker checks it, the pool ends the worker;
where this process does, see `watchdog`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mtcheck import startup

#: Where nobody sets another limit: so many seconds for each so many words that an article has begun.
SECONDS, WORDS = 60.0, 10_000
#: Bytes for a word, until an article has been read.
_WORD_BYTES = 6
#: Seconds that are left to an article whose time is up.
_LEAST = 0.001
#: Seconds after which what loads is given up with the article that waits for it. LanguageTool has a minute,
#: twice.
_LOADING = 180.0

#: Told when a running article is over time: so many seconds from now. None: there is no limit now.
Arm = Callable[[float | None], None]


class TookTooLongError(BaseException):
    """An article took longer than its limit. No Exception, so that nothing on the way takes it for a mistake
    in the part that it interrupted.
    """


def limit_for_words(words: int, timeout: float | None) -> float | None:
    """The seconds that an article of so many words may take; None: as long as it takes.

    timeout: the setting.
    """
    if timeout is None:
        return SECONDS * max(math.ceil(words / WORDS), 1)
    return timeout or None


def limit_for_bytes(size: int, timeout: float | None) -> float | None:
    """As `limit_for_words`, for an article that has not been read."""
    return limit_for_words(size // _WORD_BYTES, timeout)


def describe_limit(seconds: float) -> str:
    """What is said of an article that took longer."""
    unit = "second" if seconds == 1 else "seconds"
    return f"it took longer than {seconds:g} {unit} to check; --timeout N gives it longer"


class Clock:
    """Measures how long one article after another takes, without the waits for what loads."""

    def __init__(self, arm: Arm) -> None:
        self._arm = arm
        self._pauses = 0
        self._used = 0.0
        self._since = 0.0
        self.limit: float | None = None
        """Seconds that the running article may take, or the last one; None: as long as it takes."""

    @contextmanager
    def running(self, limit: float | None) -> Iterator[None]:
        """The block checks an article, which may take `limit` seconds."""
        self._pauses, self._used, self._since = 0, 0.0, time.monotonic()
        self.allow(limit)
        try:
            with startup.timed_by(self):
                yield
        finally:
            self.stop()

    def stop(self) -> None:
        """Measure no longer. Calling it again does nothing."""
        self._arm(None)

    def allow(self, limit: float | None) -> None:
        """Give the running article another limit, from its beginning."""
        self.limit = limit
        self._arm(self._left())

    @contextmanager
    def extended(self, seconds: float) -> Iterator[None]:
        """The block may take so many seconds more; behind it, the running article begins."""
        left = self._left()
        self._arm(None if left is None else left + seconds)
        try:
            yield
        finally:
            self._used, self._since = 0.0, time.monotonic()
            self._arm(self._left())

    def pause(self) -> None:
        """Stop for what loads; each pause has its own `resume`."""
        self._pauses += 1
        if self._pauses == 1:
            self._used += time.monotonic() - self._since
            self._arm(self._left())

    def resume(self) -> None:
        """Go on."""
        self._pauses -= 1
        if self._pauses == 0:
            self._since = time.monotonic()
            self._arm(self._left())

    def _left(self) -> float | None:
        if self.limit is None:
            return None
        if self._pauses:
            return _LOADING
        return max(self.limit - self._used - (time.monotonic() - self._since), _LEAST)
