"""What somebody may have meant by a name that there is not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(given: str, known: Iterable[str]) -> str | None:
    """The name that `given` is most like, whatever its case: of those that begin as it does."""
    names = {name.casefold(): name for name in known}
    given = given.casefold()
    for length in range(len(given), 0, -1):
        alike = [name for name in names if name.startswith(given[:length])]
        if match := difflib.get_close_matches(given, alike, n=1, cutoff=0.5):
            return names[match[0]]
        if alike and length == len(given):
            return names[alike[0]]
    return None


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """“did you mean json? ”, for a message; empty where nothing is alike."""
    name = nearest(given, known)
    return f"did you mean {name}? " if name else ""
