"""Which columns hold what, and an error that helps where one is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

_SHOWN = 12


class ColumnError(ValueError):
    """A column that was named is not there, or there twice."""


@dataclass(frozen=True)
class ArticleColumns:
    """The names of the columns. source: what the article was translated from; reference: another
    translation of it.
    """

    text: str = "text"
    id: str = "id"
    source: str | None = None
    reference: str | None = None

    def named(self) -> Iterator[str]:
        """Each once."""
        yield from dict.fromkeys(
            name for name in (self.id, self.text, self.source, self.reference) if name is not None
        )

    def check(self, there: Iterable[object], where: str = "the frame", how: str = "{kind}=“{name}”") -> None:
        """Raise ColumnError unless all are there, once. how: how a column of that kind is named by whoever
        called.
        """
        names = [str(name) for name in there]
        for kind in ("text", "id", "source", "reference"):
            name = getattr(self, kind)
            if name is not None:
                check_column(name, names, where, how.format(kind=kind, name=name))


def check_column(name: str, there: Iterable[str], where: str, given: str) -> None:
    """Raise ColumnError unless there is one column of that name. given: how it was asked for."""
    names = list(there)
    if names.count(name) > 1:
        raise ColumnError(f"{where} has the column “{name}” more than once ({given}); rename one.")
    if name in names:
        return
    by_small = {one.casefold(): one for one in reversed(names)}
    near = get_close_matches(name.casefold(), by_small, n=1, cutoff=0.6)
    hint = f"did you mean “{by_small[near[0]]}”? " if near else ""
    shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    raise ColumnError(f"{where} has no column “{name}” ({given}); {hint}It has: {shown or 'no columns'}.")
