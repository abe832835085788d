"""Where Harper's lints are known to be wrong: “Cover and let cool”, “more later”, “she spat”.

Each lint that reads too little of the sentence has a test here. The tests were written against edited text of
many kinds (recipes, fiction, speeches, textbooks), not against single sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mtcheck.lexicon.morphology import tags, verb_lemma
from mtcheck.text.document import Document
from mtcheck.text.function_words import is_known
from mtcheck.text.quotations import quotations, touches

_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)\W?\s*$")
_WORD_AFTER = re.compile(r"\s+(?P<word>[^\W\d_]+)")
_WINDOW = 40  # code points
_CLAUSE_ENDS = ".!?:;,–—("
_BE = frozenset("be am is are was were been being isn't aren't wasn't weren't".split())
_BEFORE_THERE = _BE | frozenset("out over up down from in right through near around who".split())
_AFTER_LET = frozenset("go out slip loose up in on down off fly alone rip know".split())
_HERE_AND = re.compile(r"\bhere\s+(?:and|or)\s+$", re.IGNORECASE)
_FLOOR = re.compile(r"\w+\s+(?:\w+[\s-])?floor\s+(?P<word>[a-z]+)", re.IGNORECASE)
_DETERMINERS = frozenset(
    "the a an this that these those my your his her its our their it them him us".split()
)
_MONARCH = re.compile(r"\b(?P<name>[A-Z][a-zà-ÿ]+) I\s$")
_OBJECTS = frozenset("me you him her us them".split())
_GIVING = frozenset("give show send lend bring hand pass tell read".split())
_AFTER_QUOTE = re.compile(r"['’]?(?:s|es|d|ed|ing|ish|er)\b|-")


def is_mistaken(lint_name: str, document: Document, start: int, end: int) -> bool:
    """Whether the lint is wrong about `text[start:end]`."""
    test = _TESTS.get(lint_name)
    return test is not None and test(document, start, end)


def _word_before(document: Document, start: int) -> str:
    """The word before, in lower case; none where a clause ends between."""
    match = _WORD_BEFORE.search(document.prose, max(0, start - _WINDOW), start)
    if match is None or any(mark in _CLAUSE_ENDS for mark in document.prose[match.end("word") : start]):
        return ""
    return match["word"].lower().replace("’", "'")


def _word_after(document: Document, end: int) -> str:
    match = _WORD_AFTER.match(document.prose, end)
    return match["word"].lower() if match else ""


def _is_quoted(document: Document, start: int, end: int) -> bool:
    return touches(quotations(document), start, end)


def _begins_clause(document: Document, start: int) -> bool:
    """Whether nothing stands before it in its clause."""
    before = document.prose[max(0, start - _WINDOW) : start].rstrip(" \t\"“'‘")
    return not before or before[-1] in _CLAUSE_ENDS + "\n"


def _is_instruction(document: Document, start: int, end: int) -> bool:
    """Lower the heat and allow to simmer: `allow` tells the reader to do it, as verbs before it may."""
    if document.prose[start:end].split()[0].lower() not in ("allow", "let"):
        return False
    if _begins_clause(document, start):
        return True
    sentence = document.sentence_at(start)
    words = [word for word in sentence.words if word.start < start] if sentence else []
    firsts = [
        following if word.lower.endswith("ly") else word  # loosely cover
        for word, following in zip(words, [*words[1:], *words[-1:]], strict=True)
        if _begins_clause(document, word.start)
    ]
    return any("VB" in tags(word.lower) for word in firsts)


def _is_let(document: Document, start: int, end: int) -> bool:
    """Cover and let rise; she lets go. What “lets assume that” is to mean, Harper asks with reason."""
    return _word_after(document, end) in _AFTER_LET or _is_instruction(document, start, end)


def _is_no_degree(document: Document, start: int, end: int) -> bool:
    """More later; more sooner than you think; more higher-paid posts."""
    is_time = document.prose[start:end].lower().endswith((" later", " sooner", " earlier"))
    return is_time or document.prose[end : end + 1] == "-"


def _is_pronoun_pair(document: Document, start: int, end: int) -> bool:
    """Was it him?; give it me; in his My Autobiography."""
    first, second = document.prose[start:end].split()[:2]
    before = _word_before(document, start)
    if before in _BE or (second[0].isupper() and second != "I"):
        return True
    return first == "it" and second in _OBJECTS and verb_lemma(before) in _GIVING


def _agrees(document: Document, start: int, end: int) -> bool:
    """She spat; he further said; we geeks; a she wolf; Elizabeth I is; “she don't”, as some speak."""
    word, before = document.prose[start:end].lower(), _word_before(document, start)
    forms = tags(word)
    if document.prose[end : end + 1] == "-" or "VBD" in forms or "RB" in forms:
        return True
    monarch = _MONARCH.search(document.prose, max(0, start - _WINDOW), start)
    if monarch and not is_known(monarch["name"].lower()):
        return True
    is_plural = "NNS" in forms or (word.endswith("s") and not forms)
    if before in ("we", "you", "us") and is_plural:
        return _word_after(document, end) not in _DETERMINERS
    match = _WORD_BEFORE.search(document.prose, max(0, start - _WINDOW), start)
    of_pronoun = _word_before(document, match.start()) if match else ""
    return of_pronoun in ("a", "the") or _is_quoted(document, start, end)


def _is_place(document: Document, start: int, end: int) -> bool:
    """Are there any; here and there; who there replied."""
    before = document.prose[max(0, start - _WINDOW) : start]
    return _word_before(document, start) in _BEFORE_THERE or _HERE_AND.search(before) is not None


def _is_attribute(document: Document, start: int, end: int) -> bool:
    """In the sixth floor music room."""
    match = _FLOOR.match(document.prose[end : end + _WINDOW].lstrip().removeprefix("the").lstrip())
    return match is not None and bool(tags(match["word"]) & {"NN", "NNS"})


def _is_plural_of_quoted(document: Document, start: int, end: int) -> bool:
    """Too many “um”s."""
    return _AFTER_QUOTE.match(document.prose, end) is not None


_TESTS: dict[str, Callable[[Document, int, int], bool]] = {
    "AllowTo": _is_instruction,
    "LetsConfusion": _is_let,
    "MoreBetter": _is_no_degree,
    "MultipleSequentialPronouns": _is_pronoun_pair,
    "OnFloor": _is_attribute,
    "PronounVerbAgreement": _agrees,
    "QuoteSpacing": _is_plural_of_quoted,
    "ThereToTheir": _is_place,
}
