"""A noun's number contradicts the word that counts it.

What it finds
-------------
"many country", "these problem", "a countries", "one of the minister", "three person": a noun that can only be
singular after a word that asks for a plural, or the other way round. Compounds ("a three person team", "a
sports car") and collective nouns pass.

Why it matters
--------------
Systems choose the form of each word on its own. A wrong number makes the reader stop, and sometimes changes
how many there were.

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
Forms from `mtcheck.lexicon.morphology`; the exceptions were collected from eleven million words of edited
English.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.morphology import can_be_uncountable, inflect, singular
from mtcheck.rules.base import Match, rule
from mtcheck.rules.structure.runs import TaggedWord, WordRun, runs
from mtcheck.text.document import Document

_ASKS_PLURAL = frozenset("many several few these those".split())
_ASKS_SINGULAR = frozenset("a an every each".split())
_BEFORE_PLURAL = frozenset("the my his our their these those its".split())
_ENDS_NOUN = frozenset("DT IN MD WP CC TO EX PRP PRP$ AUX".split())
_BARE = frozenset(("VB", "VBP"))
_FINITE = frozenset("is are was were has have had do does did".split())
# Singular after a number too: units and measures, and nouns that the press uses without a plural ending.
_MEASURES = frozenset(
    "hundred thousand million billion trillion dozen percent cent per mile foot pound metre meter kilometer "
    "yard inch year month week day hour minute point degree dollar euro man woman plus odd way half third "
    "quarter fourth fifth sixth seventh eighth ninth tenth pm am gram bed bedroom storey stage party power "
    "time round nation star people aircraft police folk kin youth other".split()
)
# One of the family: a group's name may stand for its members.
_GROUPS = frozenset(
    "people aircraft family team group crew cast audience party band board staff jury press public "
    "government company crowd bunch lot pair few most best rest least first last main only other more world "
    "country city century year day night game season week tour opposition personnel population kind sort "
    "type clergy military majority minority elite generation".split()
)
_TAKES_ARTICLE = frozenset("few lot hundred thousand dozen".split())


@rule(Category.GRAMMAR, Severity.MINOR, confidence=0.85)
def check(document: Document) -> Iterator[Match]:
    for run in runs(document):
        for index, word in enumerate(run.words[:-1]):
            match = None
            if word.lower in _ASKS_PLURAL or "CD" in word.tags:
                match = _singular_after_plural(run, index)
            elif word.lower in _ASKS_SINGULAR:
                match = _plural_after_singular(run, index)
            elif word.lower == "one":
                match = _singular_after_one_of(document, run, index)
            if match:
                yield match


def _singular_after_plural(run: WordRun, index: int) -> Match | None:
    """Many village, these problem, two minister."""
    word, noun = run.words[index : index + 2]
    is_number = "CD" in word.tags
    if not _is_only(noun, "NN") or noun.lower in _MEASURES or not _ends_noun_phrase(run, index + 1):
        return None
    if can_be_uncountable(noun.lower) and not is_number and word.lower not in ("many", "several"):
        return None
    if is_number and not _counts(run, index):
        return None
    plural = inflect(noun.lower, "NNS")
    if not plural:
        return None
    repaired = f"{word.text} {plural}"
    message = f"“{word.text}” asks for a plural, “{noun.text}” is singular; “{repaired}”?"
    return Match(word.start, noun.end, message, replace_with=repaired)


def _counts(run: WordRun, index: int) -> bool:
    """Whether a number counts the noun after it: no figure, and not as in “a three person team”."""
    number = run.words[index]
    if not (number.text.isalpha() and number.text.islower()):
        return False
    if index == 0:
        return True
    before = run.words[index - 1]
    return not before.tags & {"DT", "PRP$", "CD", "NN"} and before.lower not in (
        "the",
        "point",
        "number",
        "one",
    )


def _plural_after_singular(run: WordRun, index: int) -> Match | None:
    """A countries, every ministers."""
    word, noun = run.words[index : index + 2]
    if not _is_only(noun, "NNS") or not _ends_noun_phrase(run, index + 1):
        return None
    if word.text == "A" and index:
        return None  # a grade, a vitamin
    if index + 2 < len(run.words) and run.words[index + 2].lower in ("and", "or", "off"):
        return None  # a pros and cons list, a ways off
    lemma = singular(noun.lower)
    if not lemma or lemma == noun.lower or lemma in _TAKES_ARTICLE:
        return None
    if noun.lower.endswith(("ics", "ss", "ens", "men")):
        return None
    determiner = word.lower
    if determiner in ("a", "an"):
        determiner = "an" if lemma[0] in "aeiou" else "a"
    if word.text[0].isupper():
        determiner = determiner.capitalize()
    repaired = f"{determiner} {lemma}"
    message = f"“{word.text}” asks for a singular, “{noun.text}” is plural; “{repaired}”?"
    return Match(word.start, noun.end, message, replace_with=[repaired, noun.text])


def _singular_after_one_of(document: Document, run: WordRun, index: int) -> Match | None:
    """One of the minister, one of the biggest environmental disaster."""
    words = run.words
    at_noun = _noun_after_one_of(words, index)
    if at_noun is None:
        return None
    noun = words[at_noun]
    if not _is_only(noun, "NN", may_be_verb=True) or noun.lower in _GROUPS:
        return None
    plural = inflect(noun.lower, "NNS") if _ends_noun_phrase(run, at_noun) else None
    if not plural:
        return None
    repaired = document.text[words[index].start : noun.start] + plural
    message = f"“one of” asks for a plural, “{noun.text}” is singular; “{repaired}”?"
    return Match(words[index].start, noun.end, message, replace_with=repaired)


def _noun_after_one_of(words: tuple[TaggedWord, ...], index: int) -> int | None:
    """Index of the word after “one of”, a determiner and adjectives; `index` is that of “one”."""
    if index + 3 >= len(words) or words[index + 1].lower != "of":
        return None
    if index and words[index - 1].tags & {"DT", "NN"}:
        return None  # the one of the minister, day one of the match
    if words[index + 2].lower not in _BEFORE_PLURAL:
        return None
    for noun in range(index + 3, min(index + 7, len(words))):
        if not _is_adjective(words[noun]):
            return noun
    return None


def _is_adjective(word: TaggedWord) -> bool:
    return "JJS" in word.tags or word.tags == {"JJ"} or word.lower in ("most", "more", "other", "main")


def _is_only(noun: TaggedWord, tag: str, may_be_verb: bool = False) -> bool:
    """Whether a word can only be a noun of this number; `may_be_verb`: but for a verb's base form."""
    possible = noun.tags - _BARE if may_be_verb else noun.tags
    return (
        possible == {tag}
        and noun.text.islower()
        and "-" not in noun.text
        and not noun.lower.endswith(("ible", "able"))
    )


def _ends_noun_phrase(run: WordRun, index: int) -> bool:
    """Whether what follows the word at `index` can be no noun and no adjective."""
    if index + 1 == len(run.words):
        return run.after in (",", ".", ";", ":", "!", "?", "^")
    following = run.words[index + 1]
    if following.lower in _FINITE or following.tags & _ENDS_NOUN:
        return True
    return "VBD" in following.tags and not following.tags & {"NN", "VB", "RB"}
