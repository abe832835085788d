"""One person or place is spelt in several ways.

What it finds
-------------
Two spellings of a name in one article that sound the same (“Kim Ju-ae”, “Kim Joo-ae”), or differ in a letter,
where the article says itself that they are one: the same first name or other half goes with both, or one of
them only ever stands alone and is no name that is known. Marked is the rarer spelling, or the one that is not
known, where it stands first. Inflected and derived forms, diacritics, hyphens and possessives are no other
spelling; names that each have a first name of their own are two people, and two words, two first names or two
places that are known are what they are; except places that English spells in two ways (Kyiv, Kiev), where an
article has both, by themselves and unexplained.

Why it matters
--------------
Names that are transcribed word by word come out differently each time. Readers take them for two people.

Example
-------
Sohrab Berkovsky lost the first game. Two days later Berkofsky won.

Instead
-------
Sohrab Berkovsky lost the first game. Two days later Berkovsky won.

Measured
--------
`python -m benchmarks.names --select MT202`: 4 alarms in 93,737 words of clean news (0.04 per 1,000), three of
them names that were misprinted (“Norstrand” for Nordstrand); the fourth is “Cameroun” beside “Cameroon”. Of
14 findings on annotated translations 11 touch a span that a professional marked; the others are Macao beside
Macau. Not tuned on: of the last 90 findings in WMT references (0.05 per 1,000 words, articles cut every 25
lines) about nine in ten are slips; articles by weak systems have 0.10 per 1,000.

Source
------
Sounds of romanised names as in `mtcheck/rules/names/sightings.py`; known names from Faker (MIT), GeoNames (CC
BY 4.0) and the English word lists, see `mtcheck/lexicon/`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.rules.names.sightings import Name, Part, names, sound
from mtcheck.text.document import Document

#: Letters that a name has at least: shorter ones are too often alike by chance.
_SHORTEST = 4
#: Letters of names that sound different, from which on they are compared letter by letter.
_SHORTEST_NEAR = 6
# What makes a word of the same stem out of a name: the people, the language, the wife.
_ENDINGS = frozenset(
    ",a,aia,an,ans,aya,e,ea,ean,eans,ed,en,ene,er,ers,es,ese,eva,ev,i,ia,ian,ians,ic,ica,ican,icans,ich,ies,"
    "ika,in,ina,ine,ing,ino,ir,is,ish,ism,ist,ista,istas,ists,ita,ite,ites,iya,k,ka,kar,ki,ko,la,lar,land,"
    "lander,ls,n,na,ne,ni,nian,o,os,ois,ov,ova,s,sh,ska,skaya,ski,sky,t,te,ti,us,y,ya".split(",")
)
# The same of a word in a name whose other words are the same: Saudi Arabia, Saudi Arabian.
_ENDINGS_OF_ONE = frozenset(",an,ans,es,i,ian,ians,ic,is,n,na,ns,s,ese,ish,ean,eans".split(","))


# An article that explains a spelling has both on purpose.
_EXPLAINED = re.compile(
    r"\b(?:formerly|once|previously|also|now|then|better|locally) (?:known|called|named|spelt|spelled"
    r"|written)\b|\brenamed\b"
    r"|\b(?:spelling|spelt|spelled|transliterat\w+|old name|new name|former name|official name"
    r"|Russian name)\b",
    re.IGNORECASE,
)


@dataclass
class _Form:
    """One spelling of one word of names, with the names that it stands in."""

    text: str
    mentions: list[tuple[Part, Name]] = field(default_factory=list)

    @property
    def first(self) -> Part:
        return self.mentions[0][0]

    def companions(self) -> set[tuple[int, tuple[str, ...]]]:
        """The other words of the names it is in, with its place among them."""
        found = set()
        for part, name in self.mentions:
            parts = name.core
            if len(parts) > 1 and part in parts:
                found.add((parts.index(part), tuple(other.text for other in parts if other is not part)))
        return found


@rule(Category.INCONSISTENCY, Severity.MAJOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    forms: dict[str, _Form] = {}
    for name in names(document):
        for part in name.parts:
            if len(part.text) >= _SHORTEST:
                forms.setdefault(part.text, _Form(part.text)).mentions.append((part, name))
    found: dict[str, Match] = {}
    for one, other in _alike(forms.values()):
        match = _compare(document, one, other)
        if match:
            found.setdefault(_text(document, match), match)
    for one, other in _places(document, forms):
        match = _finding(document, one, other, Severity.MINOR)
        found.setdefault(_text(document, match), match)
    yield from sorted(found.values(), key=lambda match: match.start)


def _text(document: Document, match: Match) -> str:
    return document.slice(document.snap(match.start, match.end))


def _alike(forms: Iterable[_Form]) -> Iterator[tuple[_Form, _Form]]:
    """Pairs of spellings that sound the same, or differ in a letter or two."""
    by_sound: dict[str, list[_Form]] = defaultdict(list)
    by_letter: dict[str, list[_Form]] = defaultdict(list)
    for form in forms:
        heard = sound(form.text)
        by_sound[heard].append(form)
        if len(form.text) >= _SHORTEST_NEAR:
            by_letter[heard[:1]].append(form)
    for same in by_sound.values():
        yield from combinations(same, 2)
    for near in by_letter.values():
        for one, other in combinations(near, 2):
            if abs(len(one.text) - len(other.text)) <= 1 and _is_near(one.text, other.text):
                yield one, other


def _is_near(one: str, other: str) -> bool:
    """One letter more, less or other; or two neighbours swapped. Not at the end alone, where inflection
    is.
    """
    one, other = one.lower(), other.lower()
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    end = 0
    while end < len(one) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    middle = one[start : len(one) - end], other[start : len(other) - end]
    if middle == ("", ""):
        return False
    return len(middle[1]) == 1 or (len(middle[0]) == 2 and middle[0] == middle[1][::-1])


def _compare(document: Document, one: _Form, other: _Form) -> Match | None:
    from mtcheck.lexicon.places import fold

    plain = fold(one.text).replace("-", ""), fold(other.text).replace("-", "")
    if plain[0] == plain[1]:
        return None
    same = sound(one.text) == sound(other.text)
    together = _companions(one, other)
    if not (same or together or _is_bare(one, other) or _is_bare(other, one)):
        return None
    if (
        _is_inflected(*plain, together=together)
        or (not together and _apart(one, other))
        or _is_series(one.text, other.text)
    ):
        return None
    if not _can_be_one(one, other, same=same, together=together):
        return None
    return _finding(document, one, other, Severity.MINOR if same else Severity.MAJOR)


def _places(document: Document, forms: dict[str, _Form]) -> Iterator[tuple[_Form, _Form]]:
    """Two known spellings of a place, where neither is part of a longer name (Bombay Stock Exchange) and
    none is explained.
    """
    from mtcheck.lexicon.places import SPELLINGS

    for group in SPELLINGS:
        present = [forms[name] for name in group if name in forms]
        if len(present) > 1 and all(len(name.core) == 1 for form in present for _, name in form.mentions):
            if _EXPLAINED.search(document.prose):
                return
            yield from combinations(present, 2)


def _finding(document: Document, one: _Form, other: _Form, severity: Severity) -> Match:
    wrong, right = _which(one, other)
    times = len(right.mentions)
    message = (
        f"Check this name: “{wrong.text}” here, “{right.text}” "
        f"{'elsewhere' if times == 1 else f'{times} times elsewhere'}."
        " If they are one person or place, use one spelling."
    )
    part = wrong.first
    return Match(part.start, part.end, message, replace_with=right.text, severity=severity)


def _companions(one: _Form, other: _Form) -> bool:
    """Whether both stand in the same place of a name, beside the same words."""
    return bool(one.companions() & other.companions())


def _is_bare(bare: _Form, introduced: _Form) -> bool:
    """Whether one spelling, no known name, only ever stands alone, while the other is introduced with a
    first name.
    """
    return (
        all(len(name.core) == 1 for _, name in bare.mentions)
        and any(len(name.core) > 1 and part is name.core[-1] for part, name in introduced.mentions)
        and not _kinds(bare.text)
    )


def _apart(one: _Form, other: _Form) -> bool:
    """Whether each has other first names of its own: two people."""
    return bool(one.companions()) and bool(other.companions())


def _is_inflected(one: str, other: str, *, together: bool) -> bool:
    """Whether two names (folded) differ in their endings as inflection and derivation make them."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if together:
        return {one[start:], other[start:]} <= _ENDINGS_OF_ONE
    return start >= 3 and any(
        one[at:] in _ENDINGS and other[at:] in _ENDINGS for at in range(max(start - 2, 3), start + 1)
    )


