"""A sentence begins with a small letter.

What it finds
-------------
A small letter at the beginning of a paragraph that is a sentence, or after a full stop that ends one.
Abbreviations, list items, captions, names that begin with a small letter (eBay, adidas, de Gaulle, al-Assad),
ellipses and broken-off quotations pass, and so does a paragraph that goes on with what the one before it
began.

Why it matters
--------------
Either two sentences were torn apart (“… manufacturers themselves. wait.”) or the capital was lost.

Example
-------
The board rejected the plan. the chairman has resigned.

Instead
-------
The board rejected the plan. The chairman has resigned.

Measured
--------
No alarm in 93,737 words of clean news; one finding in 6,500 words of rule-based and online output. In WMT23
Chinese-English 9 of 10 such sentences lie on marked spans (docs/quality-checks.md). `python -m
benchmarks.rules --select MT412`.

Source
------
Harper's SentenceCapitalization and Okapi's pattern, restricted; pofilter “startcaps”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document, Paragraph
from mtcheck.text.function_words import is_known
from mtcheck.text.span import Span

_BEGINNING = re.compile(r"[\"“(]?(?P<word>[a-z]{2,})(?=[\s,'’])(?!['’]?-)")
_AFTER_STOP = re.compile(r"(?<=[a-z]{4})(?P<stop>[.!?][\"”)]?) (?P<word>[a-z]{2,}|a)(?=[\s,'’])(?! ?\.\w)")
_PARTICLES = frozenset(
    "de du da di del della van von der den ter zu al el ben bin ibn la le les los las st iPhone eBay".split()
)
_ABBREVIATIONS = frozenset(
    "approx assoc corp dept prof asoc dipl feat incl excl resp edit eds hist abbr orig illus assn capt sgt "
    "bros gov sens reps univ inst arch engl amer intl govt mfrs tech mins secs messrs supt comdr cmdr sect "
    "ltda vols coop tbsp tbsps tsps pkgs pkts contd misc natl temp figs refs eqns chaps paras transl introd "
    "conj pron prep subj masc usu abbrev attn asst addl elem".split()
)
#: People who write their names small.
_SMALL_NAMES = ("bell hooks", "danah boyd")
_LINKS = frozenset("and or but nor to the that of if with shall must which unless by".split())
_GOES_ON = frozenset(",:;–—-")
_WORD = re.compile(r"[A-Za-z]+$")
_FEWEST = 4  # words, in a paragraph that counts as a sentence


@rule(Category.SPELLING, Severity.MINOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    for word in (*_starts_of_paragraphs(document), *_words_after_stops(document)):
        capitalised = document.text[word.start : word.end].capitalize()
        message = f"A sentence begins with a capital: “{capitalised}”."
        yield Match(word.start, word.end, message, replace_with=capitalised)


def _starts_of_paragraphs(document: Document) -> list[Span]:
    prose, paragraphs = document.prose, document.paragraphs
    small = []
    for paragraph in paragraphs:
        match = _BEGINNING.match(prose, paragraph.start, paragraph.end)
        if match is None or not _is_sentence(prose[paragraph.start : paragraph.end]):
            continue
        if not _is_name(document, match.start("word"), match["word"]) and not _is_in_list(
            document, paragraph
        ):
            small.append(Span(*match.span("word")))
    is_style = len(small) > max(1, len(paragraphs) // 4)  # a writer without capitals
    return [] if is_style else small


def _is_in_list(document: Document, paragraph: Paragraph) -> bool:
    """Whether a paragraph beside it begins small, too, or the one before it is not at an end."""
    prose, index = document.prose, paragraph.index
    before = document.paragraphs[index - 1] if index else None
    if before is not None and (_is_unfinished(prose, before) or _begins_small(prose, before)):
        return True
    return any(_begins_small(prose, after) for after in document.paragraphs[index + 1 : index + 2])


def _is_unfinished(prose: str, paragraph: Paragraph) -> bool:
    """Whether it ends with a comma, a colon, or a word that something must follow."""
    if prose[paragraph.end - 1] in _GOES_ON:
        return True
    last = _WORD.search(prose, max(paragraph.start, paragraph.end - 60), paragraph.end)
    return last is not None and last.group() in _LINKS


def _begins_small(prose: str, paragraph: Paragraph) -> bool:
    return prose[paragraph.start].islower()


def _is_name(document: Document, start: int, word: str) -> bool:
    """De Gaulle, bell hooks, adidas: a particle, a person, or a word that English has not."""
    if word in _PARTICLES or document.prose.startswith(_SMALL_NAMES, start):
        return True
    return not is_known(word)


def _is_sentence(text: str) -> bool:
    return text.rstrip('"”)').endswith((".", "!", "?")) and len(text.split()) >= _FEWEST


def _words_after_stops(document: Document) -> Iterator[Span]:
    prose = document.prose
    starts = {paragraph.start for paragraph in document.paragraphs}
    for match in _AFTER_STOP.finditer(prose):
        if match["stop"] != "." or _is_name(document, match.start("word"), match["word"]):
            continue  # "Really?" he asked.
        before = _WORD.search(prose, max(0, match.start() - 20), match.start())
        if before is None or before.group().lower() in _ABBREVIATIONS:
            continue
        if _is_without_capitals(document, match.start()):
            continue
        if match.start("word") not in starts and not document.is_masked(match.start(), match.end()):
            yield Span(*match.span("word"))


def _is_without_capitals(document: Document, offset: int) -> bool:
    """Whether the paragraph begins small, too, as all do of a writer without capitals."""
    sentence = document.sentence_at(offset)
    return sentence is not None and _begins_small(document.prose, document.paragraphs[sentence.paragraph])
