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
from mtcheck.bilingual.passages import linked_passages, shortened
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import name_of
from mtcheck.rules.base import Match, pair_rule
from mtcheck.text.function_words import is_known
from mtcheck.text.quotations import quotations, touches

#: Words of Latin script in a row that count.
_LEAST = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ADDRESS_OR_PATH = re.compile(r"[/@\\_=]")
# Letters of the scripts that no English sentence is written in, by the languages that are.
_LETTERS = {
    "\u0370-\u03ff": "el",
    "\u0400-\u052f": "be bg kk ky mk mn ru sr uk",
    "\u0590-\u05ff": "he yi",
    "\u0600-\u06ff": "ar fa ps ug ur",
    "\u0900-\u0dff": "as bn gu hi kn ml mr ne pa si ta te",
    "\u0e00-\u0eff": "lo th",
    "\u3040-\u30ff\u3400-\u9fff": "ja zh",
    "\u1100-\u11ff\uac00-\ud7af": "ko",
}
_OPENING = frozenset("\"'“”‘’«»„(（[")


@pair_rule(Category.UNTRANSLATED, Severity.MAJOR, confidence=0.85)
def check(pair: Pair) -> Iterator[Match]:
    text, quoted = pair.target.text, quotations(pair.target)
    language, letters = name_of(pair.language), _run_of_letters(pair.language)
    for passage in linked_passages(pair):
        if passage.source_text.strip() == passage.target_text.strip():
            continue  # MT601
        if letters:
            runs = _runs_of_script(passage.source_text, passage.target_text, letters)
        else:
            runs = _runs_of_words(passage.source_text, passage.target_text)
        for first, last in runs:
            start, end = passage.target.start + first, passage.target.start + last
            if touches(quoted, start, end) or text[start - 1 : start] in _OPENING:
                continue
            if pair.target.is_masked(start, end):
                continue
            span = shortened(pair.target, start, end)
            message = f"“{text[span.start : span.end]}” was left in {language}: translate it."
            yield Match(span.start, span.end, message)


def _runs_of_words(source: str, target: str) -> Iterator[tuple[int, int]]:
    """Runs of words of Latin script that stand in the source, too."""
    words = list(_WORD.finditer(target))
    originals = [match.group().casefold() for match in _WORD.finditer(source)]
    known = {tuple(originals[i : i + _LEAST]) for i in range(len(originals) - _LEAST + 1)}
    first = 0
    while first + _LEAST <= len(words):
        last = _end_of_run(words, first, known)
        if last == first:
            first += 1
            continue
        start, end = words[first].start(), words[last - 1].end()
        if not _ADDRESS_OR_PATH.search(target, start, end) and _is_foreign(words[first:last]):
            yield start, end
        first = last


def _end_of_run(words: list[re.Match[str]], first: int, known: set[tuple[str, ...]]) -> int:
    """The index behind the last word of the run that begins with this word."""
    last = first
    while tuple(word.group().casefold() for word in words[last : last + _LEAST]) in known:
        last += 1
    return last + _LEAST - 1 if last > first else first


def _is_foreign(run: list[re.Match[str]]) -> bool:
    """Whether enough of the words are neither English nor names."""
    strange = sum(match.group().islower() and not is_known(match.group()) for match in run)
    return strange >= 2 and strange >= 0.4 * len(run)


@cache
def _run_of_letters(language: str) -> re.Pattern[str] | None:
    """Two letters or more of the language's script, with spaces between them; None where it is Latin."""
    letters = next(
        (letters for letters, languages in _LETTERS.items() if language in languages.split()), None
    )
    return re.compile(rf"[{letters}](?:[{letters}\s]*[{letters}])") if letters else None


def _runs_of_script(source: str, target: str, letters: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    original = "".join(source.split())
    for match in letters.finditer(target):
        if "".join(match.group().split()) in original:
            yield match.span()
