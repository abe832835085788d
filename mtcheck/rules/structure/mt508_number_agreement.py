"""A noun's number contradicts the word that counts it.

What it finds
-------------
"many country", "these problem", "a countries", "one of the minister", "three person": a noun that can only be
singular after a word that asks for a plural, or the other way round. Compounds ("a three person team", "a
sports car") and collective nouns pass.

Why it matters
--------------
Systems choose each word's form by itself. A wrong number makes the reader stop, and sometimes changes how
many there were.

Example
-------
Many country have signed, and one of the minister resigned.

Instead
-------
Many countries have signed, and one of the ministers resigned.

Measured
--------
1 alarm (0.011 per 1,000) in 93,737 words of clean news. It is a slip of the article's author. 19 findings in
20,000 held-out machine translations; 0.47 of them touch a word that no other version has. Command: `python -m
benchmarks.rules --shared ../shared --select MT508 --outputs 20000`.

Source
------
Forms from `mtcheck.lexicon.morphology`; the exceptions were read off eleven million words of edited English.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.morphology import can_be_uncountable, inflect, singular
from mtcheck.rules.base import Match, rule
from mtcheck.rules.structure.runs import Run, Tagged, runs
from mtcheck.text.document import Document

_PLURAL = frozenset("many several few these those".split())
_SINGULAR = frozenset("a an every each".split())
_ENDS_NOUN = frozenset("DT IN MD WP CC TO EX PRP PRP$ AUX".split())
_BARE = frozenset(("VB", "VBP"))
_FINITE = frozenset("is are was were has have had do does did".split())
# Singular after a number all the same: units and measures, and nouns whose plural has no ending in the press.
_MEASURES = frozenset(
    "hundred thousand million billion trillion dozen percent cent per mile foot pound metre meter kilometer yard inch year "
    "month week day hour minute point degree dollar euro man woman plus odd way half third quarter fourth fifth sixth "
    "seventh eighth ninth tenth pm am gram bed bedroom storey stage party power time round nation star people aircraft "
    "police folk kin youth other".split()
)
# One of the family: a group's name may stand for its members.
_GROUPS = frozenset(
    "people aircraft family team group crew cast audience party band board staff jury press public government company crowd "
    "bunch lot pair few most best rest least first last main only other more world country city century year day night game "
    "season week tour opposition personnel population kind sort type clergy military majority minority elite generation".split()
)
_TAKES_ARTICLE = frozenset("few lot hundred thousand dozen".split())


@rule(Category.GRAMMAR, Severity.MINOR, confidence=0.85)
def check(document: Document) -> Iterator[Match]:
    for run in runs(document):
        words = run.words
        for index, word in enumerate(words[:-1]):
            lower = word.lower
            noun = words[index + 1]
            if lower in _PLURAL or "CD" in word.tags:
                found = _wants_plural(document, run, index, word, noun)
            elif lower in _SINGULAR:
                found = _wants_singular(document, run, index, word, noun)
            elif lower == "one" and index + 3 < len(words) and noun.lower == "of":
                # "the one of the minister", "day one of the match"
                named = index > 0 and words[index - 1].tags & {"DT", "NN"}
                found = None if named else _one_of(document, run, index)
            else:
                continue
            if found:
                yield found


def _closes(run: Run, index: int) -> bool:
    """True if the word at `index` ends its noun phrase: what follows can be no noun and no adjective."""
    if index + 1 == len(run.words):
        return run.after in (",", ".", ";", ":", "!", "?", "^")
    following = run.words[index + 1]
    if following.lower in _FINITE or following.tags & _ENDS_NOUN:
        return True
    return "VBD" in following.tags and not following.tags & {"NN", "VB", "RB"}


def _only(noun: Tagged, tag: str, no_verb: bool = False) -> bool:
    """True if a word can only be a noun of this number; `no_verb`: where it stands it is no verb."""
    possible = noun.tags - _BARE if no_verb else noun.tags
    return (
        possible == {tag}
        and noun.text.islower()
        and "-" not in noun.text
        and not noun.lower.endswith(("ible", "able"))
    )


def _wants_plural(document: Document, run: Run, index: int, word: Tagged, noun: Tagged) -> Match | None:
    certain = word.lower in ("many", "several") or "CD" in word.tags
    if not _only(noun, "NN") or noun.lower in _MEASURES or not _closes(run, index + 1):
        return None
    if can_be_uncountable(noun.lower) and not certain:
        return None
    if "CD" in word.tags:
        if not (word.text.isalpha() and word.text.islower()) or (
            index and run.words[index - 1].tags & {"DT", "PRP$"}
        ):
            return None
        if index and (
            run.words[index - 1].tags & {"CD", "NN"}
            or run.words[index - 1].lower in ("the", "point", "number", "one")
        ):
            return None
    if word.lower == "many" and index + 1 < len(run.words) and noun.lower in ("a", "an"):
        return None
    plural = inflect(noun.lower, "NNS")
    if not plural:
        return None
    text = f"{word.text} {plural}"
    return Match(
        word.start,
        noun.end,
        f"“{word.text}” asks for a plural, “{noun.text}” is singular; “{text}”?",
        replace_with=text,
    )


def _wants_singular(document: Document, run: Run, index: int, word: Tagged, noun: Tagged) -> Match | None:
    if not _only(noun, "NNS") or not _closes(run, index + 1) or (word.text == "A" and index):
        return None
    if index + 2 < len(run.words) and run.words[index + 2].lower in ("and", "or", "off"):
        return None  # a pros and cons list, a ways off
    one = singular(noun.lower)
    if (
        not one
        or one == noun.lower
        or one in _TAKES_ARTICLE
        or noun.lower.endswith(("ics", "ss", "ens", "men"))
    ):
        return None
    article = ("an" if one[0] in "aeiou" else "a") if word.lower in ("a", "an") else word.lower
    text = f"{article.capitalize() if word.text[0].isupper() else article} {one}"
    return Match(
        word.start,
        noun.end,
        f"“{word.text}” asks for a singular, “{noun.text}” is plural; “{text}”?",
        replace_with=[text, noun.text],
    )


def _one_of(document: Document, run: Run, index: int) -> Match | None:
    words = run.words
    at = index + 2
    if words[at].lower not in ("the", "my", "his", "our", "their", "these", "those", "its"):
        return None
    at += 1
    while at < len(words) and (
        "JJS" in words[at].tags
        or words[at].lower in ("most", "more", "other", "main")
        or words[at].tags == {"JJ"}
    ):
        at += 1
    if at == len(words) or at - index > 6:
        return None
    noun = words[at]
    if not _only(noun, "NN", no_verb=True) or noun.lower in _GROUPS or not _closes(run, at):
        return None
    plural = inflect(noun.lower, "NNS")
    if not plural:
        return None
    text = document.text[words[index].start : noun.start] + plural
    return Match(
        words[index].start,
        noun.end,
        f"“one of” asks for a plural, “{noun.text}” is singular; “{text}”?",
        replace_with=text,
    )
