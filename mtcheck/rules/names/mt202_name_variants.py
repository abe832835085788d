"""One person or place is spelt in several ways.

What it finds
-------------
Two spellings of a name in one article that sound the same (“Kim Ju-ae”, “Kim Joo-ae”), or differ in a letter,
where the article itself shows that they are one: the same first name or other half goes with both, or one of
them always stands alone and is not a known name. It marks the rarer spelling, or the one that is not known,
where it first stands. Inflected and derived forms, diacritics, hyphens and possessives do not count as
another spelling. Names that each have a first name of their own are two people; two words, two first names or
two places that are known are taken as they are. The exception is a place that English spells in two ways
(Kyiv, Kiev), where an article has both, by themselves and unexplained. Of more than two hundred spellings,
which are a list of names or codes, it marks two hundred.

Why it matters
--------------
A name that is transcribed word by word comes out differently each time. Readers take it for two people.

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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, combinations
from typing import TypeVar

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.rules.names.sightings import Name, Part, names, sound
from mtcheck.text.document import Document

#: Letters of the shortest name: shorter ones are too often alike by chance.
_SHORTEST = 4
#: Letters of the shortest and longest names that are compared letter by letter where they sound different.
_SHORTEST_NEAR, _LONGEST_NEAR = 6, 60
# Endings that make another word of a name: the people, the language, the wife.
_ENDINGS = frozenset(
    ",a,aia,an,ans,aya,e,ea,ean,eans,ed,en,ene,er,ers,es,ese,eva,ev,i,ia,ian,ians,ic,ica,ican,icans,ich,ies,"
    "ika,in,ina,ine,ing,ino,ir,is,ish,ism,ist,ista,istas,ists,ita,ite,ites,iya,k,ka,kar,ki,ko,la,lar,land,"
    "lander,ls,n,na,ne,ni,nian,o,os,ois,ov,ova,s,sh,ska,skaya,ski,sky,t,te,ti,us,y,ya".split(",")
)
# Of these, the endings that count beside the same other words: Saudi Arabia, Saudi Arabian.
_ENDINGS_OF_ONE = frozenset(",an,ans,es,i,ian,ians,ic,is,n,na,ns,s,ese,ish,ean,eans".split(","))
#: Of more spellings than these that sound alike, or have a rest in common, each is compared with the first.
_MOST_ALIKE = 6
#: Of more variants than these, that many are found: such a text is a list of names, or of codes.
_MOST_FOUND = 200
_T = TypeVar("_T")
# An article that explains a spelling has both on purpose.
_EXPLAINED = re.compile(
    r"\b(?:formerly|once|previously|also|now|then|better|locally) (?:known|called|named|spelt|spelled"
    r"|written)\b|\brenamed\b|\b(?:spelling|spelt|spelled|transliterat\w+|old name|new name|former name"
    r"|official name|Russian name)\b",
    re.IGNORECASE,
)


@dataclass
class _Form:
    """One spelling of one word of names, with the names that it stands in."""

    text: str
    """As it is written."""
    mentions: list[tuple[Part, Name]] = field(default_factory=list)
    """Every place it stands, in order."""

    @property
    def first(self) -> Part:
        return self.mentions[0][0]

    @cached_property
    def sound(self) -> str:
        """How it sounds."""
        return sound(self.text)

    @cached_property
    def plain(self) -> str:
        """The spelling without accents, case and hyphens."""
        from mtcheck.lexicon.places import fold

        return fold(self.text).replace("-", "")

    @cached_property
    def kinds(self) -> frozenset[str]:
        """What it is known as."""
        return _kinds(self.text)

    @cached_property
    def is_alone(self) -> bool:
        """Whether it is never part of a longer name."""
        return all(len(name.core) == 1 for _, name in self.mentions)

    @cached_property
    def is_introduced(self) -> bool:
        """Whether it has a first name somewhere."""
        return any(len(name.core) > 1 and part is name.core[-1] for part, name in self.mentions)

    @cached_property
    def companions(self) -> set[tuple[int, tuple[str, ...]]]:
        """(its index, the other words) in each name of several words."""
        companions = set()
        for part, name in self.mentions:
            parts = name.core
            if len(parts) > 1 and part in parts:
                others = tuple(other.text for other in parts if other is not part)
                companions.add((parts.index(part), others))
        return companions


@rule(Category.INCONSISTENCY, Severity.MAJOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    forms: dict[str, _Form] = {}
    for name in names(document):
        if _is_pronunciation(document, name):
            continue
        for part in name.parts:
            if len(part.text) >= _SHORTEST:
                forms.setdefault(part.text, _Form(part.text)).mentions.append((part, name))
    matches: dict[str, Match] = {}  # by the text they mark: one a spelling
    pairs = chain(
        ((pair, severity) for pair in _alike(forms.values()) if (severity := _compare(*pair))),
        ((pair, Severity.MINOR) for pair in _places(document, forms)),
    )
    for pair, severity in pairs:
        match = _variant(*pair, severity)
        matches.setdefault(document.slice(document.snap(match.start, match.end)), match)
        if len(matches) == _MOST_FOUND:
            break
    yield from sorted(matches.values(), key=lambda match: match.start)


def _is_pronunciation(document: Document, name: Name) -> bool:
    """Jorvik (pronounced “Yor-vik”)."""
    start = name.parts[0].start
    return "pronounced" in document.prose[max(0, start - 20) : start]


def _alike(forms: Iterable[_Form]) -> Iterator[tuple[_Form, _Form]]:
    """Pairs of spellings that sound the same, or differ in a letter or two."""
    by_sound: dict[str, list[_Form]] = defaultdict(list)
    by_letter: dict[str, list[_Form]] = defaultdict(list)
    for form in forms:
        by_sound[form.sound].append(form)
        if _SHORTEST_NEAR <= len(form.text) <= _LONGEST_NEAR:
            by_letter[form.sound[:1]].append(form)
    for same in by_sound.values():
        yield from _pairs(same)
    for near in by_letter.values():
        yield from _near_pairs(near)


def _near_pairs(forms: Sequence[_Form]) -> Iterator[tuple[_Form, _Form]]:
    """The pairs of forms that are near each other, in order.

    Two such words are the same once a letter is taken out of the longer one, or out of both (Garbe, Norvig's
    and Faroo's “symmetric delete”), so that only words with such a rest in common are compared.
    """
    by_rest: dict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        word = form.text.lower()
        for rest in {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}:
            by_rest[rest].append(index)
    pairs = {pair for indexes in by_rest.values() for pair in _pairs(indexes)}
    for first, second in sorted(pairs):
        if _is_near(forms[first].text, forms[second].text):
            yield forms[first], forms[second]


def _pairs(items: Sequence[_T]) -> Iterator[tuple[_T, _T]]:
    """All pairs; of very many items, those with the first one."""
    if len(items) <= _MOST_ALIKE:
        return combinations(items, 2)
    return ((items[0], other) for other in items[1:])


def _is_near(first: str, second: str) -> bool:
    """Whether one letter was added, lost or changed, or two neighbours swapped."""
    shorter, longer = first.lower(), second.lower()
    if len(shorter) > len(longer):
        shorter, longer = longer, shorter
    start = _common_letters(shorter, longer)
    end = min(_common_letters(shorter[::-1], longer[::-1]), len(shorter) - start)
    middle = shorter[start : len(shorter) - end], longer[start : len(longer) - end]
    if middle == ("", ""):
        return False
    return len(middle[1]) == 1 or (len(middle[0]) == 2 and middle[0] == middle[1][::-1])


def _common_letters(first: str, second: str) -> int:
    """How many letters two words begin with alike."""
    count = 0
    for letter, other in zip(first, second, strict=False):
        if letter != other:
            break
        count += 1
    return count


def _compare(first: _Form, second: _Form) -> Severity | None:
    """How grave it is that an article has both spellings; None where they need not be one name."""
    if first.plain == second.plain:
        return None
    same = first.sound == second.sound
    together = not first.companions.isdisjoint(second.companions)
    if not (same or together or _is_bare(first, second) or _is_bare(second, first)):
        return None
    if (
        _is_inflected(first.plain, second.plain, together=together)
        or (not together and first.companions and second.companions)  # two people
        or _is_series(first.text, second.text)
        or not _can_be_one(first, second, same=same, together=together)
    ):
        return None
    return Severity.MINOR if same else Severity.MAJOR


def _places(document: Document, forms: dict[str, _Form]) -> Iterator[tuple[_Form, _Form]]:
    """Two known spellings of a place, unexplained, and neither in a longer name (Bombay Stock Exchange)."""
    from mtcheck.lexicon.places import SPELLINGS

    for group in SPELLINGS:
        present = [forms[name] for name in group if name in forms]
        if len(present) > 1 and all(form.is_alone for form in present):
            if _EXPLAINED.search(document.prose):
                return
            yield from combinations(present, 2)


def _variant(first: _Form, second: _Form, severity: Severity) -> Match:
    """A match on the spelling that is likelier wrong."""
    wrong, right = _wrong_and_right(first, second)
    times = len(right.mentions)
    elsewhere = "elsewhere" if times == 1 else f"{times} times elsewhere"
    message = (
        f"Check this name: “{wrong.text}” here, “{right.text}” {elsewhere}."
        " If they are one person or place, use one spelling."
    )
    part = wrong.first
    return Match(part.start, part.end, message, replace_with=right.text, severity=severity)


def _is_bare(bare: _Form, introduced: _Form) -> bool:
    """Whether one spelling is unknown and always alone, and the other has a first name somewhere."""
    return bare.is_alone and introduced.is_introduced and not bare.kinds


def _is_inflected(first: str, second: str, *, together: bool) -> bool:
    """Whether two names (folded) differ only in endings of inflection and derivation."""
    common = _common_letters(first, second)
    if together:
        return {first[common:], second[common:]} <= _ENDINGS_OF_ONE
    return common >= 3 and any(
        first[stem:] in _ENDINGS and second[stem:] in _ENDINGS
        for stem in range(max(common - 2, 3), common + 1)
    )


def _is_series(first: str, second: str) -> bool:
    """Whether two names differ in a number or a single letter: Mazda2 and Mazda3, Group-A and Group-B."""
    if any(character.isdigit() for character in first + second):
        return True
    parts = first.split("-"), second.split("-")
    return len(parts[0]) == len(parts[1]) > 1 and any(
        min(len(part), len(other)) == 1 for part, other in zip(*parts, strict=True) if part != other
    )


def _can_be_one(first: _Form, second: _Form, *, same: bool, together: bool) -> bool:
    """Whether what is known of the two spellings lets them be one name."""
    known = first.kinds, second.kinds
    if "word" in known[0] or "word" in known[1]:
        return False
    if same and together:
        return True
    return not (known[0] and known[1])


def _kinds(text: str) -> frozenset[str]:
    """What a spelling is known as."""
    from mtcheck.lexicon import foreign, morphology, people, places

    lower = text.lower()
    kinds = {
        "word": lower in foreign.known_english() or morphology.tags(lower),
        "first name": people.is_first_name(text),
        "surname": people.is_surname(text),
        "place": places.countries_of(text) or places.fold(text) in places.country_names(),
    }
    return frozenset(kind for kind, applies in kinds.items() if applies)


def _wrong_and_right(first: _Form, second: _Form) -> tuple[_Form, _Form]:
    """(the spelling to look at, the one to keep): keep the known one, the commoner, the earlier."""

    def merit(form: _Form) -> tuple[bool, int, int]:
        return bool(form.kinds), len(form.mentions), -form.first.start

    return (second, first) if merit(first) > merit(second) else (first, second)
