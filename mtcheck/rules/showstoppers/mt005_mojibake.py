"""Characters were read in the wrong encoding, or lost.

What it finds
-------------
UTF-8 that was read in another encoding, such as Windows-1252, Windows-1250, Mac Roman or Windows-1251, once
or several times over (“cafÃ©”, “donâ€™t”, “‚Äú”, “PokÃƒÂ©mon”), the replacement character �, C1 control
characters, a byte-order mark in the middle of the text, a question mark in place of an apostrophe or letter
(“don?t”), and invisible characters inside words. A correction is offered where the bytes can be read again.

Why it matters
--------------
Readers see it at once, spelling and search break on it, and lost letters (�) cannot be brought back without
the source.

Example
-------
The cafÃ© didnâ€™t open.

Instead
-------
The café didn’t open.

Measured
--------
See `python -m benchmarks.rules --select MT005`: no alarm in 93,737 words of clean news.

Source
------
The idea is that of ftfy (Speer 2019, Apache-2.0): mojibake is text that becomes plausible when its bytes are
decoded as UTF-8. Words under suspicion are repaired by ftfy; what it leaves, with tables from Python's own
codecs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.rules.showstoppers.misreadings import misreadings
from mtcheck.text.document import Document
from mtcheck.text.masking import BOM

_WRONG_ENCODING = "This was read in the wrong encoding."
_LOST = re.compile(r"\w{0,30}\ufffd[\w\ufffd’'-]{0,40}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]+")
_INVISIBLE = re.compile(
    r"(?<=[A-Za-z])[\u200b-\u200f\u2060\ufeff\u202a-\u202e]+(?=[A-Za-z])|(?<=.)\ufeff|[\u200b\u2060]{2,}",
    re.DOTALL,
)
# “â€” whose third character was lost on the way, and the traces of a byte-order mark and of a no-break space.
_TRACES = re.compile(r"â€[™œ\x9d\u009d“”˜¦¢]?|ï»¿|(?<=[a-z.,;:!?’”])Â(?=[\s  ”’]|$)|(?<=\s)Â(?=[ \xa0£€$°])")
_TRACE_MEANT = {"â€": "”", "ï»¿": "", "Â": ""}
_APOSTROPHE = re.compile(r"n\?t$|\?(?:s|re|ve|ll)$")
_QUESTION = re.compile(r"\b[A-Za-z]{1,30}(?:n\?t|\?(?:s|re|ve|ll)|[a-z]\?[bcdfghjklmnpqrtvwxz][a-z]+)\b")


_SHOWN = 80  # code points that a finding marks


class _Slip(NamedTuple):
    """Characters that were misread or lost."""

    start: int
    """Code points into the prose."""
    end: int
    """Code points, exclusive."""
    meant: str | None
    """None: not to be known."""
    message: str
    """One sentence for the editor."""


@rule(Category.ENCODING, Severity.CRITICAL, confidence=0.98, as_written=True)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    slips: list[_Slip] = []
    taken: set[int] = set()
    for slip in _slips(prose):
        if slip.start < slip.end and slip.start not in taken and slip.end - 1 not in taken:
            slips.append(slip)
            taken.update(range(slip.start, slip.end))
    dense = len(slips) >= 5 or (len(slips) * 250 > len(prose) and len(slips) >= 2)
    for slip in sorted(slips, key=lambda slip: slip.start):
        yield _match(prose, slip, Severity.CRITICAL if dense else Severity.MAJOR)


def _slips(prose: str) -> Iterator[_Slip]:
    """All of them, the surest first. They may overlap."""
    if not prose.isascii():
        for start, end, meant in misreadings(prose):
            yield _Slip(start, end, meant, _WRONG_ENCODING)
        for match in _TRACES.finditer(prose):
            yield _Slip(*match.span(), _TRACE_MEANT.get(match.group()), _WRONG_ENCODING)
        for match in _LOST.finditer(prose) if "\ufffd" in prose else ():
            yield _Slip(*match.span(), None, "A character was lost here (\ufffd): look it up in the source.")
        for match in _INVISIBLE.finditer(prose):
            message = "An invisible character stands here and breaks the word for search and spelling."
            yield _Slip(*match.span(), "", message)
    for match in _CONTROL.finditer(prose):
        yield _Slip(*match.span(), "", "A control character stands in the text.")
    if "?" in prose:
        yield from _lost_to_question_marks(prose)


def _lost_to_question_marks(prose: str) -> Iterator[_Slip]:
    """“don?t”. A single one without an apostrophe's ending may be a slip of the keyboard."""
    matches = [match for match in _QUESTION.finditer(prose) if not _in_address(prose, *match.span())]
    if len(matches) >= 2 or (matches and _APOSTROPHE.search(matches[0].group())):
        for match in matches:
            meant = match.group().replace("?", "’") if _APOSTROPHE.search(match.group()) else None
            yield _Slip(*match.span(), meant, "A question mark stands where a character was lost.")


def _match(prose: str, slip: _Slip, severity: Severity) -> Match:
    start, end = _word_around(prose, slip.start, slip.end) if slip.meant else (slip.start, slip.end)
    word = "" if slip.meant is None else prose[start : slip.start] + slip.meant + prose[slip.end : end]
    return Match(
        start,
        min(end, start + _SHOWN),
        f"{slip.message} “{word}” was meant." if slip.meant else slip.message,
        replace_with=() if slip.meant is None or end > start + _SHOWN else word,
        severity=Severity.MINOR if _is_invisible(prose[slip.start : slip.end]) else severity,
    )


def _is_invisible(text: str) -> bool:
    return all(unicodedata.category(character) == "Cf" for character in text)


def _word_around(prose: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and prose[start - 1].isalpha() and end - start < 40:
        start -= 1
    while end < len(prose) and prose[end].isalpha() and end - start < 40:
        end += 1
    return start, end


def _in_address(prose: str, start: int, end: int) -> bool:
    before, after = prose[max(0, start - 200) : start], prose[end : end + 200]
    token = before[before.rfind(" ") + 1 :] + after.partition(" ")[0]
    return any(mark in token for mark in ("/", "=", "&", "@", BOM))
