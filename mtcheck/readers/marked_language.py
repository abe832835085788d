"""Languages that markup tells: `lang` and `xml:lang` of an element, with an eye on what the text is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from mtcheck.lexicon.languages import name_of
from mtcheck.text.document import Unread
from mtcheck.text.function_words import count_english_only
from mtcheck.text.words import words_of

#: The share of English function words that shows a passage to be English, whatever its markup says.
_ENGLISH = 0.2
#: How many times as much of a text as is not marked may be marked as another language; if more is, the marks
#: count for nothing.
MOST_FOREIGN = 3
#: How many words a passage has at least whose language can be told.
_SHORTEST = 4
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][\w-]*)?")
#: English, and what says that a text is of no language, of several, or of an unknown one.
_READ = frozenset("en eng und zxx mul mis".split())


def marked_language(attributes: Mapping[str, str]) -> str | None:
    """The code of the language that attributes tell: empty for English, None where they tell none."""
    tag = attributes.get("lang") or attributes.get("xml:lang") or ""
    match = _TAG.fullmatch(tag.strip())
    if match is None:
        return None
    code = match[1].lower()
    return "" if code in _READ else code


def reads_as_english(text: str) -> bool:
    """Whether a passage is English, which its markup denies: a translation keeps the markup of its source."""
    words = list(words_of(text, 0, len(text)))
    return len(words) >= _SHORTEST and count_english_only(words) >= _ENGLISH * len(words)


def count_words(text: str) -> int:
    """How many words a passage has."""
    return sum(1 for _ in words_of(text, 0, len(text)))


def unread_passages(passages: Iterable[tuple[str, int]]) -> Iterator[Unread]:
    """What reports say of passages that are not checked. passages: language and number of words of each."""
    passages = list(passages)
    words: Counter[str] = Counter()
    for language, count in passages:
        words[language] += count
    numbers = Counter(language for language, _ in passages)
    for language, count in words.items():
        number = numbers[language]
        where = "a passage" if number == 1 else f"{number} passages"
        reason = f"{count:,} word{'s' * (count != 1)} in {where} that the markup says are of that language"
        yield Unread(f"passages in {name_of(language)}", reason)
