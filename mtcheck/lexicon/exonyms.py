"""Names as other languages write them: what they call a place (Moskau), how they transcribe a name (Poutine).

Source: `exonyms.txt` beside this file (CLDR for places, transcription tables for names; its header says how
it was made).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mtcheck.lexicon.lists import read_lines


class Exonym(NamedTuple):
    """A name as other languages have it."""

    name: str
    """As they write it."""
    english: tuple[str, ...]
    """What English calls it, one name or more."""
    languages: tuple[str, ...]
    """Codes of the languages, the commonest first."""
    transcription: bool
    """A Russian or Ukrainian name in another language's letters."""
    first_name: bool
    """Such a first name."""
    abbreviation: bool = False
    """As OTAN is of NATO."""


class _ExonymTable(NamedTuple):
    entries: dict[str, list[str]]
    """Name: what its lines have behind it."""
    openings: dict[str, list[str]]
    """First word of a longer name: the whole names, the longest first."""


@cache
def _table() -> _ExonymTable:
    entries: dict[str, list[str]] = {}
    openings: dict[str, list[str]] = {}
    for line in read_lines("exonyms.txt"):
        name, _, rest = line.partition("|")
        if " " in name and name not in entries:
            openings.setdefault(name[: name.index(" ")], []).append(name)
        entries.setdefault(name, []).append(rest)
    for names in openings.values():
        names.sort(key=len, reverse=True)
    return _ExonymTable(entries, openings)


def longer(word: str) -> list[str]:
    """The names of several words that begin with this one, the longest first."""
    return _table().openings.get(word, [])


def find(name: str) -> Exonym | None:
    """The entry for exactly this name; None where English has it, or where no other language is known to."""
    entries = _table().entries
    lines, first_name = entries.get(name), False
    if lines is None:
        lines, first_name = entries.get(f"!{name}"), True
    if lines is None:
        return None
    english, languages = zip(*(line.split("|") for line in lines), strict=True)
    codes = dict.fromkeys(code for part in languages for code in part.split())
    marks = {code[0] for code in codes}
    return Exonym(
        name,
        tuple(english),
        tuple(code.lstrip("+=") for code in codes),
        transcription="+" in marks,
        first_name=first_name,
        abbreviation="=" in marks,
    )
