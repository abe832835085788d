"""Regular expressions that are compiled when they are first used.

Python compiles a pattern anew in each process, and most patterns look for what most articles do not have: in
one article two patterns of three are never used.
"""

from __future__ import annotations

import re
from typing import Any, cast


def late_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but the pattern is compiled when it is first used."""
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))


class _LatePattern:
    """What stands for a compiled pattern, and has all its methods."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copying and pickling ask for these, and find their own way without
            raise AttributeError(name)
        if "_compiled" not in vars(self):
            self._compiled = re.compile(*self._source)
        value = getattr(self._compiled, name)
        setattr(self, name, value)  # so that the next look finds it here
        return value
