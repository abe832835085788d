"""Running mtcheck in a process of its own, and what that took."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click


class Usage(NamedTuple):
    """What a process took."""

    seconds: float
    """By the clock."""
    peak_memory: int
    """Megabytes of the largest of its processes."""


def run_mtcheck(arguments: Sequence[str], folder: Path, quiet: bool = False) -> Usage:
    """Run mtcheck in `folder`. quiet: throw its output away. Fails unless it ends with 0 or 1."""
    command = [sys.executable, "-m", "mtcheck", *arguments]
    output = subprocess.DEVNULL if quiet else None
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise click.ClickException(f"{' '.join(command)} ended with {process.returncode}")
    return Usage(seconds, usage.ru_maxrss // 1024)
