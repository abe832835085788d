"""Words of the source stand untranslated in the translation.

What it finds
-------------
A run of words that stands in the same order in the source sentence (four of Latin script, of which half are
no English words; of another script, two letters or more), outside quotation marks and brackets. Names pass.
Single words are MT106 and MT003.

Why it matters
--------------
The reader gets nothing of them. The source shows that they are left over, not a name or a title somebody
chose to keep.

Example
-------
Source: Er sprach über die Lage der Nation und die Wirtschaft. Translation: He spoke über die Lage der Nation
and the economy.

Instead
-------
He spoke about the state of the nation and the economy.

Measured
--------
No alarm on 80,596 words of human translations (200 documents); 22 of DEMETR's 55 code-mixed sentences (the
others have single words: MT106), no alarm on the unharmed ones. `python -m benchmarks.bilingual --shared
../shared --documents 200`.

Source
------
“verbatim source run” (B2, B3 in docs/quality-checks.md; Weblate, pofilter, Okapi).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import linked, phrase
from mtcheck.bilingual.source_language import name_of
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon import foreign, morphology
from mtcheck.rules.base import Match, pair_rule
from mtcheck.text.language import ENGLISH
from mtcheck.text.quotations import quotations, touches

_LEAST = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Letters of the scripts that no English sentence is written in, by the languages that are.
_SCRIPTS = {
    "\u0370-\u03ff": "el",
    "\u0400-\u052f": "be bg kk ky mk mn ru sr uk",
    "\u0590-\u05ff": "he yi",
    "\u0600-\u06ff": "ar fa ps ug ur",
    "\u0900-\u0dff": "as bn gu hi kn ml mr ne pa si ta te",
    "\u0e00-\u0eff": "lo th",
    "\u3040-\u30ff\u3400-\u9fff": "ja zh",
    "\u1100-\u11ff\uac00-\ud7af": "ko",
}
_AROUND = frozenset("\"'“”‘’«»„(（[")


@pair_rule(Category.UNTRANSLATED, Severity.MAJOR, confidence=0.85)
def check(pair: Pair) -> Iterator[Match]:
    quoted = quotations(pair.target)
    language, letters = name_of(pair.language), _letters(pair.language)
    for passage in linked(pair):
        if passage.source_text.strip() == passage.target_text.strip():
            continue  # MT601
        runs = (
            _scripts(passage.source_text, passage.target_text, letters)
            if letters
            else _runs(passage.source_text, passage.target_text)
        )
        for start, end in runs:
            at, stop = passage.target.start + start, passage.target.start + end
            if (
                touches(quoted, at, stop)
                or pair.target.text[at - 1 : at] in _AROUND
                or pair.target.is_masked(at, stop)
            ):
                continue
            span = phrase(pair.target, at, stop)
            message = f"“{pair.target.text[span.start : span.end]}” was left in {language}: translate it."
            yield Match(span.start, span.end, message)


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
        while (
            end < len(words)
            and tuple(word.group().casefold() for word in words[end - _LEAST + 1 : end + 1]) in known
        ):
            end += 1
        run = [word.group() for word in words[at:end]]
        if re.search(r"[/@\\_=]", target[words[at].start() : words[end - 1].end()]):
            at = end
            continue  # an address, a path
        strange = [word for word in run if word.islower() and not _is_english(word)]
        if len(strange) >= 2 and len(strange) >= 0.4 * len(run):
            yield words[at].start(), words[end - 1].end()
        at = end


def _is_english(word: str) -> bool:
    return word in ENGLISH or word in foreign.known_english() or bool(morphology.tags(word))


@cache
def _letters(language: str) -> re.Pattern[str] | None:
    """Two letters or more of the language's script, with spaces between them; None where it is Latin."""
    script = next((letters for letters, languages in _SCRIPTS.items() if language in languages.split()), None)
    return re.compile(rf"[{script}](?:[{script}\s]*[{script}])") if script else None


def _scripts(source: str, target: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    original = "".join(source.split())
    for match in pattern.finditer(target):
        if "".join(match.group().split()) in original:
            yield match.start(), match.end()
