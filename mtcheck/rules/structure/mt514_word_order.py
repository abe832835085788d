"""Words stand in the order of another language.

What it finds
-------------
An adverb between a verb and its object ("wants also the money", "plans also a roof"), a verb chain turned
round at the end of a clause, as German has it ("that he the book read has"), inversion after "not" ("did not
the telephone catch").

Why it matters
--------------
The words may all be right; the reader still has to put the sentence together.

Example
-------
The minister wants also the support of the parties, because the law failed has.

Instead
-------
The minister also wants the support of the parties, because the law has failed.

Measured
--------
No alarm in 93,737 words of clean news. 31 findings in 20,000 held-out machine translations; 0.45 of them
touch a word that no other version has. Command: `python -m benchmarks.rules --shared ../shared --select MT514
--outputs 20000`.

Source
------
`mtcheck/lexicon/sequences.txt` (see MT511) for the adverbs; verb-final clauses counted over the same outputs
and corpora.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.rules.structure.runs import TaggedWord, WordRun, runs
from mtcheck.rules.structure.sequence_hits import hits
from mtcheck.text.document import Document
from mtcheck.text.span import Span

_MIDDLE = frozenset("also already often always".split())
_OPENS_OBJECT = frozenset("the a an his her its their this these many some several".split())
# An adverb may follow these; after a verb of saying it begins what was said.
_LINKING = frozenset(
    "is are was were has have had does did been being became becomes remains remained seems seemed said "
    "says came comes went goes added adds".split()
)
_FINITE_TAGS = frozenset(("VBZ", "VBD"))
_NO_VERB = frozenset("NN NNS JJ RB IN".split())
_FINAL = frozenset("has have had was were is are".split())
_PARTICIPLES = frozenset(("VBD", "VBN"))
_SUBORDINATORS = frozenset(
    "that which who because if when while although whether since after before as where".split()
)
_COMPARES = frozenset("than what how where who".split())
_VERB = frozenset("VB VBP VBZ VBD VBG MD AUX".split())
_MAY_BE_NOUN = frozenset("NN NNS JJ".split())


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    matches = [match for run in runs(document) for match in _matches(document, run)]
    yield from matches
    for hit in hits(document):
        is_new = not any(match.start < hit.end and hit.start < match.end for match in matches)
        if hit.is_word_order and is_new:
            text = document.text[hit.start : hit.end]
            message = (
                f"The word order of “{text}” is not English; "
                "the adverb belongs before the verb or at the end."
            )
            yield Match(hit.start, hit.end, message)


def _matches(document: Document, run: WordRun) -> Iterator[Match]:
    for index in range(len(run.words) - 2):
        verb, adverb, object_ = run.words[index : index + 3]
        if adverb.lower in _MIDDLE and _is_finite_verb(verb) and object_.lower in _OPENS_OBJECT:
            repaired = f"{adverb.text} {verb.text}"
            message = f"“{adverb.text}” parts the verb from its object; “{repaired}”?"
            yield Match(verb.start, adverb.end, message, replace_with=repaired)
        elif (verb.lower, adverb.lower) == ("only", "few") and _is_plural_only(object_):
            repaired = f"{verb.text} a few"
            message = f"“{verb.text} few” is not English before a noun; “{repaired}”?"
            yield Match(verb.start, adverb.end, message, replace_with=repaired)
    span = _verb_at_end(run) or _inverted(run)
    if span:
        text = document.text[span.start : span.end]
        yield Match(span.start, span.end, f"The verb stands where German has it: “{text}”.")


def _is_finite_verb(word: TaggedWord) -> bool:
    """A verb that takes an object and can be nothing else: “wants” in “wants also the money”."""
    return bool(word.tags & _FINITE_TAGS) and not word.tags & _NO_VERB and word.lower not in _LINKING


def _is_plural_only(word: TaggedWord) -> bool:
    return "NNS" in word.tags and "NN" not in word.tags


def _verb_at_end(run: WordRun) -> Span | None:
    """A clause that ends in participle and auxiliary: “that he the book read has”."""
    words = run.words
    if len(words) < 4 or run.after not in (",", ".", "^", ";"):
        return None
    participle, auxiliary = words[-2:]
    if auxiliary.lower not in _FINAL or not participle.tags or not participle.tags <= _PARTICIPLES:
        return None
    if not any(word.lower in _SUBORDINATORS for word in words[:-3]):
        return None
    # "what the man they convicted was", "than expected were": another finite verb, or a comparison.
    if any(word.tags & _VERB and not word.tags & _MAY_BE_NOUN for word in words[-5:-2]):
        return None
    if any(word.lower in _COMPARES for word in words[:-2]):
        return None
    return Span(participle.start, auxiliary.end)


def _inverted(run: WordRun) -> Span | None:
    """“Did not the”: in a statement no determiner follows “did not”, and a question has its subject first."""
    words = run.words
    for index in range(1, len(words) - 2):
        verb, negation, subject = (word.lower for word in words[index : index + 3])
        inverted = verb in ("did", "does") and negation == "not" and subject in ("the", "a", "he", "she")
        if inverted and words[index - 1].lower not in ("why", "or", "but"):
            return Span(words[index].start, words[index + 2].end)
    return None
