"""A place or person has the name or spelling of another language.

What it finds
-------------
Countries and cities by what German, French, Spanish and 18 other languages call them (“Kiew”, “Estados
Unidos”), Russian and Ukrainian names in German or French letters (“Gorbatschow”, “Poutine”), and a few
abbreviations (“OTAN”), where English has another name. English words, names that also mean something else in
English (Roma, Granada, Francia), names in quotation marks or brackets or in a longer name (“Movimento
Democrático de Moçambique”), and names beside words of their own language pass.

Why it matters
--------------
Systems copy names that they do not know, and a translation by way of another language keeps that language's
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
colony), none in 944,881 words of VOA news. In 2.3 million words of WMT references there are 23 findings, 21
of them slips; these corpora had a say in which names are listed. It is rare in translations as well: systems
know the names of countries.

Source
------
Unicode CLDR for places; Duden's and French transcription of names from WordNet, Faker, GeoNames and English
corpora: `mtcheck/lexicon/exonyms.py`. Abbreviations: counted on the source and reference sides of WMT test
sets.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document, Sentence
from mtcheck.text.late_pattern import late_pattern
from mtcheck.text.passages import passages
from mtcheck.text.quotations import quotations, touches
from mtcheck.text.span import Span

if TYPE_CHECKING:
    from mtcheck.lexicon.exonyms import Exonym

_SLAVIC = late_pattern(
    r"[^\W\d_a-z][^\W\d_]+(?:ov|ova|ev|eva|in|ina|enko|sky|skiy|chuk|ow|owa|ew|ewa|skij|tschuk)$"
)
_POSSESSIVE = late_pattern(r"['’]s?$")
# Marks that tie a name to what stands beside it.
_TIED_BEFORE = late_pattern(r"[(\[\-–/@#.]")
_TIED_AFTER = late_pattern(r"[\-–/@)\]]")
# Small words of other languages: what has them beside it is part of a name in that language.
_PARTICLES = frozenset(
    "de du des da do dos del della dello di der die das den von van für la le les el il en et und y e".split()
)


@rule(Category.UNTRANSLATED, Severity.MAJOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    quoted = None
    reported_to = 0
    for sentence in document.sentences:
        for span, exonym in _foreign_names(sentence):
            if span.start < reported_to:
                continue
            if quoted is None:
                quoted = quotations(document)
            if not touches(quoted, span.start, span.end) and not _in_foreign_passage(document, span.start):
                reported_to = span.end
                yield _match(span, exonym)


def _foreign_names(sentence: Sentence) -> Iterator[tuple[Span, Exonym]]:
    from mtcheck.lexicon import exonyms

    for index, word in enumerate(sentence.words):
        if not word.text[0].isupper():
            continue
        text = _text_at(sentence.prose, word.start, _POSSESSIVE.sub("", word.text))
        exonym = exonyms.find(text)
        if exonym is None:
            continue
        span = Span(word.start, word.start + len(text))
        if exonym.abbreviation or _stands_alone(sentence, index, span, exonym):
            yield span, exonym


def _text_at(prose: str, start: int, word: str) -> str:
    """The longest foreign name of several words that begins here; otherwise the word itself."""
    from mtcheck.lexicon import exonyms

    for name in exonyms.longer(word):
        end = start + len(name)
        if prose.startswith(name, start) and not prose[end : end + 1].isalnum():
            return name
    return word


def _in_foreign_passage(document: Document, start: int) -> bool:
    """Whether the words around it are of another language, too: MT010 or MT106 reports them."""
    return any(passage.start <= start < passage.end for passage in passages(document))


def _stands_alone(sentence: Sentence, index: int, span: Span, exonym: Exonym) -> bool:
    """Whether a name stands in English prose: not in brackets, another name, or words of its own language."""
    from mtcheck.lexicon import foreign

    words, prose = sentence.words, sentence.prose
    if _TIED_BEFORE.search(prose, max(span.start - 1, 0), span.start) or _TIED_AFTER.match(prose, span.end):
        return False
    before = words[index - 1] if index else None
    behind = next((word for word in words[index + 1 :] if word.start >= span.end), None)
    for word in (before, behind):
        if word and not word.is_capitalised and (word.lower in _PARTICLES or foreign.language_of(word.lower)):
            return False
    next_to = behind if behind and behind.start == span.end + 1 else None
    if exonym.first_name:
        return bool(next_to and _SLAVIC.fullmatch(_POSSESSIVE.sub("", next_to.text)))
    if exonym.transcription:
        return True
    if next_to and next_to.is_capitalised:
        return False
    if before is None or not before.is_capitalised or before.end + 1 != span.start:
        return True
    return index == 1 and _is_plain(before.lower)


def _is_plain(lower: str) -> bool:
    """Whether a word that opens a sentence is no part of a name: In, The."""
    from mtcheck.lexicon import morphology

    return bool(morphology.tags(lower) & {"IN", "DT", "CC", "PRP", "PRP$", "RB", "MD"})


def _match(span: Span, exonym: Exonym) -> Match:
    from mtcheck.lexicon.languages import name_of

    languages = " and ".join(name_of(code) for code in exonym.languages[:2])
    kind = "abbreviation" if exonym.abbreviation else "spelling" if exonym.transcription else "name"
    english = exonym.english[:3]
    alternatives = " or ".join(f"“{name}”" for name in english)
    message = f"Check this name: “{exonym.name}” is the {languages} {kind}; English has {alternatives}."
    return Match(span.start, span.end, message, replace_with=english)
