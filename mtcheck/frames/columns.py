"""The columns that hold an article, and an error that helps where one of them is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

#: The most columns that an error lists.
_LISTED = 12


class ColumnError(ValueError):
    """A column that was named is missing, or there twice."""


@dataclass(frozen=True)
class ArticleColumns:
    """The names of the columns that hold an article."""

    text: str = "text"
    """The article."""
    id: str = "id"
    """What it is called."""
    source: str | None = None
    """What it was translated from."""
    reference: str | None = None
    """Another translation of it."""

    def names(self) -> Iterator[str]:
        """The names, each once."""
        names = (self.id, self.text, self.source, self.reference)
        yield from dict.fromkeys(name for name in names if name is not None)

    def check(
        self, available: Iterable[object], where: str = "the frame", how: str = "{kind}=“{name}”"
    ) -> None:
        """Raise ColumnError unless each column is available once.

        where: the table, for the message. how: how the caller names a column of a kind.
        """
        available_names = [str(name) for name in available]
        for kind in ("text", "id", "source", "reference"):
            name = getattr(self, kind)
            if name is not None:
                check_column(name, available_names, where, how.format(kind=kind, name=name))


def check_column(name: str, available: Iterable[str], where: str, given: str) -> None:
    """Raise ColumnError unless there is one column of that name. given: how it was asked for."""
    names = list(available)
    if names.count(name) > 1:
        raise ColumnError(f"{where} has the column “{name}” more than once ({given}); rename one.")
    if name in names:
        return
    by_casefold = {candidate.casefold(): candidate for candidate in reversed(names)}
    near = get_close_matches(name.casefold(), by_casefold, n=1, cutoff=0.6)
    hint = f"did you mean “{by_casefold[near[0]]}”? " if near else ""
    listed = ", ".join(names[:_LISTED]) + (", …" if len(names) > _LISTED else "")
    raise ColumnError(f"{where} has no column “{name}” ({given}); {hint}It has: {listed or 'no columns'}.")
