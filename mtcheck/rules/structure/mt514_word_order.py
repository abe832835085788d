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
from mtcheck.rules.structure.runs import Run, Tagged, runs
from mtcheck.rules.structure.sequence_hits import hits
from mtcheck.text.document import Document

_MIDDLE = frozenset("also already often always".split())
_OPENS_OBJECT = frozenset("the a an his her its their this these many some several".split())
# These take an adverb behind them; with verbs of saying it begins what was said.
_LINKING = frozenset(
    "is are was were has have had does did been being became becomes remains remained seems seemed said says came comes went "
    "goes added adds".split()
)
_FINAL = frozenset("has have had was were is are".split())
_PARTICIPLES = frozenset(("VBD", "VBN"))
_SUBORDINATORS = frozenset(
    "that which who because if when while although whether since after before as where".split()
)
_VERB = frozenset("VB VBP VBZ VBD VBG MD AUX".split())


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    taken: list[tuple[int, int]] = []
    for run in runs(document):
        for start, end, message, suggestion in _in_run(document, run):
            taken.append((start, end))
            yield Match(start, end, message, replace_with=[suggestion] if suggestion else [])
    for hit in hits(document):
        if hit.is_word_order and not any(start < hit.end and hit.start < end for start, end in taken):
            text = document.text[hit.start : hit.end]
            message = f"The word order of “{text}” is not English; the adverb belongs before the verb or at the end."
            yield Match(hit.start, hit.end, message)


def _in_run(document: Document, run: Run) -> Iterator[tuple[int, int, str, str | None]]:
    """Start, end, message and suggestion of what stands wrong in a run."""
    words = run.words
    for index in range(len(words) - 2):
        verb, adverb, object_ = words[index : index + 3]
        if adverb.lower in _MIDDLE and _parts_object(verb, adverb, object_):
            fixed = f"{adverb.text} {verb.text}"
            yield verb.start, adverb.end, f"“{adverb.text}” parts the verb from its object; “{fixed}”?", fixed
        elif (
            adverb.lower == "few"
            and verb.lower == "only"
            and "NNS" in object_.tags
            and "NN" not in object_.tags
        ):
            yield (
                verb.start,
                adverb.end,
                f"“{verb.text} few” is not English before a noun; “{verb.text} a few”?",
                f"{verb.text} a few",
            )
    span = _verb_final(run) or _inverted(run)
    if span:
        yield *span, f"The verb stands where German has it: “{document.text[span[0] : span[1]]}”.", None


def _parts_object(verb: Tagged, adverb: Tagged, object_: Tagged) -> bool:
    """True for a finite verb, an adverb and the beginning of an object ("wants also the")."""
    if (
        not verb.tags & {"VBZ", "VBD"}
        or verb.tags & {"NN", "NNS", "JJ", "RB", "IN"}
        or verb.lower in _LINKING
    ):
        return False
    return object_.lower in _OPENS_OBJECT


def _verb_final(run: Run) -> tuple[int, int] | None:
    """A clause that ends in participle + has/have/had/was/…: the auxiliary belongs before the participle."""
    words = run.words
    if len(words) < 4 or run.after not in (",", ".", "^", ";"):
        return None
    participle, auxiliary = words[-2], words[-1]
    if auxiliary.lower not in _FINAL or not participle.tags or not participle.tags <= _PARTICIPLES:
        return None
    if not any(word.lower in _SUBORDINATORS for word in words[:-3]):
        return None
    # "what the man they convicted was", "than expected were": another finite verb, or a comparison.
    if any(word.tags & _VERB and not word.tags & {"NN", "NNS", "JJ"} for word in words[-5:-2]) or any(
        word.lower in ("than", "what", "how", "where", "who") for word in words[:-2]
    ):
        return None
    return participle.start, auxiliary.end


def _inverted(run: Run) -> tuple[int, int] | None:
    """ "did not the": no English statement has a determiner after do + not, and questions have the subject
    first.
    """
    words = run.words
    for index in range(1, len(words) - 2):
        verb, negation, subject = (word.lower for word in words[index : index + 3])
        inverted = verb in ("did", "does") and negation == "not" and subject in ("the", "a", "he", "she")
        if inverted and words[index - 1].lower not in ("why", "or", "but"):
            return words[index].start, words[index + 2].end
    return None
