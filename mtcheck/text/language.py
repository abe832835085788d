"""Is this text English?

Function words nearly always decide. Only where they leave doubt, in headlines, lists and unknown languages,
are spelling, vocabulary and the language identifier py3langid asked; py3langid alone needs NumPy.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from mtcheck.lexicon import foreign, languages
from mtcheck.text.document import Document, Sentence
from mtcheck.text.function_words import (
    count_english,
    count_english_only,
    is_known,
    languages_of,
    sentence_language,
    without_citations,
)
from mtcheck.text.program_code import looks_like_code
from mtcheck.text.words import Word

# Scripts whose name says the language; the others are named as scripts.
_LANGUAGE_OF_SCRIPT = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "HEBREW": "he",
    "THAI": "th",
    "GREEK": "el",
    "CJK": "zh",
    "BENGALI": "bn",
}
_LATIN_SCRIPTS = frozenset({"LATIN", "FULLWIDTH", "MODIFIER", "MATHEMATICAL"})
_LATIN_END = "\u0250"  # every letter below is Latin

# In grammatical English, none of the second words comes directly after one of the first.
_FIRST = frozenset("the an of with from by into at their its his my your our".split())
_SECOND = frozenset("of and or but is are was were has have had would could will for with from by to".split())


class JudgedText(NamedTuple):
    """What a text as a whole is."""

    english: bool
    """Whether it is English prose."""
    what: str = "English"
    """The name of what it is, for messages."""
    language: str | None = None
    """The code (ISO 639-1) of the language it is mainly in, if that is another; None where it is unknown."""


def judge(document: Document) -> JudgedText:
    """What the text as a whole is. An empty text counts as English: there is nothing to say about it."""
    prose = document.prose
    by_script = _judge_script(prose)
    if by_script is not None:
        return by_script
    words = without_citations(document.words)
    if not words:
        return JudgedText(True)
    if looks_like_code(prose, words):
        return JudgedText(False, "program code or data")
    share = count_english(words) / len(words)
    # If two fifths are of another language, the share of English function words is 0.27 at most.
    language = _language_of_parts(document.sentences, len(words)) if share < 0.33 else None
    if language is not None:
        return JudgedText(False, languages.name_of(language), language)
    if len(words) < 4 or (share >= 0.12 and count_english_only(words) >= 0.04 * len(words)):
        return (
            JudgedText(False, "words in random order") if _is_shuffled(document.words) else JudgedText(True)
        )
    return _judge_doubtful(prose, words)


def script_of(character: str) -> str:
    """The script of a letter, such as CYRILLIC or CJK: the first word of its Unicode name."""
    return unicodedata.name(character, "UNKNOWN").split(" ")[0].split("-")[0]


def _judge_script(prose: str) -> JudgedText | None:
    """The verdict on a text that is not written in Latin letters; None on one that is."""
    if prose.isascii():
        return None
    scripts: Counter[str] = Counter()
    for character, count in Counter(prose).items():
        if character.isalpha():
            scripts["LATIN" if character < _LATIN_END else script_of(character)] += count
    latin = sum(scripts.pop(script, 0) for script in _LATIN_SCRIPTS)
    total = sum(scripts.values())
    # A Chinese character stands for some two and a half Latin letters.
    weighted = total + 1.5 * sum(scripts[script] for script in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))
    if total == 0 or weighted < 0.4 * (latin + weighted):
        return None
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > 0.1 * total:
        return JudgedText(False, "Japanese", "ja")
    script = scripts.most_common(1)[0][0]
    language = _LANGUAGE_OF_SCRIPT.get(script)
    if language is None:
        return JudgedText(False, f"text in {script.capitalize()} script")
    return JudgedText(False, languages.name_of(language), language)


def _language_of_parts(sentences: Sequence[Sentence], words: int) -> str | None:
    """The language most foreign sentences are in, if they have two fifths of all words."""
    parts: Counter[str] = Counter()
    for sentence in sentences:
        language = sentence_language(sentence.words)
        if language is not None and language != "en":
            parts[language] += len(sentence.words)
    return parts.most_common(1)[0][0] if parts and sum(parts.values()) >= 0.4 * words else None


def _judge_doubtful(prose: str, words: Sequence[Word]) -> JudgedText:
    """The verdict where there are hardly any English function words.

    The text may be a headline, a list, in another language, or in none at all.
    """
    all_upper = all(word.text.isupper() for word in words)
    plain = [word.lower for word in words if all_upper or word.text.islower()]
    if len(plain) < 3:
        return JudgedText(True)  # names, which prove nothing
    known = sum([is_known(word) for word in plain]) / len(plain)
    if known >= 0.5:
        return JudgedText(True)
    codes = languages_of()
    hits = Counter(code for word in words for code in codes.get(word.lower, ()))
    language, most = hits.most_common(1)[0] if hits else ("", 0)
    if most >= 2 and most >= 0.1 * len(words):
        return JudgedText(False, languages.name_of(language), language)
    strange = sum([foreign.foreignness(word) > 0 for word in plain]) / len(plain)
    if known < 0.34 and strange >= 0.5:
        return _identify(prose, is_english_possible=len(plain) < 8 or known > 0.2)
    if known < 0.2 and len(plain) >= 8:
        return JudgedText(False, "no language known to mtcheck")
    return JudgedText(True)


def _identify(prose: str, *, is_english_possible: bool) -> JudgedText:
    """The verdict of the language identifier; where English is ruled out, that is no language at all."""
    from py3langid import langid  # imports NumPy: only in doubt

    language = str(langid.classify(prose[:5000])[0])
    if language == "en":
        return JudgedText(is_english_possible, "no language known to mtcheck")
    is_named = language in languages.codes()
    return JudgedText(False, languages.name_of(language) if is_named else "another language", language)


def _is_shuffled(words: Sequence[Word]) -> bool:
    """Whether the words are in random order, so that function words meet that cannot.

    Such pairs are “the of”, “his was”, “of and”. Of the words that could begin one, at most 1 in 23 do in a
    clean news article, 1 in 12 in the worst machine translation of docs_pairs, and 1 in 4 to 1 in 6 in
    shuffled text.
    """
    if len(words) < 60:
        return False
    followers = [second.lower for first, second in pairwise(words) if first.lower in _FIRST]
    pairs = sum([follower in _SECOND for follower in followers])
    return pairs >= 5 and pairs > 0.125 * len(followers)
