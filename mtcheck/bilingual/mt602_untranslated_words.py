"""Words of the source stand untranslated in the translation.

What it finds
-------------
A run of words that stands in the same order in the source sentence (four of Latin script, of which half are no English words;
of another script, two letters or more), outside quotation marks and brackets. Names pass. Single words are MT106 and MT003.

Why it matters
--------------
The reader gets nothing of them. The source shows that they are left over, not a name or a title somebody chose to keep.

Example
-------
Source: Er sprach über die Lage der Nation und die Wirtschaft. Translation: He spoke über die Lage der Nation and the economy.

Instead
-------
He spoke about the state of the nation and the economy.

Measured
--------
`python -m benchmarks.bilingual --shared ../shared`.

Source
------
“verbatim source run” (B2, B3 in mt_quality.md; Weblate, pofilter, Okapi).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bilingual.interface import Pair, PairRule
from mtcheck.bilingual.passages import linked, phrase
from mtcheck.bilingual.source_language import name_of
from mtcheck.finding import Category, Finding, Severity
from mtcheck.language import ENGLISH
from mtcheck.lexicon import foreign, morphology
from mtcheck.quotations import quotations, touches

_LEAST = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Scripts that no English sentence is written in.
_OTHER = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
    "(?:[\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\\s]*"
    "[\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])?"
)
_AROUND = frozenset("\"'“”‘’«»„(（[")


def check(pair: Pair) -> Iterator[Finding]:
    quoted = quotations(pair.target)
    language = name_of(pair.language)
    for passage in linked(pair):
        if passage.source_text.strip() == passage.target_text.strip():
            continue  # MT601
        for start, end in (*_runs(passage.source_text, passage.target_text), *_scripts(passage.source_text, passage.target_text)):
            at, stop = passage.target.start + start, passage.target.start + end
            if touches(quoted, at, stop) or pair.target.text[at - 1 : at] in _AROUND or pair.target.is_masked(at, stop):
                continue
            span = phrase(pair.target, at, stop)
            message = f"“{pair.target.text[span.start : span.end]}” was left in {language}: translate it."
            yield RULE.finding(pair.target, span.start, span.end, message)


def _runs(source: str, target: str) -> Iterator[tuple[int, int]]:
    """Runs of words of Latin script that stand in the source, too."""
    words = list(_WORD.finditer(target))
    originals = [match.group().casefold() for match in _WORD.finditer(source)]
    known = {tuple(originals[i : i + _LEAST]) for i in range(len(originals) - _LEAST + 1)}
    if not known:
        return
    at = 0
    while at + _LEAST <= len(words):
        if tuple(word.group().casefold() for word in words[at : at + _LEAST]) not in known:
            at += 1
            continue
        end = at + _LEAST
        while end < len(words) and tuple(word.group().casefold() for word in words[end - _LEAST + 1 : end + 1]) in known:
            end += 1
        run = [word.group() for word in words[at:end]]
        strange = [word for word in run if word.islower() and not _is_english(word)]
        if len(strange) >= 2 and len(strange) >= 0.4 * len(run):
            yield words[at].start(), words[end - 1].end()
        at = end


def _is_english(word: str) -> bool:
    return word in ENGLISH or word in foreign.known_english() or bool(morphology.tags(word))


def _scripts(source: str, target: str) -> Iterator[tuple[int, int]]:
    for match in _OTHER.finditer(target):
        text = match.group()
        if len(text) >= 2 and "".join(text.split()) in "".join(source.split()):
            yield match.start(), match.end()


RULE = PairRule(
    id="MT602",
    name="untranslated-words",
    category=Category.UNTRANSLATED,
    severity=Severity.MAJOR,
    check=check,
    doc=__doc__,
    confidence=0.85,
)
