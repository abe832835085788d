"""A phrase of two to five words stands twice in a row, or a noun on both sides of “and”.

What it finds
-------------
"in the city in the city", "with kindness and kindness", "the president of the president". What English
repeats on purpose ("again and again", "more and more", "step by step", "for years and years") passes; so do
repetitions across a comma, which speeches use, and a town in a state of the same name ("New York New York").

Why it matters
--------------
Where two source words have the same English equivalent, or the system lost its place, the second half of the
thought is missing.

Example
-------
They were received with kindness and kindness in the city in the city.

Instead
-------
They were received with kindness and warmth in the city.

Measured
--------
1 alarm (0.011 per 1,000) in 93,737 words of clean news. MQM: 10 findings, all in a marked span. 1 finding in
20,000 held-out machine translations. Command: `python -m benchmarks.rules --shared ../shared --select MT506
--outputs 20000`.

Source
------
The exceptions were collected from eleven million words of edited English.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.rules.structure.runs import TaggedWord, runs
from mtcheck.text.document import Document

_LONGEST = 5  # words of a phrase
# Two short words in a row are repeated on purpose ("go on go on"), unless the first is one of these.
_SHORT_OPENERS = frozenset("of in to for at on by with it he they".split())
_JOINS = frozenset("and by to after or".split())
_LINKS = _JOINS | {"of", "upon", "in"}
_SUBORDINATE = frozenset("what whatever who whoever when whenever if where wherever how that as".split())
# X and X, X or X: on purpose.
_ON_PURPOSE = frozenset(
    "again ever more over on through by up down out round around years days hours weeks months miles less "
    "better worse further many various such so times pages thousands millions hundreds women men women's "
    "here there one two three that this it him her them you me us we they he she half bigger now then back "
    "forth only higher lower faster closer longer deeper farther things people stuff stop old young black "
    "white blood art love work man woman mother father side face day yes no ha please neck".split()
)
_COMMON_WORD = frozenset("NN NNS JJ RB".split())
_MAY_BE_OTHER = frozenset("JJR IN DT CD WP MD VBD VBZ".split())
_ENDS_PHRASE = frozenset("is are was were has have had in at on".split())


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.85)
def check(document: Document) -> Iterator[Match]:
    for run in runs(document):
        words = run.words
        index = 0
        while index < len(words) - 2:
            size = _size_of_repeated(words, index)
            if size:
                once = document.text[words[index].start : words[index + size - 1].end]
                end = words[index + 2 * size - 1].end
                message = f"“{once}” stands twice in a row."
                yield Match(words[index].start, end, message, replace_with=once)
                index += 2 * size
            elif _is_joined_with_itself(words, index):
                once = words[index].text
                message = f"“{once}” is joined with itself; a second word was probably meant."
                yield Match(words[index].start, words[index + 2].end, message, replace_with=once)
                index += 3
            else:
                index += 1


def _size_of_repeated(words: tuple[TaggedWord, ...], index: int) -> int:
    """How many words from `index` on stand twice in a row by mistake, 0 for none."""
    for size in range(2, min(_LONGEST, (len(words) - index) // 2) + 1):
        again = index + size
        if words[index].lower != words[again].lower:
            continue
        phrase, repeated = words[index:again], words[again : again + size]
        if [word.lower for word in phrase] == [word.lower for word in repeated]:
            before = words[index - 1] if index else None
            following = words[again + size : again + 2 * size - 1]
            return 0 if _is_chain(phrase, following) or _is_deliberate(phrase, before) else size
    return 0


def _is_chain(phrase: tuple[TaggedWord, ...], following: tuple[TaggedWord, ...]) -> bool:
    """The best of the best of the best; on and on and on."""
    once = [word.lower for word in phrase[:-1]]
    return phrase[-1].lower in _LINKS and once == [word.lower for word in following]


def _is_deliberate(phrase: tuple[TaggedWord, ...], before: TaggedWord | None) -> bool:
    """Whether English repeats the phrase on purpose; `before`: the word in front of it."""
    if before is not None and before.lower == phrase[-1].lower:
        return True  # day after day after day
    if before is not None and before.lower in _SUBORDINATE:
        return True  # when it rains it rains; what he did he did for love
    if _is_one_word(phrase) or any("CD" in word.tags for word in phrase):
        return True  # ha ha ha ha; twenty one twenty one
    if len(phrase) > 2:
        return _opens_with_conjunction(phrase) or phrase[-1].lower in ("and", "or")
    return _is_deliberate_pair(phrase, opens=before is None)


def _is_deliberate_pair(phrase: tuple[TaggedWord, ...], opens: bool) -> bool:
    """The same for two words; `opens`: nothing stands before them in their run."""
    if all(len(word.lower) <= 3 for word in phrase):
        return phrase[0].lower not in _SHORT_OPENERS
    if any(word.text[0].isupper() for word in phrase) and (not opens or _is_place(phrase)):
        return True  # New York New York
    return phrase[1].lower in _JOINS or _opens_with_conjunction(phrase)  # step by step by


def _is_place(phrase: tuple[TaggedWord, ...]) -> bool:
    """Whether it is the name of a town or region, which may lie in a region or town of that name."""
    from mtcheck.lexicon import places  # large data, needed only for a name that stands twice

    name = " ".join(word.text for word in phrase)
    return bool(places.countries_of(name)) and places.fold(name) not in places.country_names()


def _is_one_word(phrase: tuple[TaggedWord, ...]) -> bool:
    return len({word.lower for word in phrase}) == 1


def _opens_with_conjunction(phrase: tuple[TaggedWord, ...]) -> bool:
    """And so on and so on."""
    return phrase[0].lower in ("and", "or")


def _is_joined_with_itself(words: tuple[TaggedWord, ...], index: int) -> bool:
    """With kindness and kindness."""
    first, conjunction, last = words[index : index + 3]
    return (
        conjunction.lower in ("and", "or")
        and first.lower == last.lower
        and first.text.islower()
        and last.text.islower()
        and _is_common_word(first)
        and _opens_phrase(words, index)
        and _is_end_of_phrase(words, index + 3)
    )


def _is_common_word(word: TaggedWord) -> bool:
    """A noun, an adjective or an adverb that is nothing else and is not doubled on purpose."""
    if word.lower in _ON_PURPOSE or "-" in word.text or len(word.text) < 4:
        return False
    return bool(word.tags & _COMMON_WORD) and not word.tags & _MAY_BE_OTHER


def _opens_phrase(words: tuple[TaggedWord, ...], index: int) -> bool:
    """Whether the word has no companion of its own, as in “war crimes and crimes against humanity”."""
    if "NNS" in words[index].tags or index == 0:
        return False
    return bool(words[index - 1].tags & {"IN", "DT", "PRP$"})


def _is_end_of_phrase(words: tuple[TaggedWord, ...], index: int) -> bool:
    """Whether the word in front of `index` has no companion, as in “the liver or liver cancer”."""
    if index == len(words):
        return True
    return bool(words[index].tags & {"MD", "WP", "VBD"}) or words[index].lower in _ENDS_PHRASE
