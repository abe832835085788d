"""One name in a list of places is no known place.

What it finds
-------------
Three or more place names in a row (“Luhansk, Hosen and Zaporizhzhia”) where all but one are known places of
one country, and the odd one is no known place, country, English word or part of a longer name, but resembles
one place of that country more than all others. That place is suggested. Countries of the English-speaking
world are left out: their places are named like people, and are not transcribed.

Why it matters
--------------
Names that went through another script or language come back as other names. Readers look for them on the map
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
VOA news, and five findings in 2.3 million words of WMT references, of which four are slips there
(“Shangdong”, “Songhkla”). Such lists are rare.

Source
------
GeoNames (CC BY 4.0), see `mtcheck/lexicon/places.py`; the idea: coordination is of things of one kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_NAME = r"[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:['’-][^\W\d_]+)*(?: [A-ZÀ-ÖØ-Þ][^\W\d_]+(?:['’-][^\W\d_]+)*){0,2}"
_LIST = re.compile(rf"\b{_NAME}(?:, {_NAME})+,? (?:and|or|&) {_NAME}(?! [A-ZÀ-ÖØ-Þ])")
# The end of such a list; nearly all sentences are done with after this.
_TAIL = re.compile(r", [A-ZÀ-ÖØ-Þ][\w'’ -]{1,50},? (?:and|or|&) [A-ZÀ-ÖØ-Þ]")
_PART = re.compile(r",? (?:and|or|&) |, ")
_ENGLISH_SPEAKING = frozenset("US GB AU CA NZ IE ZA JM BS BB TT".split())
# The word before, where it is half of the name: České Budějovice.
_AFTER_A_NAME = re.compile(r"[^\W\d_a-z][\w'’-]*[ -]$")
#: Likeness (mean of spelling and sound) from which on a known place can have been meant, and is.
_LIKE, _SURE = 0.65, 0.9
#: How much less alike the next place must be where that is not sure.
_AHEAD = 0.1


@rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    for sentence in document.sentences:
        if not _TAIL.search(document.prose, sentence.start, sentence.end):
            continue
        for match in _LIST.finditer(document.prose, sentence.start, sentence.end):
            finding = _check_list(document, match)
            if finding:
                yield finding


def _check_list(document: Document, match: re.Match[str]) -> Match | None:
    from mtcheck.lexicon import places  # large data, needed only where there is a list of names

    parts: list[tuple[int, int]] = []
    at = match.start()
    for gap in _PART.finditer(match.group()):
        parts.append((at, match.start() + gap.start()))
        at = match.start() + gap.end()
    parts.append((at, match.end()))
    text = document.prose
    names = [text[start:end] for start, end in parts]
    if len(names) < 3:
        return None
    where: list[tuple[str, ...]] = []
    odd: list[int] = []
    for name in names:
        where.append(places.countries_of(name))
        if not where[-1]:
            odd.append(len(where) - 1)
            if len(odd) > 1:
                return None
    if not odd:
        return None
    counts = Counter(code for found in where for code in set(found))
    code, count = counts.most_common(1)[0]
    if count != len(names) - 1 or any(counts[other] == count for other in _ENGLISH_SPEAKING):
        return None
    name = names[odd[0]]
    start, end = parts[odd[0]]
    if (
        " " in name
        or len(name) < 4
        or not _is_unknown(name)
        or _AFTER_A_NAME.search(text, max(start - 40, 0), start)
    ):
        return None
    near = places.nearest(name, code, frozenset(places.fold(other) for other in names))
    if not near or near[0].likeness < _LIKE or _same_but_for_i(near[0].name, name):
        return None
    if len(near) > 1 and near[0].likeness < _SURE and near[0].likeness - near[1].likeness < _AHEAD:
        return None
    likely = [place.name for place in near if place.likeness > near[0].likeness - 0.1]
    country = places.country_name(code)
    message = (
        f"Check this name: the others are places in {country}, “{name}” is no place known there. Was "
        f"{' or '.join(likely)} meant?"
    )
    return Match(start, end, message, replace_with=likely)


def _same_but_for_i(one: str, other: str) -> bool:
    """Whether two names are two fair spellings of one: Oromia, Oromiya."""
    from mtcheck.lexicon import places

    first, second = (re.sub("[iyj]+", "i", places.fold(name)) for name in (one, other))
    return first == second


def _is_unknown(name: str) -> bool:
    from mtcheck.lexicon import foreign, morphology, places

    lower = name.lower()
    if any(places.countries_of(part) for part in name.split("-")[1:]):  # Jammu-Kashmir
        return False
    return not (
        lower in foreign.known_english()
        or morphology.tags(lower)
        or places.fold(name) in places.country_names()
    )
