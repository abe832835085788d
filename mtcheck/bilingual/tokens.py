"""Words of a source text and of its translation, as keys that can be compared: stems, and for Chinese and
Japanese n-grams.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from mtcheck.lexicon import languages

#: Languages whose words are not parted by spaces.
UNSPACED = frozenset({"zh", "ja", "th", "km", "lo"})
#: Characters of the longest n-gram that counts as a word.
LONGEST = 4

_VOWEL_SIGNS = "\u0591-\u05c7\u064b-\u0652\u0670"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f{_VOWEL_SIGNS}]|['’ʼ״׳](?=[^\W\d_]))*")
_HAN = "\u3400-\u9fff\uf900-\ufaff々〇"
_KATAKANA, _HIRAGANA = "ァ-ヺー", "ぁ-ゖ"
_RUN = re.compile(
    rf"[{_HAN}]+|[{_KATAKANA}]+|(?P<hiragana>[{_HIRAGANA}]+)|[^\W\d_{_HAN}{_KATAKANA}{_HIRAGANA}]+"
)
# Vowel signs, which texts seldom write, and the stroke that lengthens an Arabic word.
_UNWRITTEN = re.compile(f"[{_VOWEL_SIGNS}\u0640]")
# Letters that are no base letter with a diacritic.
_BASE_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i"})


class Token(NamedTuple):
    """A word of a text: `text[start:end]`."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""
    key: str
    """What it is compared by."""


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802


@cache
def _stemmer(language: str) -> _Stemmer | None:
    import snowballstemmer

    name = languages.language(language).stemmer
    stemmer: _Stemmer | None = snowballstemmer.stemmer(name) if name else None
    return stemmer


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """What is left of a word (any case) without its ending, lower case; a prefix where no stemmer is at
    hand.
    """
    word = unicodedata.normalize("NFC", _UNWRITTEN.sub("", word)).casefold()
    word = word.replace("’", "'").replace("ё", "е")
    stemmer = _stemmer(language)
    if stemmer is not None:
        return stemmer.stemWord(word)
    if language in ("he", *UNSPACED):
        return word
    # Slavic and other inflected languages without a stemmer: the first letters of a long word are its stem as
    # a rule.
    return word[: max(5, len(word) - 3)] if len(word) > 5 else word


def tokens(text: str, language: str) -> list[Token]:
    """The words of a text: stems; in Chinese and Japanese all n-grams of its characters up to `LONGEST`,
    katakana runs whole.
    """
    return list(_ngrams(text) if language in UNSPACED else _words(text, language))


def _words(text: str, language: str) -> Iterator[Token]:
    for match in _WORD.finditer(text):
        yield Token(match.start(), match.end(), stem(match.group(), language))


def _ngrams(text: str) -> Iterator[Token]:
    for match in _RUN.finditer(text):
        run, offset = match.group(), match.start()
        # Hangul counts as Chinese characters do.
        if "\u3400" <= run[0] <= "\ufaff" or run[0] in "々〇":
            for start in range(len(run)):
                for end in range(start + 1, min(start + LONGEST, len(run)) + 1):
                    yield Token(offset + start, offset + end, run[start:end])
        elif not match["hiragana"]:
            yield Token(offset, match.end(), run.casefold())


def folded(text: str) -> str:
    """Lower case without diacritics, for comparing names across languages of Latin script."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(_BASE_LETTERS))
    return "".join(char for char in text if not unicodedata.combining(char))
