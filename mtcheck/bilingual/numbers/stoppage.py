"""Minutes of stoppage time: 90.+3 is the 93rd minute."""

from __future__ import annotations

import re

_ADDED = re.compile(r"(?:\.|e|º|ª|th|['’′])?\s?\+\s?(\d{1,2})(?!\d)")
_ADDED_TO = re.compile(r"(?<!\d)(45|90|105|120)(?:\.|e|º|ª|th|['’′])?\s?\+\s?$")


def minutes_with_stoppage(minutes: float, before: str, after: str) -> set[float]:
    """The minute that a number stands for together with the one it is added to, or that is added to it."""
    added = (_ADDED.match(after), _ADDED_TO.search(before))
    return {minutes + float(match[1]) for match in added if match}
