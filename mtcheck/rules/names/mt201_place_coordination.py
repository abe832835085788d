"""One name in a list of places is no known place.

What it finds
-------------
Three or more place names in a row (“Luhansk, Hosen and Zaporizhzhia”) where all but one are known places of
one country, and the odd one is no known place, country, English word or part of a longer name, but resembles
one place of that country more than all others. That place is suggested. English-speaking countries are left
out: their places are named like people, and are not transcribed.

Why it matters
--------------
A name that went through another script or language comes back as another name. Readers look for it on the map
in vain.

Example
-------
The army holds parts of the Luhansk, Hosen and Zaporizhzhia regions.

Instead
-------
The army holds parts of the Luhansk, Kherson and Zaporizhzhia regions.

Measured
--------
`python -m benchmarks.names --select MT201`: no alarm in 93,737 words of clean news, one in 944,881 words of
VOA news, and five findings in 2.3 million words of WMT references, four of which are slips there
(“Shangdong”, “Songhkla”). Such lists are rare.

Source
------
GeoNames (CC BY 4.0), see `mtcheck/lexicon/places.py`; the idea: a list names things of one kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_NAME = r"[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:['’-][^\W\d_]+)*(?: [A-ZÀ-ÖØ-Þ][^\W\d_]+(?:['’-][^\W\d_]+)*){0,2}"
_LIST = re.compile(rf"\b{_NAME}(?:, {_NAME}){{1,50}},? (?:and|or|&) {_NAME}(?! [A-ZÀ-ÖØ-Þ])")
# The end of such a list. Nearly all sentences have none, and are not read again.
_TAIL = re.compile(r", [A-ZÀ-ÖØ-Þ][\w'’ -]{1,50},? (?:and|or|&) [A-ZÀ-ÖØ-Þ]")
_PART = re.compile(r",? (?:and|or|&) |, ")
_ENGLISH_SPEAKING = frozenset("US GB AU CA NZ IE ZA JM BS BB TT".split())
# A word before it that is half of the name: České Budějovice.
_AFTER_A_NAME = re.compile(r"[^\W\d_a-z][\w'’-]*[ -]$")
#: Likeness (mean of spelling and sound, 0 to 1) from which a known place may be, and is, what was meant.
_LIKE, _SURE = 0.65, 0.9
#: By how much the next place must be less alike where that is not sure.
_AHEAD = 0.1


class _ListedPlace(NamedTuple):
    """One name in a list of places."""

    start: int
    """Code points into the prose."""
    end: int
    """Code points, exclusive."""
    name: str
    """As it is written."""
    countries: tuple[str, ...]
    """ISO 3166 codes of the countries that have a place of this name."""


@rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    for sentence in document.sentences:
        if not _TAIL.search(document.prose, sentence.start, sentence.end):
            continue
        for match in _LIST.finditer(document.prose, sentence.start, sentence.end):
            listed = _places_of(document.prose, match)
            odd = _odd_one_out(listed)
            if odd and not _AFTER_A_NAME.search(document.prose, max(odd.start - 40, 0), odd.start):
                yield from _compare(odd, listed)


def _places_of(prose: str, match: re.Match[str]) -> list[_ListedPlace]:
    from mtcheck.lexicon import places  # large data, needed only where there is a list of names

    gaps = [gap.span() for gap in _PART.finditer(prose, *match.span())]
    starts = [match.start(), *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), match.end()]
    return [
        _ListedPlace(start, end, prose[start:end], places.countries_of(prose[start:end]))
        for start, end in zip(starts, ends, strict=True)
    ]


def _odd_one_out(listed: list[_ListedPlace]) -> _ListedPlace | None:
    """The one name in three or more that is no known place and no other word."""
    unknown = [place for place in listed if not place.countries]
    if len(listed) < 3 or len(unknown) != 1:
        return None
    name = unknown[0].name
    return unknown[0] if " " not in name and len(name) >= 4 and _is_unknown(name) else None


def _country_of(listed: list[_ListedPlace]) -> str | None:
    """The country of all but one, if English is not spoken there."""
    counts = Counter(code for place in listed for code in dict.fromkeys(place.countries))
    code, count = counts.most_common(1)[0]
    if count != len(listed) - 1 or any(counts[other] == count for other in _ENGLISH_SPEAKING):
        return None
    return code


def _compare(odd: _ListedPlace, listed: list[_ListedPlace]) -> Iterator[Match]:
    """A match where the odd one resembles one place of the others' country more than all its other places."""
    from mtcheck.lexicon import places

    code = _country_of(listed)
    if code is None:
        return
    nearest = places.nearest(odd.name, code, frozenset(places.fold(place.name) for place in listed))
    if not nearest or nearest[0].likeness < _LIKE or _same_but_for_i(nearest[0].name, odd.name):
        return
    best = nearest[0].likeness
    if len(nearest) > 1 and best < _SURE and best - nearest[1].likeness < _AHEAD:
        return
    likely = [place.name for place in nearest if place.likeness > best - 0.1]
    message = (
        f"Check this name: the others are places in {places.country_name(code)}, “{odd.name}” is no place "
        f"known there. Was {' or '.join(likely)} meant?"
    )
    yield Match(odd.start, odd.end, message, replace_with=likely)


def _same_but_for_i(first: str, second: str) -> bool:
    """Whether two names are fair spellings of one: Oromia, Oromiya."""
    from mtcheck.lexicon import places

    return len({re.sub("[iyj]+", "i", places.fold(name)) for name in (first, second)}) == 1


def _is_unknown(name: str) -> bool:
    """Whether it is no English word, no country and no pair of places (Jammu-Kashmir)."""
    from mtcheck.lexicon import foreign, morphology, places

    lower = name.lower()
    if any(places.countries_of(part) for part in name.split("-")[1:]):
        return False
    return not (
        lower in foreign.known_english()
        or morphology.tags(lower)
        or places.fold(name) in places.country_names()
    )
