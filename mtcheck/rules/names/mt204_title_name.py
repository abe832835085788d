"""A title does not go with the name.

What it finds
-------------
A title of one sex before a first name of the other (“Ms. Vladimir Putin”, “King Elizabeth”); a polite title
before a surname whose bearer the article introduced with a first name of the other sex, and with no word of
family; and an office that the state does not have (“Japanese President Shinzo Abe”). Only first names that
all lists give to one sex count. Mrs and Lady stand before a husband's first name, and pass.

Why it matters
--------------
Many languages have one word where English has Mr and Ms, or president and prime minister. Readers notice at
once.

Example
-------
Ms. Vladimir Putin met Japanese President Shinzo Abe.

Instead
-------
Mr. Vladimir Putin met Japanese Prime Minister Shinzo Abe.

Measured
--------
`python -m benchmarks.names --select MT204`: no alarm in 93,737 words of clean news, none in 944,881 words of
VOA news; two findings in 2.3 million words of WMT references, both slips there. It is rare: the annotated
translations have none.

Source
------
First names: Faker (MIT), see `mtcheck/lexicon/people.py`. Offices: the constitutions of the states named in
this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.rules.names.sightings import names
from mtcheck.text.document import Document
from mtcheck.text.late_pattern import late_pattern

_MAN, _WOMAN = "m", "f"
#: Titles of one sex. Mrs and Lady are left out: they stand before a husband's first name (Mrs. Kenneth
#: Miller).
_TITLES = {
    **dict.fromkeys(("Mr", "Sir", "King", "Prince", "Emperor"), _MAN),
    **dict.fromkeys(("Ms", "Miss", "Dame", "Queen", "Princess", "Empress"), _WOMAN),
}
_CROWNED = frozenset("King Queen Prince Princess Emperor Empress".split())
_OTHER = {
    "Mr": "Ms",
    "Ms": "Mr",
    "Miss": "Mr",
    "King": "Queen",
    "Queen": "King",
    "Prince": "Princess",
    "Princess": "Prince",
}
_SEX = {_MAN: "men", _WOMAN: "women"}
_NAME = r"[^\W\d_a-z][^\W\d_]+(?:[-'’](?!s\b)[^\W\d_]+)*"
_TITLED = late_pattern(
    rf"(?<![\w-])(?P<title>{'|'.join(_TITLES)})\b\.? (?P<first>{_NAME})(?P<last> {_NAME}| [IVX]+\b)?"
)
_CAPITAL_BEFORE = late_pattern(r"[^\W\d_a-z][\w'’-]* $")
_POLITE = late_pattern(rf"(?<![\w-])(?P<title>Mr|Ms|Miss)\b\.? (?P<last>{_NAME})(?! {_NAME})")
#: An article with one of these may speak of two people of one surname.
_FAMILY = late_pattern(
    r"\b(?:husband|wife|wives|spouse|couple|widow|widower|married|marriage|brother|sister|father|mother|son"
    r"|daughter|parent|family"
    r"|twin|sibling|heir|divorce\w*|his late|her late)s?\b",
    re.IGNORECASE,
)

# States that have had no such office for as long as there is English news about them. Chancellors are left
# out: most states had one once.
_PRIME_MINISTER = "Prime Minister"
_NO_SUCH = {
    "President": dict.fromkeys(
        "British UK Japanese Canadian Australian Dutch Belgian Swedish Norwegian Danish Spanish Thai "
        "Malaysian Jordanian Moroccan Saudi".split(),
        _PRIME_MINISTER,
    ),
    "Prime Minister": {
        "German": "Chancellor",
        "American": "President",
        "US": "President",
        "U.S.": "President",
    },
    "Premier": {"German": "Chancellor", "American": "President", "US": "President", "U.S.": "President"},
}
_NATIONS = sorted({nation for states in _NO_SUCH.values() for nation in states}, key=len, reverse=True)
_OFFICE = late_pattern(
    rf"(?<![\w-])(?P<nation>{'|'.join(map(re.escape, _NATIONS))}) (?P<title>{'|'.join(_NO_SUCH)}) "
    rf"(?=(?P<first>{_NAME}) {_NAME})"
)


@rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    yield from filter(None, (_check_sex(document, match) for match in _TITLED.finditer(document.prose)))
    yield from _check_surnames(document)
    yield from filter(None, (_check_office(match) for match in _OFFICE.finditer(document.prose)))


def _check_sex(document: Document, match: re.Match[str]) -> Match | None:
    """Ms. Vladimir Putin; King Elizabeth."""
    from mtcheck.lexicon import people

    title, first, last = match["title"], match["first"], match["last"]
    if not last and title not in _CROWNED:
        return None
    if _CAPITAL_BEFORE.search(document.prose, max(match.start() - 30, 0), match.start()):
        return None  # Martin Luther King
    gender = people.gender_of(first)
    if gender is None or gender == _TITLES[title]:
        return None
    message = (
        f"Check this name: “{title}” goes with {_SEX[_TITLES[title]]}, “{first}” is a first name of "
        f"{_SEX[gender]}."
    )
    return _wrong_title(document, match, message)


def _check_surnames(document: Document) -> Iterator[Match]:
    """Mr. Merkel, where the article has introduced Angela Merkel and no other of that surname."""
    matches = list(_POLITE.finditer(document.prose))
    if not matches or _FAMILY.search(document.prose):
        return
    first_names: dict[str, set[str]] = {}
    for name in names(document):
        if len(name.parts) > 1:
            first_names.setdefault(name.parts[-1].text, set()).add(name.parts[-2].text)
    from mtcheck.lexicon import people

    for match in matches:
        title, last = match["title"], match["last"]
        introduced = first_names.get(last, set())
        if len(introduced) != 1:
            continue
        (first,) = introduced
        gender = people.gender_of(first)
        if gender is not None and gender != _TITLES[title]:
            message = (
                f"Check this name: “{title}” goes with {_SEX[_TITLES[title]]}, but the article has "
                f"“{first} {last}”, and “{first}” is a first name of {_SEX[gender]}."
            )
            yield _wrong_title(document, match, message)


def _check_office(match: re.Match[str]) -> Match | None:
    """Japanese President Shinzo Abe."""
    from mtcheck.lexicon import morphology

    nation, title = match["nation"], match["title"]
    right = _NO_SUCH[title].get(nation)
    if right is None or morphology.tags(match["first"].lower()):
        return None
    return Match(
        match.start("title"),
        match.end("title"),
        f"Check this title: there is no {nation} {title}. Was “{right}” meant?",
        replace_with=right,
    )


def _wrong_title(document: Document, match: re.Match[str], message: str) -> Match:
    start, end = match.span()
    title = _OTHER.get(match["title"])
    return Match(
        start, end, message, replace_with=title + document.prose[match.end("title") : end] if title else ()
    )
