"""A verb stands in the wrong form after be, have, do, to or a modal.

What it finds
-------------
"be happen", "will held", "to agreed", "did not saw", "does not makes", "has went", "will is", "must to see",
"will can". A form that may be something else there (a noun, an adjective, a past that is a participle too)
passes unless its neighbours leave no doubt.

Why it matters
--------------
A system that translates word by word, or that copies the tense of the source, gives every verb a form of its
own. The reader has to guess both the tense and what was meant.

Example
-------
The ministers will held talks, although they did not agreed on an agenda.

Instead
-------
The ministers will hold talks, although they did not agree on an agenda.

Measured
--------
3 alarms (0.032 per 1,000) in 93,737 words of clean news. All three are slips of the article's author. 58
findings in 20,000 held-out machine translations; 0.40 of them touch a word that no other version has.
Command: `python -m benchmarks.rules --shared ../shared --select MT501 --outputs 20000`.

Source
------
Verb chains of English grammar; the forms come from `mtcheck.lexicon.morphology`. The chains that clean text
never has were counted over eleven million words of edited English, those of machine translation over a
hundred thousand WMT 2010-2012 outputs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.morphology import as_verb
from mtcheck.rules.base import Match, rule
from mtcheck.rules.structure.runs import TaggedWord, runs
from mtcheck.text.document import Document

_MODALS = frozenset("will would can could may might must shall should".split())
_BE = frozenset("be is are was were been being am".split())
_DO = frozenset("do does did".split())
_HAVE = frozenset("have has had having".split())
_OPENERS = _MODALS | _BE | _DO | _HAVE | {"to"}
_NEGATED = {"won't": "will", "can't": "can", "shan't": "shall"}
# What stands after a modal, “to” or “did not” instead of a finite form.
_BASE = {**dict.fromkeys("is are was were am".split(), "be"), "has": "have", "had": "have", "does": "do"}
_INSTEAD_OF_MODAL = {"can": "be able to", "could": "be able to", "must": "have to"}
_ADVERBS = frozenset(
    "not also never even still always only ever already soon probably certainly perhaps then again".split()
)
_PRONOUNS = frozenset("he she it they we i you".split())
_VERB = frozenset("VB VBP VBZ VBD VBN VBG".split())
_PAST = frozenset(("VBD", "VBN"))
_BARE = frozenset(("VB", "VBP"))
_MODALS_AND_NOUNS = frozenset("will might can must may".split())
# The lexicon knows these as verbs only, but edited English has them after "to" or a modal.
_NO_VERB = frozenset("born united supposed sort kind used according concerned thanks".split())
_LEAVE_OUT = "-"  # they must to see: they must see


class _Chain(NamedTuple):
    """An auxiliary or “to”, adverbs, and the word that stands where their verb belongs."""

    words: tuple[TaggedWord, ...]
    """All words of the run."""
    first: int
    """Index of the auxiliary or of “to”."""
    last: int
    """Index of the word in the verb's place."""
    auxiliary: str
    """In lower case, without “n't”."""
    negated: bool
    """By “n't” or “not”."""

    @property
    def opener(self) -> TaggedWord:
        return self.words[self.first]

    @property
    def verb(self) -> TaggedWord:
        return self.words[self.last]

    @property
    def has_adverbs(self) -> bool:
        return self.last > self.first + 1

    @property
    def before(self) -> TaggedWord | None:
        return self.words[self.first - 1] if self.first else None

    @property
    def after(self) -> TaggedWord | None:
        return self.words[self.last + 1] if self.last + 1 < len(self.words) else None

    @property
    def follows_pronoun(self) -> bool:
        return self.before is not None and self.before.lower in _PRONOUNS


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    for run in runs(document):
        following = 0
        for index in range(len(run.words) - 1):
            chain = _chain_at(run.words, index) if index >= following else None
            right_form = _right_form(chain) if chain else None
            if chain and right_form:
                yield _match(document, chain, right_form)
                following = index + 2


def _chain_at(words: tuple[TaggedWord, ...], index: int) -> _Chain | None:
    opener = words[index]
    auxiliary = opener.lower
    if auxiliary.endswith("n't"):
        auxiliary = _NEGATED.get(auxiliary, auxiliary[:-3])
    if auxiliary not in _OPENERS or "NNP" in opener.tags:
        return None
    if index == 0 and auxiliary == opener.lower and auxiliary in ("will", "may"):
        return None  # a question, or Will and May
    last = index + 1
    while last < len(words) and _is_adverb(words[last]):
        last += 1
    if last == len(words) or "NNP" in words[last].tags or words[last].lower in _NO_VERB:
        return None
    negated = auxiliary != opener.lower or any(word.lower == "not" for word in words[index + 1 : last])
    return _Chain(words, index, last, auxiliary, negated)


def _is_adverb(word: TaggedWord) -> bool:
    return word.lower in _ADVERBS or (word.tags == {"RB"} and word.lower.endswith("ly"))


def _right_form(chain: _Chain) -> str | None:
    """What belongs in the verb's place; None where the word that stands there may stay."""
    if chain.auxiliary in _MODALS:
        return None if _is_noun(chain) else _after_modal(chain)
    if chain.auxiliary == "to":
        return None if chain.has_adverbs else _after_to(chain)
    if chain.auxiliary in _DO:
        return _after_do_not(chain.verb) if chain.negated else None
    if chain.auxiliary in _HAVE:
        return _after_have(chain.verb)
    return None if chain.negated else _after_be(chain)


