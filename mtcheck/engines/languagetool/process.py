"""Ending a child process together with the processes that it started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys

IS_WINDOWS = sys.platform == "win32"


def kill_group(process: subprocess.Popen[str]) -> None:
    """Kill a process that runs and, on POSIX, its process group, which must be its own; then reap it."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
