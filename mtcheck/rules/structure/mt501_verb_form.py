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
Verb chains of English grammar; the forms come from `mtcheck.lexicon.morphology`. Which chains clean text
never has was counted over eleven million words of edited English, which ones machine translation has over a
hundred thousand WMT 2010-2012 outputs.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.morphology import as_verb, inflect, verb_lemma
from mtcheck.rules.base import Match, rule
from mtcheck.rules.structure.runs import Run, Tagged, runs
from mtcheck.text.document import Document

_MODALS = frozenset("will would can could may might must shall should".split())
_BE = frozenset("be is are was were been being am".split())
_DO = frozenset("do does did".split())
_HAVE = frozenset("have has had having".split())
_FINITE_BE_HAVE = frozenset("is are was were am has had does".split())
_SKIPPED = frozenset(
    "not also never even still always only ever already soon probably certainly perhaps then again".split()
)
_PRONOUNS = frozenset("he she it they we i you".split())
_VERB = frozenset("VB VBP VBZ VBD VBN VBG".split())
_PAST = frozenset(("VBD", "VBN"))
_BARE = frozenset(("VB", "VBP"))
# Modals that are nouns too, after such words.
_NOUNS = frozenset("will might can must may".split())
_NOUN_BEFORE = frozenset("DT PRP$ IN".split())
# Forms that the lexicon knows as verbs only, and that clean text has after "to" or a modal all the same.
_NO_VERB = frozenset("born united supposed sort kind used according concerned thanks".split())


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    for run in runs(document):
        words = run.words
        last = 0
        for index, word in enumerate(words[:-1]):
            if index < last:
                continue
            found = _at(document, run, index, word)
            if found:
                yield found
                last = index + 2


def _at(document: Document, run: Run, index: int, word: Tagged) -> Match | None:
    words = run.words
    lower = word.lower
    if "NNP" in word.tags or (index == 0 and lower in ("will", "may")):  # a name, or a question
        return None
    negated = lower.endswith("n't")
    auxiliary = (
        {"won't": "will", "can't": "can", "shan't": "shall"}.get(lower, lower[:-3]) if negated else lower
    )
    at = index + 1
    skipped = False
    while at < len(words) and (
        words[at].lower in _SKIPPED or (words[at].tags == {"RB"} and words[at].lower.endswith("ly"))
    ):
        negated = negated or words[at].lower == "not"
        skipped = True
        at += 1
    if at == len(words):
        return None
    verb = words[at]
    if "NNP" in verb.tags or verb.lower in _NO_VERB:
        return None
    wanted = None
    before = words[index - 1] if index else None
    if auxiliary in _MODALS:
        wanted = _after_modal(auxiliary, before, verb, negated or skipped, run, index)
    elif lower == "to" and not skipped:
        wanted = _after_to(before, verb, words[at + 1] if at + 1 < len(words) else None)
    elif auxiliary in _DO:
        wanted = _after_do(auxiliary, verb, negated)
    elif auxiliary in _HAVE:
        wanted = _after_have(verb, before)
    elif auxiliary in _BE and not negated:
        wanted = _after_be(lower, verb, run, index)
    if not wanted:
        return None
    kept = document.text[word.start : verb.start]
    repaired = (kept + wanted) if wanted != "-" else document.text[word.start : words[at - 1].end]
    suggestions = [repaired]
    if lower == "be" and not skipped and verb.tags == _BARE:
        suggestions.insert(0, verb.text)  # would be happen → would happen
    if auxiliary in _MODALS and verb.tags <= _PAST and at + 1 < len(words) and words[at + 1].lower == "by":
        suggestions.insert(0, f"{kept}be {as_verb(verb.lower, 'VBN') or verb.text}")  # would accompanied by
    return Match(
        word.start,
        verb.end,
        f"The verb form “{verb.text}” cannot follow “{document.text[word.start : verb.start].strip()}”; “{suggestions[0]}”?",
        replace_with=suggestions,
    )


