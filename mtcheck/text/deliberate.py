"""Whether a strange word stands in an article on purpose: quoted, explained, or part of a name.

Writers quote other languages, and earlier centuries, in quotation marks; they explain what they do not expect
to be known (“synoikismos – the bringing together”, “rakau, or carvings”). Systems leave single words
untranslated in sentences that are English otherwise, and explain nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from mtcheck.text.document import Document, Paragraph
from mtcheck.text.function_words import is_known
from mtcheck.text.late_pattern import late_pattern
from mtcheck.text.quotation_marks import QuotationMark, Role, all_marks
from mtcheck.text.quotations import quotations, touches
from mtcheck.text.span import Span
from mtcheck.text.words import Word, words_of

_EXPLAINED = late_pattern(
    r"[\"”’'*_]{0,2}(?:\s?\((?!\d)|\s[–—]\s(?=[a-z])|—(?=[a-z])"
    r"|,\s(?:meaning|literally|that is|i\.e\.|which means|to(?= [a-z])"
    r"|or (?:an?|the|simply|[a-z]+(?= [a-z])))\s)"
)
# “…, or at least”, “…, or would be”: another case, and no explanation.
_OR_ELSE = late_pattern(
    r",\sor (?:at|to|in|on|by|for|from|with|be|is|are|was|has|had|even|not|else|so|that|if|when)\b"
)
_ALTERNATIVE = late_pattern(r"\b(?:and|or|not) $")
_WORD_AFTER = late_pattern(r" (?P<word>[a-zà-ÿ]{2,})")
_NAME_BEFORE = late_pattern(r"\b(?P<word>[A-Z][\w'’-]+) $")
_FOREIGN_NAME = late_pattern(
    r"(?<=[a-z,] )(?:(?:Les?|La|Las|Los|El|Il|Gli|Das|Der|Die|Os|As|Het) [A-ZÀ-Ý][\w'’-]+ "
    r"(?:(?:de|du|des|del|di|da|do|au|et|y|e) )?"
    r"|(?:À|Au|Aux|Une?|Les?|La|Las|Los|El|Il|Das|Der) (?:[a-zà-ÿ]+ ){0,3})$"
)
_NAME_AFTER = late_pattern(r" [A-Z]")
#: Words, and clipped forms, of dialects and of earlier centuries.
_DIALECT = late_pattern(
    r"\b(?:ye|thou|thee|thy|thine|hath|doth|hast|dost|shalt|wilt|whilst|unto|verily|methinks|prithee|cannae|dinnae"
    r"|didnae|wasnae|isnae|wouldnae|dinna|canna|didna|wasna|wouldna|nae|naw|naebody|lass(?:ie)?|bairns?|aye|nowt"
    r"|owt|summat|ain['’]t|y['’]all|yer|yous|youse|gonna|gotta|wanna|kinda|lemme|gimme|dunno|innit|d['’]ye|o['’]er"
    r"|ne['’]er|e['’]er|it['’]s (?:a )?comin)\b"
    r"|\b[a-z]+in['’](?![\w])|(?<!\w)(?:wi|o|an|th|t|ol|hisself|theirselves)['’](?=\s)"
    r"|(?<!\w)['’](?:em|tis|twas|twere|til|bout|cause|cos|ave|ere|im)\b|(?<=\w)['’]d (?:ha|a)['’]?\b",
    re.IGNORECASE,
)
_WINDOW = 60  # code points
_QUOTED = 400  # code points between a word and the marks of its quotation
_NUMBER_AFTER = late_pattern(r"\.\s?\d")
_ABBREVIATION = 5  # letters
_HEADLINE = 6  # words
_SHORT = 3  # words of a quotation that is a term or a name
_STRANGE = 0.4  # share of strange words in a quotation that is not English
#: Old spellings and what became of them: libertie, goodnesse, publick, vnto, haue, finde.
_OLD_SPELLINGS = tuple(
    (re.compile(old), new)
    for old, new in (
        (r"ie$", "y"),
        (r"nesse$", "ness"),
        (r"(?<=^[a-z]{3})e$|(?<=^[a-z]{4})e$", ""),
        (r"ck$", "c"),
        (r"^v(?=[^aeiou])", "u"),
        (r"(?<=[aeo])u(?=[aeiou])", "v"),
        (r"y(?=[a-z])", "i"),
        (r"(?<=^[a-z]{3})(?:eth|est)$", ""),
    )
)


def is_deliberate(document: Document, start: int, end: int) -> bool:
    """Whether the strange words `text[start:end]` stand there on purpose."""
    return (
        is_abbreviation(document, start, end)
        or is_explained(document, start, end)
        or is_in_name(document, start, end)
        or is_in_strange_headline(document, start, end)
        or is_in_strange_brackets(document, start, end)
        or is_in_strange_quotation(document, start, end)
        or is_in_dialect(document, start, end)
    )


def is_abbreviation(document: Document, start: int, end: int) -> bool:
    """Whether a full stop and a number follow a short word: para. 7."""
    return end - start <= _ABBREVIATION and _NUMBER_AFTER.match(document.prose, end) is not None


def is_explained(document: Document, start: int, end: int) -> bool:
    """Whether an explanation follows: in brackets, behind a dash, or behind “or”."""
    prose = document.prose
    while (following := _WORD_AFTER.match(prose, end)) and not is_known(following["word"]):
        end = following.end()
    if _EXPLAINED.match(prose, end) is None or _OR_ELSE.match(prose, end) is not None:
        return False
    return _ALTERNATIVE.search(prose, max(0, start - 5), start) is None


def is_in_name(document: Document, start: int, end: int) -> bool:
    """Whether they are part of a name: “Fontana delle Tartarughe”, “Le Monde diplomatique”."""
    if _FOREIGN_NAME.search(document.prose, max(0, start - _WINDOW), start):
        return True
    before = _NAME_BEFORE.search(document.prose, max(0, start - _WINDOW), start)
    if before is None or _NAME_AFTER.match(document.prose, end) is None:
        return False
    return not is_known(before["word"].lower())


def is_in_strange_headline(document: Document, start: int, end: int) -> bool:
    """Whether the words stand in a short paragraph that is no sentence, beside another strange one."""
    paragraph = _paragraph_at(document, start)
    if paragraph is None or paragraph.end - paragraph.start > _WINDOW:
        return False
    if document.prose[paragraph.end - 1] in ".!?:":
        return False
    words = list(words_of(document.prose, paragraph.start, paragraph.end))
    return len(words) <= _HEADLINE and _is_phrase(words, start, end)


def is_in_strange_brackets(document: Document, start: int, end: int) -> bool:
    """Whether the words stand in brackets with others that are not English, as Latin names of plants do."""
    prose = document.prose
    first = prose.rfind("(", max(0, start - _WINDOW), start) + 1
    last = prose.find(")", end, end + _WINDOW)
    if not first or last < 0 or prose.find(")", first, start) >= 0:
        return False
    words = list(words_of(prose, first, last))
    return len(words) > 1 and sum(map(_is_strange, words)) > len(words) / 2


def is_in_strange_quotation(document: Document, start: int, end: int) -> bool:
    """Whether the words are quoted, and the quotation is short, not English, or of an earlier century."""
    marks = _marks(document)
    index = bisect_left(marks, start, key=lambda mark: mark.start)
    if not 0 < index < len(marks):
        return False
    opening, closing = marks[index - 1], marks[index]
    if opening.role is not Role.OPENS or closing.role is not Role.CLOSES:
        return False
    if start - opening.end > _QUOTED or closing.start - end > _QUOTED:
        return False
    if is_old_spelling(document.prose[start:end].lower()):
        return True
    words = list(words_of(document.prose, opening.end, closing.start))
    small = [word for word in words if not word.is_capitalised and not word.is_number]
    strange = sum(map(_is_strange, small))
    return len(words) <= _SHORT or strange >= max(2, _STRANGE * len(small)) or _is_phrase(words, start, end)


def is_in_dialect(document: Document, start: int, end: int) -> bool:
    """Whether the words are quoted in a paragraph where people speak a dialect or as they once did."""
    if not touches(_quotations(document), start, end):
        return False
    paragraph = _paragraph_at(document, start)
    return paragraph is not None and paragraph.index in _paragraphs_in_dialect(document)


def is_old_spelling(word: str) -> bool:
    """Whether a word of English was once written like this (lower case)."""
    return any(is_known(old.sub(new, word)) for old, new in _OLD_SPELLINGS if old.search(word))


def _is_strange(word: Word) -> bool:
    return len(word.text) > 1 and not word.is_number and not is_known(word.lower)


def _is_phrase(words: list[Word], start: int, end: int) -> bool:
    """Whether one of the two words beside the range is strange, too."""
    before = [word for word in words if word.end <= start][-1:]
    after = [word for word in words if word.start >= end][:1]
    return any(_is_strange(word) for word in before + after if len(word.text) > 2)


def _paragraph_at(document: Document, offset: int) -> Paragraph | None:
    sentence = document.sentence_at(offset)
    return document.paragraphs[sentence.paragraph] if sentence else None


@lru_cache(maxsize=4)
def _paragraphs_in_dialect(document: Document) -> frozenset[int]:
    """The numbers of the paragraphs with words of a dialect or of an earlier century."""
    return frozenset(
        paragraph.index
        for paragraph in document.paragraphs
        if _DIALECT.search(document.prose, paragraph.start, paragraph.end)
    )


@lru_cache(maxsize=4)
def _quotations(document: Document) -> tuple[Span, ...]:
    return quotations(document)


@lru_cache(maxsize=4)
def _marks(document: Document) -> tuple[QuotationMark, ...]:
    return tuple(all_marks(document.prose))
