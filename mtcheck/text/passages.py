"""Passages of other languages inside English text, in Latin script.

They are found word by word, by the lists and the spelling classifier of `mtcheck.lexicon.foreign`, and
sentence by sentence, by the function words of some thirty languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from mtcheck.lexicon import foreign
from mtcheck.text.document import Document, Sentence
from mtcheck.text.function_words import ENGLISH, common_english, languages_of, sentence_language
from mtcheck.text.quotation_marks import MARKS, is_open_at_end
from mtcheck.text.words import Word

#: From so many words on, a foreign stretch is a passage and no longer a word or two.
LONG_PASSAGE = 5

# Words that continue a foreign stretch and do not begin one: in English text they are parts of names and of
# fixed phrases.
_PARTICLES = frozenset(
    """
    de la le les des du der van von den das dos da do di del della dello degli delle el los las lo y e et en
    zu zum zur ter ten al bin ibn san sur sous l d au aux ad il un una une o os as em na per pro sans con
    sine die ein eine mi tu se si je
    """.split()
)
# Endings of international nonproprietary names (WHO), which look foreign in every language.
_DRUGS = tuple("avir civir sivir ovir mab tinib statin cillin mycin azole gliptin sartan".split())
_ITALICS = re.compile(r"<(?:i|em|cite|q)\b[^>]*>\s*$", re.IGNORECASE)
_LONGEST_TAG = 60


class ForeignPassage(NamedTuple):
    """A stretch of words of another language."""

    start: int
    """Offset of the first character, in code points."""
    end: int
    """Offset behind the last character."""
    words: int
    """How many words it has."""
    strong: int
    """How many of them show by themselves that they are foreign."""
    language: str | None
    """The code (ISO 639-1) of the language; None where it is not known."""
    quoted: bool
    """Whether it stands in a quotation."""
    confidence: float
    """0 to 1: how sure it is that the words are foreign."""


class _Level(IntEnum):
    """How foreign a word is."""

    ENGLISH = 0
    WITH_OTHERS = 1
    """Foreign if it stands next to a foreign word."""
    FOREIGN = 2
    CERTAIN = 3


#: The levels of the words of a sentence that may be foreign, by their indices.
_Levels = Mapping[int, _Level]


@lru_cache(maxsize=4)
def passages(document: Document) -> tuple[ForeignPassage, ...]:
    """The foreign passages of the article, in order, those in quotations included."""
    is_lower_case = _is_lower_case(document)
    return tuple(
        passage
        for sentence in document.sentences
        for passage in _passages_of(document, sentence, is_lower_case)
    )


def _is_lower_case(document: Document) -> bool:
    """Whether the text is without capitals, so that names cannot be told from words."""
    sentences = [sentence for sentence in document.sentences if sentence.words]
    return sum([sentence.words[0].is_capitalised for sentence in sentences]) < 0.3 * len(sentences)


def _passages_of(document: Document, sentence: Sentence, is_lower_case: bool) -> Iterator[ForeignPassage]:
    words = sentence.words
    levels = _levels(words, is_lower_case)
    if max(levels.values(), default=_Level.ENGLISH) < _Level.FOREIGN:
        return
    language = sentence_language(words) if len(words) >= 5 else None
    if language not in ("en", None):
        yield _whole_sentence(document, sentence, levels, language)
        return
    for first, last in _stretches(document, words, levels):
        strong = [level for level in _levels_of(levels, first, last) if level >= _Level.FOREIGN]
        if not strong or _is_name_or_set_off(document, words, first, last):
            continue
        yield ForeignPassage(
            start=words[first].start,
            end=words[last].end,
            words=last - first + 1,
            strong=len(strong),
            language=_commonest_language(words[first : last + 1]),
            quoted=last - first >= 3 and _is_quoted(document, sentence, first),
            confidence=0.95 if len(strong) > 1 or strong[0] is _Level.CERTAIN else 0.85,
        )


def _levels(words: Sequence[Word], is_lower_case: bool) -> _Levels:
    """The level of every word in small letters that is not a common English one."""
    common = common_english()
    levels = {
        index: _level(word.lower, is_lower_case)
        for index, word in enumerate(words)
        if word.lower not in common and word.text.islower()
    }
    if any(levels.values()):
        for places in foreign.loan_phrases([word.lower for word in words]):
            levels.update(dict.fromkeys(places, _Level.ENGLISH))
    return levels


def _level(word: str, is_lower_case: bool) -> _Level:
    is_listed = foreign.language_of(word) is not None
    if word in _PARTICLES or (is_listed and foreign.is_loan(word)):
        return _Level.WITH_OTHERS
    if foreign.is_loan(word):
        return _Level.ENGLISH
    if is_listed:
        return _Level.FOREIGN if len(word) > 2 else _Level.WITH_OTHERS
    if word.endswith(_DRUGS):
        return _Level.ENGLISH
    score = foreign.foreignness(word)
    if score > foreign.THRESHOLD and not is_lower_case:
        return _Level.CERTAIN if score > 2 * foreign.THRESHOLD else _Level.FOREIGN
    return _Level.WITH_OTHERS if score > foreign.BESIDE else _Level.ENGLISH


def _levels_of(levels: _Levels, first: int, last: int) -> list[_Level]:
    return [levels.get(index, _Level.ENGLISH) for index in range(first, last + 1)]


def _whole_sentence(
    document: Document, sentence: Sentence, levels: _Levels, language: str | None
) -> ForeignPassage:
    """The passage that is a foreign sentence."""
    words = sentence.words
    first, last = _without_english_ends(words, language)
    return ForeignPassage(
        start=words[first].start,
        end=words[last].end,
        words=last - first + 1,
        strong=max(sum([level >= _Level.FOREIGN for level in levels.values()]), 3),
        language=language,
        quoted=_is_quoted(document, sentence, first),
        confidence=0.95,
    )


def _without_english_ends(words: Sequence[Word], language: str | None) -> tuple[int, int]:
    """First and last word of a foreign sentence, without English that introduces it (“He said: …”)."""
    codes, common = languages_of(), common_english()

    def is_english(word: Word) -> bool:
        return word.lower in common and language not in codes.get(word.lower, ())

    first, last = 0, len(words) - 1
    while first < last and is_english(words[first]):
        first += 1
    while last > first and is_english(words[last]):
        last -= 1
    return first, last


def _stretches(document: Document, words: Sequence[Word], levels: _Levels) -> Iterator[tuple[int, int]]:
    """(first, last) word of each foreign stretch, without particles at its ends, which belong to names."""
    index = 0
    while index < len(words):
        if not levels.get(index) and words[index].lower not in _PARTICLES:
            index += 1
            continue
        first = last = index
        while (following := _next_foreign(document, words, levels, last)) is not None:
            last = following
        index = last + 1
        while first < last and not levels.get(first):
            first += 1
        while last > first and not levels.get(last):
            last -= 1
        yield first, last


def _next_foreign(document: Document, words: Sequence[Word], levels: _Levels, last: int) -> int | None:
    """The word that continues a foreign stretch, with at most one capitalised word or number between."""
    for index in (last + 1, last + 2):
        if index >= len(words) or not _is_gap(document.prose[words[index - 1].end : words[index].start]):
            return None
        word = words[index]
        if levels.get(index) or (word.lower in _PARTICLES and word.text.islower()):
            return index
        if not word.is_number and (not word.is_capitalised or word.lower in ENGLISH):
            return None
    return None


def _is_gap(between: str) -> bool:
    return between in (" ", "-", "'", "’", ", ") or between.isspace()


def _commonest_language(words: Sequence[Word]) -> str | None:
    """The language that most of the words are listed under; None where none is."""
    codes = Counter(code for word in words if (code := foreign.language_of(word.lower)) is not None)
    return codes.most_common(1)[0][0] if codes else None


def _is_name_or_set_off(document: Document, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a stretch is part of a name, a handle or a file name, or is set off on purpose."""
    if _is_set_off(document.text, words[first].start, words[last].end):
        return True
    return last - first < 3 and (_is_name(words, first - 1) or _is_name(words, last + 1))


def _is_set_off(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` stands in marks, brackets or italics, or in an address or file name."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before and before in "@#/_*=+~.") or (after and after in "@/_*=+~"):
        return True
    if after == "." and text[end + 1 : end + 2].isalnum():
        return True
    after_stop = text[end : end + 2].lstrip(".,")[:1]
    if before and before in MARKS and after_stop and after_stop in MARKS:
        return True
    if before and before in "([" and after and after in ")]":
        return True
    return before == ">" and _ITALICS.search(text, max(0, start - _LONGEST_TAG), start) is not None


def _is_name(words: Sequence[Word], index: int) -> bool:
    """Whether there is such a word, and it is a name: capitalised, and not because it begins a sentence."""
    if not 0 <= index < len(words) or not words[index].is_capitalised:
        return False
    word = words[index].lower
    return word not in ENGLISH and (index > 0 or word not in foreign.known_english())


def _is_quoted(document: Document, sentence: Sentence, first: int) -> bool:
    """Whether the words from `first` on stand inside a quotation."""
    paragraph = document.paragraphs[sentence.paragraph]
    return is_open_at_end(document.text[paragraph.start : sentence.words[first].start])
