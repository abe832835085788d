"""A place or person has the name or spelling of another language.

What it finds
-------------
Countries and cities by what German, French, Spanish and 18 other languages call them (“Kiew”, “Estados
Unidos”), Russian and Ukrainian names in German or French letters (“Gorbatschow”, “Poutine”), and a few
abbreviations (“OTAN”), where English has another name. English words, names that are also something else in
English (Roma, Granada, Francia), names in quotation marks or brackets, in a longer name (“Movimento
Democrático de Moçambique”) and names beside words of their own language pass.

Why it matters
--------------
Systems copy names that they do not know, and a translation by way of another language leaves that language's
spelling.

Example
-------
Talks between Poutine and the president of Rusia's neighbour ended in Kopenhagen.

Instead
-------
Talks between Putin and the president of Russia's neighbour ended in Copenhagen.

Measured
--------
`python -m benchmarks.names --select MT206`: 1 alarm in 93,737 words of clean news (“Cameroun”, of the
colony), none in 944,881 words of VOA news. In 2.3 million words of WMT references 23 findings, 21 of them
slips there; these corpora had a say in which names are listed. Rare in translations as well: systems know the
names of countries.

Source
------
Unicode CLDR for places; Duden's and French transcription of names from WordNet, Faker, GeoNames and English
corpora: `mtcheck/lexicon/exonyms.py`. Abbreviations: counted on the source and reference sides of WMT test
sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document, Sentence
from mtcheck.text.passages import passages
from mtcheck.text.quotations import quotations, touches

if TYPE_CHECKING:
    from mtcheck.lexicon.exonyms import Exonym

_SLAVIC = re.compile(
    r"[^\W\d_a-z][^\W\d_]+(?:ov|ova|ev|eva|in|ina|enko|sky|skiy|chuk|ow|owa|ew|ewa|skij|tschuk)$"
)
_POSSESSIVE = re.compile(r"['’]s?$")
# Small words of other languages: what they stand in is the name of something there.
_PARTICLES = frozenset(
    "de du des da do dos del della dello di der die das den von van für la le les el il en et und y e".split()
)


@rule(Category.UNTRANSLATED, Severity.MAJOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    from mtcheck.lexicon import exonyms

    quoted = None
    for sentence in document.sentences:
        words = sentence.words
        skip = 0
        for at, word in enumerate(words):
            if not word.text[0].isupper() or word.start < skip:
                continue
            text = _POSSESSIVE.sub("", word.text)
            start, end = word.start, word.start + len(text)
            for name in exonyms.longer(text):
                if (
                    document.prose.startswith(name, start)
                    and not document.prose[start + len(name) : start + len(name) + 1].isalnum()
                ):
                    text, end = name, start + len(name)
                    break
            found = exonyms.find(text)
            if found is None:
                continue
            behind = next(
                (other for other in range(at + 1, len(words)) if words[other].start >= end), len(words)
            )
            if not _stands_alone(sentence, at, behind, start, end, found):
                continue
            if quoted is None:
                quoted = quotations(document)
            if touches(quoted, start, end) or _in_foreign_passage(document, start):
                continue
            skip = end
            yield _finding(document, start, end, found)


def _in_foreign_passage(document: Document, start: int) -> bool:
    """Whether the words about it are of another language, too: MT010 or MT106 has them."""
    return any(passage.start <= start < passage.end for passage in passages(document))


def _stands_alone(sentence: Sentence, at: int, behind: int, start: int, end: int, found: Exonym) -> bool:
    """Whether the name stands in English prose: not in brackets, another name, or words of its own
    language.
    """
    from mtcheck.lexicon import foreign

    if found.abbreviation:
        return True
    words, prose = sentence.words, sentence.prose
    before = words[at - 1] if at else None
    after = words[behind] if behind < len(words) else None
    if prose[start - 1 : start] in tuple("([-–/@#.") or prose[end : end + 1] in tuple("-–/@)]"):
        return False
    for word in (before, after):
        if word and not word.is_capitalised and (word.lower in _PARTICLES or foreign.language_of(word.lower)):
            return False
    if found.first_name:
        return bool(after and after.start == end + 1 and _SLAVIC.fullmatch(_POSSESSIVE.sub("", after.text)))
    if found.transcription:
        return True
    if after and after.is_capitalised and after.start == end + 1:
        return False
    return not (
        before
        and before.is_capitalised
        and before.end + 1 == start
        and not _is_plain(before.lower, first=at == 1)
    )


def _is_plain(lower: str, *, first: bool) -> bool:
    from mtcheck.lexicon import morphology

    tags = morphology.tags(lower)
    return first and bool(tags & {"IN", "DT", "CC", "PRP", "PRP$", "RB", "MD"})


def _finding(document: Document, start: int, end: int, found: Exonym) -> Match:
    from mtcheck.lexicon.languages import language

    names = [language(code).name for code in found.languages[:2]]
    what = (
        f"the {' and '.join(names)} "
        f"{'abbreviation' if found.abbreviation else 'spelling' if found.transcription else 'name'}"
    )
    english = " or ".join(f"“{name}”" for name in found.english[:3])
    return Match(
        start,
        end,
        f"Check this name: “{found.name}” is {what}; English has {english}.",
        replace_with=found.english[:3],
    )
