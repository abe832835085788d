"""A word stands twice in a row.

What it finds
-------------
The same word twice with nothing but space between ("they do not not know"); of articles, conjunctions,
possessives and the like also three and more ("the the the house"). What English doubles on purpose passes:
"had had", "that that", "very very", "bye bye", names such as "Duran Duran", reduplicated words ("agar agar",
"mahi mahi", "chop chop"), a particle before a preposition ("turned in in time", "logged on on Monday"), a
preposition or verb that ends a clause before another ("the house she lived in in May", "what it was was a
mistake"), and "gave her her coat". `--fix` removes one of two articles, conjunctions or possessives. It
leaves "not not", which may have been meant.

Why it matters
--------------
Translation systems stutter where two source words have the same English equivalent. In WMT23 Chinese-English
news every doubled word that was flagged lay in a span that professional annotators had marked, most of them
as major.

Example
-------
The ministry said the the talks would go on.

Instead
-------
The ministry said the talks would go on.

Measured
--------
3 alarms (0.032 per 1,000) in 93,737 words of clean news. All three are slips of the article's author. MQM: 21
findings, 57 % of them in a marked span. 95 findings in 20,000 held-out machine translations; 0.07 of them
touch a word that no other version has. Command: `python -m benchmarks.rules --shared ../shared --select MT505
--outputs 20000`.

Source
------
Weblate and pofilter ship the check ("duplicate words", "doublewords"). The exceptions are WordNet's
reduplicated words and verbs with particles, and what was collected from clean news.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.doubles import is_one_word_twice, takes_particle
from mtcheck.lexicon.morphology import inflect, tags, verb_lemma
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.words import Word

# English doubles these on purpose.
_ALLOWED = frozenset(
    "had that very really so too way much many far long old big little good bad whole wide deep high hard "
    "slow red ha no yes well do "
    "one two three four five six seven eight nine ten zero".split()
)
# No construction puts these side by side twice, but for "what he was capable of of course".
_NEVER_TWICE = frozenset(
    "the a an and or but than if because my our your their its they we be been of".split()
)
_AFTER_OF_OF = frozenset("course late old".split())
# They can end a clause that is the subject of the next: "what it was was a mistake".
_VERBS = frozenset("is are was were have has had does did will would can could should may might".split())
# They can end a relative clause: "the house she lived in in May".
_PREPOSITIONS = frozenset(
    "in on to for with at by from about over up out off down through around along".split()
)
_OPEN_CLAUSE = frozenset("what whatever who whoever whom whose which how where wherever".split())
# They can be the subject of their clause themselves: "those who can can stay".
_RELATIVE_SUBJECTS = frozenset("what whatever who whoever which that".split())
_SUBJECTS = frozenset("i you he she it we they there".split())
_DETERMINERS = frozenset("the a an this that these those my your his her its our their no some any".split())
_OBJECTS = frozenset("it them him her me us you this that everyone everything".split())
_INDEFINITE = frozenset(
    "all everything anything nothing something everyone anyone one ones those way".split()
)
_MODAL_NOUNS = frozenset("will can might".split())
_STANDING_SUBJECTS = frozenset(
    "problem thing question point issue fact truth reality answer trouble reason difference idea".split()
)
_GIVING = frozenset(
    "give tell show hand send teach ask cost lend offer bring buy pay wish deny allow promise owe read save "
    "leave make get find call earn serve grant win lose cook take do spare assign award return pass".split()
)
_WITHOUT_PARTICLE = frozenset("take kick give get bring put".split())
_CONJUNCTIONS = frozenset({"and", "or", "but"})
_QUOTES = "\"“”‘’'«»"
_CLAUSE = 8  # words in which the beginning of such a clause is looked for


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.95)
def check(document: Document) -> Iterator[Match]:
    for sentence in document.sentences:
        in_capitals = document.prose[sentence.start : sentence.end].isupper()
        for words, index, count in _repetitions(document, sentence.words):
            if not _is_deliberate(document, words, index, count, in_capitals):
                first, last = words[index], words[index + count - 1]
                times = "twice" if count == 2 else f"{count} times"
                message = f"“{first.text}” stands {times}."
                safe = _is_slip(words, index, count)
                yield Match(first.start, last.end, message, replace_with=first.text, safe=safe)


def _repetitions(document: Document, words: tuple[Word, ...]) -> Iterator[tuple[tuple[Word, ...], int, int]]:
    """(words, index, count) of each word that stands so many times, with only space between."""
    index = 0
    while index < len(words):
        last = index
        while last + 1 < len(words) and _is_repetition(document, words[last], words[last + 1]):
            last += 1
        if last > index:
            yield words, index, last - index + 1
        index = last + 1


def _is_repetition(document: Document, first: Word, second: Word) -> bool:
    return first.lower == second.lower and document.prose[first.end : second.start].isspace()


def _is_deliberate(
    document: Document, words: tuple[Word, ...], index: int, count: int, in_capitals: bool
) -> bool:
    first, second = words[index : index + 2]
    if first.lower in _ALLOWED or first.is_number:
        return True
    if in_capitals:
        return first.lower not in _NEVER_TWICE or len(first.text) == 1  # nothing tells names from words
    if not second.text.islower() or (first.is_capitalised and index):
        return True  # a name, or a word and an acronym ("first FIRST")
    if count > 2:
        return first.lower not in _NEVER_TWICE  # on purpose, or a loop, which is MT004's
    if _is_quoted_alone(document, first.start, second.end):
        return True
    if _is_one_word(first.lower) and not (index and words[index - 1].is_number):  # “5 km km” is a unit
        return True
    return _ends_phrase(document, words, index)


def _is_quoted_alone(document: Document, start: int, end: int) -> bool:
    """A nickname, a title or an imitated noise: the "zoom zoom" kid."""
    before, after = document.prose[max(start - 1, 0) : start], document.prose[end : end + 1]
    return before in _QUOTES and after in _QUOTES and bool(before and after)


def _is_one_word(word: str) -> bool:
    """Agar agar; words that English has not, which are taken for halves of such; single letters but “a”."""
    if len(word) == 1:
        return word.isascii() and word != "a"
    return is_one_word_twice(word) or (word.isascii() and word.isalpha() and not tags(word))


def _ends_phrase(document: Document, words: tuple[Word, ...], index: int) -> bool:
    """Whether the first of the two ends what was said, and the second begins something else."""
    word = words[index].lower
    if word == "being":
        return index > 0 and bool(tags(words[index - 1].lower) & {"NN", "JJ"})  # a human being being taught
    if word == "her":
        return _gives_her(words, index)
    if word in _VERBS:
        return _ends_subject(words, index, _same_clause(document, words, index))
    if word not in _PREPOSITIONS:
        return False
    return _is_particle(words, index) or _ends_relative_clause(_same_clause(document, words, index))


def _gives_her(words: tuple[Word, ...], index: int) -> bool:
    """He gave her her coat."""
    verb = verb_lemma(words[index - 1].lower) if index else None
    return verb in _GIVING and index + 2 < len(words)


def _is_particle(words: tuple[Word, ...], index: int) -> bool:
    """Turned in in time; handed it in in person."""
    for verb in reversed(words[max(index - 2, 0) : index]):
        if takes_particle(verb.lower, words[index].lower):
            # What is taken or kicked in need not have a particle: it may be a church where that happened.
            following = words[index + 2 : index + 3]
            is_place = bool(following) and following[0].lower in _DETERMINERS
            return verb_lemma(verb.lower) not in _WITHOUT_PARTICLE or not is_place
        if verb.lower not in _OBJECTS:
            return False
    return False


def _same_clause(document: Document, words: tuple[Word, ...], index: int) -> tuple[Word, ...]:
    """The words before, without any in front of a punctuation mark or conjunction."""
    first = max(index - _CLAUSE, 0)
    for number in range(index, first, -1):
        is_cut = words[number - 1].lower in _CONJUNCTIONS
        if is_cut or document.prose[words[number - 1].end : words[number].start].strip():
            return words[number:index]
    return words[first:index]


def _ends_relative_clause(before: tuple[Word, ...]) -> bool:
    """The house she lived in in May; those whom we spoke to to learn it."""
    return any(_opens_clause(first, second) and _is_subject(second) for first, second in pairwise(before))


def _ends_subject(words: tuple[Word, ...], index: int, before: tuple[Word, ...]) -> bool:
    """What it was was a mistake; the problem is is that; those who can can stay; the will will be read."""
    if not before:
        return False
    last = before[-1].lower
    if last in _STANDING_SUBJECTS or last in _RELATIVE_SUBJECTS:
        return True
    if words[index].lower in _MODAL_NOUNS and (last in _DETERMINERS or _is_adjective(last)):
        return True
    # A verb in the clause before this one ends it: “those who came were were late” stutters.
    openers = [
        number
        for number, (first, second) in enumerate(pairwise(before))
        if first.lower in _OPEN_CLAUSE or (_opens_clause(first, second) and _is_subject(second))
    ]
    return bool(openers) and not any(map(_is_finite, before[openers[-1] + 1 :]))


def _is_adjective(word: str) -> bool:
    """The late will will be read; but the council will will vote."""
    known = tags(word)
    return bool(known & {"JJ", "POS"}) and ("NN" not in known or inflect(word, "JJR") is not None)


def _is_finite(word: Word) -> bool:
    """Whether a word is a finite verb and hardly a noun."""
    known = tags(word.lower)
    return word.lower in _VERBS or (bool(known & {"VBD", "VBZ"}) and not known & {"NN", "NNS"})


def _opens_clause(first: Word, second: Word) -> bool:
    """Whether a clause begins with one of two words: what he, the house she, the house that stood."""
    if first.lower in _OPEN_CLAUSE or first.lower in _INDEFINITE:
        return True
    is_noun = bool(tags(first.lower) & {"NN", "NNS"})
    return is_noun and (second.lower in _SUBJECTS or second.lower == "that")


def _is_subject(word: Word) -> bool:
    return word.lower in _SUBJECTS or word.lower in _DETERMINERS or word.is_capitalised


def _is_slip(words: tuple[Word, ...], index: int, count: int) -> bool:
    """Whether the repetition can be nothing but a slip."""
    word, following = words[index], words[index + count : index + count + 1]
    if word.lower == "of" and following and following[0].lower in _AFTER_OF_OF:
        return False
    return word.lower in _NEVER_TWICE