def _is_noun(chain: _Chain) -> bool:
    """The political will expressed at the summit."""
    before = chain.before
    if before is None or chain.auxiliary not in _MODALS_AND_NOUNS or chain.negated or chain.has_adverbs:
        return False
    if before.lower == "that" or before.tags & {"PRP", "EX", "NNS"}:
        return False
    return bool(before.tags & {"DT", "PRP$", "IN"}) or ("JJ" in before.tags and "NN" not in before.tags)


def _after_modal(chain: _Chain) -> str | None:
    """Will is, will can, must to, will held, will makes."""
    verb = chain.verb
    if verb.lower in _BASE:
        return _BASE[verb.lower]
    if verb.lower in _MODALS:
        return _INSTEAD_OF_MODAL.get(verb.lower) if verb.lower != chain.auxiliary else None
    if verb.lower == "to":
        return _LEAVE_OUT if chain.auxiliary in ("must", "should") and chain.follows_pronoun else None
    cannot_stay = verb.tags == {"VBZ"} or _is_past(verb)
    # After a pronoun these are verbs; elsewhere perhaps nouns: "the will plans", "the May meeting".
    may_be_noun = verb.tags in ({"VBZ", "NNS"}, {"VBG"})
    return as_verb(verb.lower, "VB") if cannot_stay or (may_be_noun and chain.follows_pronoun) else None


def _after_to(chain: _Chain) -> str | None:
    """To is, to must, to makes, to went, to agreed the."""
    before, verb, after = chain.before, chain.verb, chain.after
    if before is not None and before.tags & _VERB:
        return None  # the man I talked to told me
    if verb.lower in _BASE and verb.lower != "had":
        return _BASE[verb.lower]
    if verb.lower in ("can", "must") and before is not None:
        return _INSTEAD_OF_MODAL[verb.lower]
    # "To united efforts", "to stolen goods": a participle, unless an object follows.
    has_object = after is not None and bool(after.tags & {"DT", "PRP", "PRP$"}) and "RB" not in after.tags
    if verb.tags in ({"VBZ"}, {"VBD"}) or (has_object and _is_past(verb)):
        return as_verb(verb.lower, "VB")
    return None


def _after_do_not(verb: TaggedWord) -> str | None:
    """Did not has, did not saw, does not makes."""
    base = _BASE.get(verb.lower)
    if base:
        return base if base != "be" else None
    is_finite = bool(verb.tags) and verb.tags <= _PAST | {"VBZ", "NNS"} and verb.tags != {"NNS"}
    return as_verb(verb.lower, "VB") if is_finite else None


def _after_have(verb: TaggedWord) -> str | None:
    """Has went, has was, has go, has goes."""
    if verb.lower in ("was", "were", "be"):
        return "been"
    if verb.tags in ({"VBD"}, _BARE) or (verb.tags == {"VBZ"} and verb.lower != "is"):
        return as_verb(verb.lower, "VBN")
    return None


def _after_be(chain: _Chain) -> str | None:
    """Is went, be happen, is happen, is consists."""
    be, verb = chain.auxiliary, chain.verb
    if verb.lower in _BE:
        return None
    if verb.tags == {"VBD"} and verb.lower not in ("had", "did"):
        return as_verb(verb.lower, "VBN")
    if verb.tags == _BARE or verb.lower in ("have", "has"):
        if be in ("is", "was", "are") and _has_form_of_do(chain.words[: chain.first]):
            return None  # all he does is complain
        return as_verb(verb.lower, "VBN" if be in ("be", "been") else "VBG")
    return as_verb(verb.lower, "VBG") if verb.tags == {"VBZ"} else None


def _is_past(word: TaggedWord) -> bool:
    return bool(word.tags) and word.tags <= _PAST


def _has_form_of_do(words: tuple[TaggedWord, ...]) -> bool:
    return any(word.lower in ("do", "does", "did", "done", "doing") for word in words)


def _match(document: Document, chain: _Chain, right_form: str) -> Match:
    opener, verb = chain.opener, chain.verb
    suggestions = _suggestions(document, chain, right_form)
    before = document.text[opener.start : verb.start].strip()
    if right_form == _LEAVE_OUT:
        message = f"“{verb.text}” cannot follow “{before}”; leave it out."
    elif suggestions[0] == verb.text:
        message = f"“{before} {verb.text}” is no verb form; leave “{before}” out?"
    else:
        message = f"The verb form “{verb.text}” cannot follow “{before}”; “{suggestions[0]}”?"
    return Match(opener.start, verb.end, message, replace_with=suggestions)


def _suggestions(document: Document, chain: _Chain, right_form: str) -> list[str]:
    opener, verb, after = chain.opener, chain.verb, chain.after
    if right_form == _LEAVE_OUT:
        return [document.text[opener.start : chain.words[chain.last - 1].end]]
    kept = document.text[opener.start : verb.start]
    repaired = kept + right_form
    if opener.lower == "be" and not chain.has_adverbs and verb.tags == _BARE:
        return [verb.text, repaired]  # would be happen: would happen
    if chain.auxiliary in _MODALS and _is_past(verb) and after is not None and after.lower == "by":
        return [f"{kept}be {as_verb(verb.lower, 'VBN') or verb.text}", repaired]  # would accompanied by
    return [repaired]
