"""What an unknown word is: a name, a foreign word, a word without its capital, or a misspelling."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from mtcheck.engines.harper.rules import SMALL_TOO
from mtcheck.text.deliberate import is_deliberate
from mtcheck.text.document import Document

#: Log-odds (`lexicon.foreign`) above which a word that Harper does not know is taken for a foreign one.
FOREIGN = 1.0
_SHORTEST = 4  # letters; shorter words are abbreviations, mostly


class UnknownWords:
    """Tells the unknown words of one article apart. Reads the whole article when the first one comes."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def id_ending(self, start: int, end: int, text: str, suggestions: list[str]) -> str:
        """The ending of the rule id for an unknown word: -NAME, -CASE, -FOREIGN, or none."""
        if not text.islower() or not text.isalpha():
            return "-NAME"
        if len(text) < _SHORTEST or not self._stands_alone(start, end) or self._is_subject(text):
            return ""
        from mtcheck.lexicon import foreign

        if foreign.is_loan(text) or self._is_quoted(start, end) or start in self._loan_phrases:
            return ""
        if text in SMALL_TOO:
            return ""
        is_case = text.capitalize() in suggestions
        if not is_case and foreign.foreignness(text) <= FOREIGN:
            return ""
        if is_deliberate(self._document, start, end):
            return ""
        return "-CASE" if is_case else "-FOREIGN"

    def _stands_alone(self, start: int, end: int) -> bool:
        """False for parts of compounds, addresses, file names, handles and decades."""
        prose = self._document.prose
        before, after = prose[start - 1 : start], prose[end : end + 2]
        if before and not (before.isspace() or before in "\"“‘'("):
            return False
        if not after or after[0].isspace():
            return True
        return after[0] in "\",.;:!?)”’'…" and not after[1:].isalnum()

    def _is_subject(self, text: str) -> bool:
        """Whether the article is about it: it comes three times, or is a name elsewhere in the article."""
        counts = self._word_counts
        return counts[text] + counts[f"{text}s"] > 2 or text.capitalize() in counts

    @cached_property
    def _word_counts(self) -> Counter[str]:
        return Counter(word.text for word in self._document.words)

    @cached_property
    def _loan_phrases(self) -> frozenset[int]:
        """Where the words of loaned phrases begin."""
        from mtcheck.lexicon import foreign

        words = self._document.words
        phrases = foreign.loan_phrases([word.lower for word in words])
        return frozenset(words[index].start for places in phrases for index in places)

    def _is_quoted(self, start: int, end: int) -> bool:
        """Whether it stands in quotation marks, as words do that the writer knows to be strange."""
        prose = self._document.prose
        closing = prose[end : end + 2].lstrip(",.")[:1]
        return prose[start - 1 : start] in ('"', "“", "‘", "'") and closing in ('"', "”", "’", "'")
