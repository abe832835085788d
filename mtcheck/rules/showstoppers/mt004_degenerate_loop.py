"""The text runs in a loop: the same words come again and again.

What it finds
-------------
A phrase of three or more words twice back to back, one of two words three times, a word four times; the same
four words three times in one sentence; the same sentence three times in a row; a syllable that never stops.
Refrains, cheers, lists, scores and figures of speech (“again and again and again”, “of the people, by the
people, for the people”) pass.

Why it matters
--------------
Neural systems fall into loops on input they cannot handle. What stands there is no translation (MQM:
non-translation, the gravest error), and what should stand there is missing.

Example
-------
The bank sold financial products, the bank sold financial products, the bank sold financial products.

Instead
-------
The bank sold financial products.

Measured
--------
`python -m benchmarks.rules --select MT004`: no alarm in 93,737 words of clean news; 11 of 17 findings in WMT
news touch a span that annotators had marked; the other six are versions of one segment whose source repeats
itself.

Source
------
A common failure of neural translation; the patterns follow a study of WMT23 Chinese-English news, where a
plainer version of the rule, with more findings, touched marked errors in 97 % of them
(docs/quality-checks.md).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document, Sentence
from mtcheck.text.words import Word

_LONGEST = 12  # words of a phrase that may stand twice back to back
_SHOWN = 80  # code points that a finding marks
_SYLLABLES = re.compile(r"([^\W\d_]{2,6}?)\1{3,}")
_CRIES = frozenset(
    "ha ho hee he hi la na da no yes yeah hey go blah bla oh ah tut hip boo rah bye ding dong knock very "
    "many".split()
)
_JOINERS = frozenset("and or by after to on upon in for over".split())


@rule(Category.NON_TRANSLATION, Severity.CRITICAL, confidence=0.85)
def check(document: Document) -> Iterator[Match]:
    for sentence in document.sentences:
        if len(sentence.words) >= 4:
            yield from _in_sentence(document, sentence)
    yield from _same_sentence(document)
    for word in document.words:
        if (
            word.end - word.start >= 8
            and len(set(word.lower)) <= 6
            and (match := _SYLLABLES.search(word.lower))
        ):
            syllable = match.group(1)
            if syllable not in _CRIES and syllable[::-1] not in _CRIES and len(set(syllable)) > 1:
                yield _loop(document, word.start, word.end, syllable, Severity.CRITICAL)


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Match]:
    words = sentence.words
    lower = [word.lower for word in words]
    if len(set(pairwise(lower))) == len(lower) - 1:  # no two neighbours come twice: no loop
        return
    index, has_loop = 0, False
    while index < len(words):
        length, times = _repeats(lower, index)
        if length and _is_loop(document, words, index, length, times):
            last = index + length * times - 1
            severity = Severity.CRITICAL if times >= 3 or length >= 5 else Severity.MAJOR
            phrase = document.text[words[index].start : words[index + length - 1].end]
            yield _loop(document, words[index].start, words[last].end, phrase, severity)
            index, has_loop = last + 1, True
        else:
            index += max(1, length * (times - 1))
    if not has_loop:
        yield from _same_four(document, words, lower)


def _repeats(lower: Sequence[str], index: int) -> tuple[int, int]:
    """(length in words, times) of the phrase that begins here and is repeated at once; zeros without one."""
    remaining = len(lower) - index
    for length in range(1, min(_LONGEST, remaining // 2) + 1):
        if lower[index] != lower[index + length]:
            continue
        times = 1
        while lower[index + times * length : index + (times + 1) * length] == lower[index : index + length]:
            times += 1
        if times >= {1: 4, 2: 3}.get(length, 2):
            return length, times
    return 0, 0


def _is_loop(document: Document, words: Sequence[Word], index: int, length: int, times: int) -> bool:
    """Whether a repetition is damage, and no list, name, cry or figure of speech."""
    phrase = words[index : index + length]
    if any(word.is_number for word in phrase) or all(word.lower in _CRIES for word in phrase):
        return False
    if length == 2 and any(word.lower in _JOINERS for word in phrase) and times <= 4:
        return False  # more and more and more
    if length <= 3 and times < 4 and sum(len(word.text) for word in phrase) < 10:
        return False
    between = document.prose[phrase[-1].end : words[index + length].start]
    prose, again = document.prose[phrase[0].start : phrase[-1].end], words[index + length]
    if times == 2 and _is_said_twice(phrase, again, prose, between):
        return False
    # Said again on purpose: a sentence ends between, or the sentence is only a cry or a line of a song.
    return not (
        any(mark in between for mark in ".!?…")
        or (times * length == len(words) and times < 4 and length <= 4)
    )


def _is_said_twice(phrase: Sequence[Word], again: Word, prose: str, between: str) -> bool:
    """A headline and the sentence after it, a list, a name, or what is said twice for emphasis."""
    if between.isspace() and phrase[0].is_capitalised:
        return True
    if "," in prose or any(dash in between for dash in ("–", "—", " - ")):
        return True
    if phrase[0].lower in _JOINERS:
        return True
    # A name, and a refrain, which begins with a capital each time: He is coming, He is coming.
    is_refrain = phrase[0].is_capitalised and again.is_capitalised
    return "," in between and (all(word.is_capitalised for word in phrase) or is_refrain)


def _same_four(document: Document, words: Sequence[Word], lower: Sequence[str]) -> Iterator[Match]:
    """The same four words three times in a sentence."""
    if len(lower) < 12:
        return
    positions: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in range(len(lower) - 3):
        positions[tuple(lower[index : index + 4])].append(index)
    for four, indices in positions.items():
        apart = [indices[0]]
        for index in indices[1:]:
            if index >= apart[-1] + 4:
                apart.append(index)
        # Parallel clauses ("it is time to …, it is time to …") repeat function words; a loop repeats content,
        # close together.
        content = sum(len(word) > 3 for word in four)
        if len(apart) < 3 or content < 2 or any(word.is_number for word in words[apart[0] : apart[0] + 4]):
            continue
        stretch = lower[apart[0] : apart[2] + 4]
        if len(set(stretch)) < 0.4 * len(stretch):
            start, end = words[apart[0]].start, words[apart[2] + 3].end
            yield _loop(document, start, end, " ".join(four), Severity.CRITICAL)
            return


def _same_sentence(document: Document) -> Iterator[Match]:
    """The same sentence three times in a row."""
    for _, group in groupby(
        document.sentences, key=lambda sentence: document.prose[sentence.start : sentence.end].lower()
    ):
        same = list(group)
        if len(same) >= 3 and len(same[0].words) >= 4 and not any(word.is_number for word in same[0].words):
            start, end = same[1].start, same[1].end
            yield _loop(document, start, end, document.text[start:end], Severity.CRITICAL)


def _loop(document: Document, start: int, end: int, phrase: str, severity: Severity) -> Match:
    short = phrase if len(phrase) <= 60 else phrase[:57].rsplit(" ", 1)[0] + " …"
    suggestions = [phrase] if severity is Severity.MAJOR else []
    if end - start > _SHOWN:
        suggestions = []
        cut = document.text.rfind(" ", start, start + _SHOWN)
        end = cut if cut > start + 20 else start + _SHOWN
    message = f"The text loops: “{short}” comes again and again; what should stand here may be missing."
    return Match(start, end, message, severity=severity, replace_with=suggestions)
