"""How far a tool says that a segment is translated: the states of XLIFF, Trados, memoQ and Phrase.

Segments are checked whatever their state, and reports count the states. One that nobody has translated is
recognised by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from mtcheck.text.document import Unread

_SDL = "{http://sdl.com/FileTypes/SdlXliff/1.0}"
#: States of segments that nobody has translated, in small letters.
_UNTRANSLATED = frozenset({"new", "needs-translation", "initial", "notstarted", "unspecified"})
_YES = frozenset({"true", "yes", "1", "locked", "manual"})


class SegmentState(NamedTuple):
    """What a file says of one segment."""

    name: str = ""
    """The state in the words of the tool; empty where it says nothing."""
    is_locked: bool = False
    """Whether it may not be changed."""

    @property
    def is_untranslated(self) -> bool:
        """Whether nobody has translated it; the target may be a copy of the source."""
        return self.name.lower() in _UNTRANSLATED


class SegmentStates:
    """The states of the segments of one unit."""

    def __init__(self, unit: Any, target: Any) -> None:
        """unit, target: elements of the file; target may be None."""
        attributes = {name.rpartition("}")[2]: value for name, value in unit.attrib.items()}
        name = attributes.get("status") or attributes.get("state")
        if not name and target is not None:
            name = target.get("state")
        if not name and "confirmed" in attributes:
            name = "unconfirmed" if attributes["confirmed"] in ("0", "false") else "confirmed"
        if not name and attributes.get("approved", "").lower() in _YES:
            name = "approved"
        self._unit = SegmentState(name or "", attributes.get("locked", "").lower() in _YES)
        self._parts = {
            part.get("id", ""): SegmentState(
                part.get("conf", "Unspecified"), part.get("locked", "").lower() in _YES
            )
            for part in unit.iter(_SDL + "seg")
        }

    def of(self, part: str | None) -> SegmentState:
        """The state of a part of the unit, by its id; None means the unit as a whole."""
        if part is None and len(self._parts) == 1:
            return next(iter(self._parts.values()))
        return self._parts.get(part or "", self._unit)


def counted(states: Iterable[SegmentState]) -> Unread | None:
    """What reports say of the states; None where all are alike and none is locked."""
    states = list(states)
    names = Counter(state.name or "without one" for state in states)
    locked = sum(state.is_locked for state in states)
    if len(names) < 2 and not locked:
        return None
    counts = [f"{count:,} {name}" for name, count in names.most_common()]
    counts += [f"{locked:,} locked"] if locked else []
    return Unread("states of segments", f"{', '.join(counts)}; what is translated is checked in any")