def _after_modal(
    modal: str, before: Tagged | None, verb: Tagged, certain: bool, run: Run, index: int
) -> str | None:
    subject = before is not None and before.lower in _PRONOUNS
    is_noun = before is not None and before.lower != "that" and not before.tags & {"PRP", "EX", "NNS"}
    if is_noun and before is not None and modal in _NOUNS and not certain and _makes_noun(before):
        return None  # the political will
    if verb.lower in _FINITE_BE_HAVE:
        return {"has": "have", "had": "have", "does": "do"}.get(verb.lower, "be")
    if verb.lower in _MODALS and verb.lower != modal and not (verb.tags - {"MD"}):
        return {"can": "be able to", "could": "be able to", "must": "have to"}.get(verb.lower)
    if verb.lower == "to":
        return "-" if modal in ("must", "should") and subject else None
    if verb.tags <= _PAST and verb.tags:
        return as_verb(verb.text, "VB")
    if verb.tags == {"VBZ"} or (subject and verb.tags == {"VBZ", "NNS"}):
        return as_verb(verb.lower, "VB")
    if verb.tags == {"VBG"} and subject:
        return as_verb(verb.lower, "VB")
    return None


def _makes_noun(before: Tagged) -> bool:
    return bool(before.tags & _NOUN_BEFORE) or ("JJ" in before.tags and "NN" not in before.tags)


def _after_to(before: Tagged | None, verb: Tagged, after: Tagged | None) -> str | None:
    stranded = before is not None and bool(before.tags & _VERB)  # the man I talked to told me
    if stranded:
        return None
    if verb.lower in ("is", "are", "was", "were", "am", "has", "does"):
        return {"has": "have", "does": "do"}.get(verb.lower, "be")
    if verb.lower in ("can", "must") and before is not None:
        return {"can": "be able to", "must": "have to"}[verb.lower]
    if verb.tags == {"VBZ"}:
        return as_verb(verb.lower, "VB")
    if verb.tags == {"VBD"}:
        return as_verb(verb.lower, "VB")
    if (
        verb.tags
        and verb.tags <= _PAST
        and after is not None
        and (after.tags & {"DT", "PRP", "PRP$"} and "RB" not in after.tags)
    ):
        return as_verb(verb.lower, "VB")
    return None


def _after_do(auxiliary: str, verb: Tagged, negated: bool) -> str | None:
    if not negated:
        return None
    if verb.lower in _FINITE_BE_HAVE or verb.tags == {"MD"}:
        return {"has": "have", "had": "have", "does": "do"}.get(verb.lower)
    if verb.tags and verb.tags <= {"VBD", "VBN", "VBZ", "NNS"} and verb.tags != {"NNS"}:
        return as_verb(verb.lower, "VB")
    return None


def _after_have(verb: Tagged, before: Tagged | None) -> str | None:
    if verb.tags == {"VBD"} and verb.lower not in ("was", "were"):
        return as_verb(verb.lower, "VBN")
    if verb.lower in ("was", "were", "be"):
        return "been"
    if verb.tags == _BARE or (verb.tags == {"VBZ"} and verb.lower != "is"):
        return as_verb(verb.lower, "VBN")
    return None


def _after_be(be: str, verb: Tagged, run: Run, index: int) -> str | None:
    if verb.lower in _BE:
        return None
    if verb.tags == {"VBD"} and verb.lower not in ("had", "did"):
        return as_verb(verb.lower, "VBN")
    if verb.tags == _BARE or verb.lower in ("have", "has"):
        if be in ("is", "was", "are") and any(
            word.lower in ("do", "does", "did", "done", "doing") for word in run.words[:index]
        ):
            return None  # all he does is complain
        lemma = verb_lemma(verb.lower)
        return inflect(lemma, "VBN" if be in ("be", "been") else "VBG") if lemma else None
    if verb.tags == {"VBZ"}:
        return as_verb(verb.lower, "VBG")
    return None
