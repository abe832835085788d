"""Names as other languages write them: what they call a place (Moskau), how they transcribe a name (Poutine).

Source: `exonyms.txt` beside this file (CLDR for places, transcription tables for names; its header says how
it was made).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).with_name("exonyms.txt")


class Exonym(NamedTuple):
    """A name as other languages have it. english: what English calls it, one or more; languages: codes,
    commonest first.

    transcription: a Russian or Ukrainian name in another language's letters. first_name: such a first name.
    abbreviation: OTAN.
    """

    name: str
    english: tuple[str, ...]
    languages: tuple[str, ...]
    transcription: bool
    first_name: bool
    abbreviation: bool = False


class _Data(NamedTuple):
    lines: dict[str, list[str]]  # name: what stands behind it
    openings: dict[str, list[str]]  # first word of a longer name: the whole names, the longest first


@cache
def _data() -> _Data:
    lines: dict[str, list[str]] = {}
    openings: dict[str, list[str]] = {}
    with _DATA.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            name, _, rest = line.rstrip("\n").partition("|")
            if " " in name and name not in lines:
                openings.setdefault(name[: name.index(" ")], []).append(name)
            lines.setdefault(name, []).append(rest)
    for names in openings.values():
        names.sort(key=len, reverse=True)
    return _Data(lines, openings)


def longer(word: str) -> list[str]:
    """The names of several words that begin with this one, the longest first."""
    return _data().openings.get(word, [])


def find(name: str) -> Exonym | None:
    """The entry for exactly this name; None where English has it, or where no other language is known to."""
    lines, first_name = _data().lines.get(name), False
    if lines is None:
        lines, first_name = _data().lines.get(f"!{name}"), True
    if lines is None:
        return None
    english, languages = zip(*(line.split("|") for line in lines), strict=True)
    codes = dict.fromkeys(code for part in languages for code in part.split())
    marks = {code[0] for code in codes}
    return Exonym(
        name,
        tuple(english),
        tuple(code.lstrip("+=") for code in codes),
        "+" in marks,
        first_name,
        "=" in marks,
    )
