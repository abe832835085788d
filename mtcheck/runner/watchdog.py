"""What ends an article that takes too long in this process.

An alarm interrupts Python, also where it waits and in the regular expressions of `re`. Other native code
(Harper, ONNX Runtime) it reaches only when that returns. Where it does not return, a watchdog calls for help,
in a thread of its own: all such code that mtcheck calls lets other threads run, but for the tokenizer, whose
time grows only as fast as the text.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from mtcheck.runner.time_limit import Clock, TookTooLongError

_log = logging.getLogger(__name__)

#: Seconds after the alarm, until an article counts as stuck.
GRACE = 2.0
#: Seconds from one alarm to the next. What the first one raises is lost where Python drops exceptions, as in
#: finalizers.
_REPEAT = 0.5
Value = TypeVar("Value")

_IMPORTS = "<frozen importlib._bootstrap>"


@contextmanager
def interrupting_clock(when_stuck: Callable[[], None] | None = None) -> Iterator[Clock]:
    """A clock whose articles raise TookTooLongError when their time is up.

    They do where that is possible: in the main thread, on systems with `setitimer`, in programs that have no
    alarm of their own. when_stuck: called in another thread, once, where an article does not end for all
    that. Meanwhile this thread runs no other article, should the one end.
    """
    alarm = _Alarm()
    watchdog = None if when_stuck is None else _Watchdog(when_stuck)

    def arm(seconds: float | None) -> None:
        alarm.arm(seconds)
        if watchdog is not None:
            watchdog.arm(seconds)

    try:
        yield Clock(arm)
    finally:
        alarm.close()
        if watchdog is not None:
            watchdog.close()


def run_within(limit: float | None, work: Callable[[], Value]) -> Value:
    """What `work` returns. Raises TookTooLongError after `limit` seconds, where that is possible (see
    `interrupting_clock`).
    """
    with interrupting_clock() as clock:
        try:
            with clock.running(limit):
                return work()
        finally:
            clock.stop()  # the first one may be what was interrupted


class _Alarm:
    """Raises TookTooLongError in the main thread after a while."""

    def __init__(self) -> None:
        self._is_ours = _may_be_set()
        self._is_armed = False  # a signal may be on its way when the timer is stopped
        if self._is_ours:
            signal.signal(signal.SIGALRM, self._ring)

    def arm(self, seconds: float | None) -> None:
        if self._is_ours:
            self._is_armed = seconds is not None
            signal.setitimer(signal.ITIMER_REAL, seconds or 0.0, _REPEAT if seconds else 0.0)

    def close(self) -> None:
        if self._is_ours:
            self.arm(None)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def _ring(self, number: int, frame: FrameType | None) -> None:
        # A module whose import was interrupted would be missing for all articles to come.
        if self._is_armed and not _is_importing(frame):
            raise TookTooLongError


def _may_be_set() -> bool:
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
        and not any(signal.getitimer(signal.ITIMER_REAL))
    )


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename == _IMPORTS:
            return True
        frame = frame.f_back
    return False


class _Watchdog:
    """Calls `when_stuck` where it was armed and nobody disarmed it until GRACE seconds after the time."""

    def __init__(self, when_stuck: Callable[[], None]) -> None:
        self._when_stuck = when_stuck
        self._deadline: float | None = None
        self._changed = threading.Condition()
        self._is_closed = False
        self._has_called = False
        self._thread: threading.Thread | None = None

    def arm(self, seconds: float | None) -> None:
        with self._changed:
            if not self._has_called:
                self._deadline = None if seconds is None else time.monotonic() + seconds + GRACE
                self._changed.notify()
        if self._has_called:
            threading.Event().wait()  # the other thread ends the process
        if self._thread is None and seconds is not None:
            self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
            self._thread.start()

    def close(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while not self._is_closed:
                left = None if self._deadline is None else self._deadline - time.monotonic()
                if left is not None and left <= 0:
                    self._has_called = True
                    break
                self._changed.wait(left)
        if self._has_called:
            _log.debug("an article is stuck")
            self._when_stuck()
