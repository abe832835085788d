"""How many worker processes are worth starting."""

from __future__ import annotations

import os
from pathlib import Path

#: Unless the user says how many: a worker for each so many articles, and no more than MOST_WORKERS.
ARTICLES_A_WORKER, MOST_WORKERS = 25, 4
#: Bytes that a worker needs for rules, Harper and the model.
WORKER_MEMORY = 500_000_000


def choose_jobs(articles: int, asked: int | None) -> int:
    """Worker processes for so many articles; 1: none but this process.

    asked: a number, 0 for as many as there are processors, or None for `default_jobs`.
    """
    return default_jobs(articles) if asked is None else min(asked or processors(), articles)


def default_jobs(articles: int) -> int:
    """How many workers are worth starting for so many articles that have to be checked. 1 means none: each
    takes a second to load.

    No more than there are processors and memory for. More than four are only for those who ask for them.
    """
    wanted = min(articles // ARTICLES_A_WORKER, processors(), _free_memory() // WORKER_MEMORY, MOST_WORKERS)
    return max(wanted, 1)


def processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _free_memory() -> int:
    """Bytes that are free for this process, a container's limit included. Where that cannot be told, outside
    Linux, as many as suffice.
    """
    free = [MOST_WORKERS * WORKER_MEMORY]
    try:
        for line in Path("/proc/meminfo").read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                free.append(int(line.split()[1]) * 1024)
        group = Path("/sys/fs/cgroup")
        free.append(int((group / "memory.max").read_text()) - int((group / "memory.current").read_text()))
    except (OSError, ValueError, IndexError):  # another system, or no limit (“max”)
        pass
    return min(free)