def _is_series(one: str, other: str) -> bool:
    """Whether two names differ in a number or a letter of their own: Mazda2 and Mazda3, Group-A and
    Group-B.
    """
    if any(char.isdigit() for char in one + other):
        return True
    parts = one.split("-"), other.split("-")
    return len(parts[0]) == len(parts[1]) > 1 and any(
        min(len(first), len(second)) == 1 for first, second in zip(*parts, strict=True) if first != second
    )


def _can_be_one(one: _Form, other: _Form, *, same: bool, together: bool) -> bool:
    known = _kinds(one.text), _kinds(other.text)
    if "word" in known[0] or "word" in known[1]:
        return False
    if same and together:
        return True
    return not (known[0] and known[1])


def _kinds(text: str) -> set[str]:
    from mtcheck.lexicon import foreign, morphology, people, places

    lower = text.lower()
    found = set()
    if lower in foreign.known_english() or morphology.tags(lower):
        found.add("word")
    if people.is_first_name(text):
        found.add("first name")
    if people.is_surname(text):
        found.add("surname")
    if places.countries_of(text) or places.fold(text) in places.country_names():
        found.add("place")
    return found


def _which(one: _Form, other: _Form) -> tuple[_Form, _Form]:
    """(the spelling to look at, the one to keep): the known one stays, then the commoner, then the
    earlier.
    """
    known = bool(_kinds(one.text)), bool(_kinds(other.text))
    if known[0] != known[1]:
        return (other, one) if known[0] else (one, other)
    if len(one.mentions) != len(other.mentions):
        return (other, one) if len(one.mentions) > len(other.mentions) else (one, other)
    return (other, one) if one.first.start < other.first.start else (one, other)
