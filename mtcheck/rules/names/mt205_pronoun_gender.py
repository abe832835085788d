"""A pronoun does not go with a name.

What it finds
-------------
“His” or “himself” for a person whose first name is a woman's, and “her” or “herself” for a man's, where
nobody else can be meant: right behind a name and its verb, in what one does with one's own alone (“Angela
Merkel shook his head”, “made his first appearance”, “described himself”), and where a sentence begins with a
name “and his wife”. The sex is known from a first name that all lists give to one sex, or from what the
article calls the person (“daughter Kim Ju-ae”). All other pronouns pass: whom they mean cannot be known for
certain.

Why it matters
--------------
Many languages do not say his or her. The system guesses, and a person changes sex in the middle of the
article.

Example
-------
His daughter Kim Ju-ae smiled. In November Kim Ju-ae made his first public appearance.

Instead
-------
His daughter Kim Ju-ae smiled. In November Kim Ju-ae made her first public appearance.

Measured
--------
`python -m benchmarks.names --select MT205`: no alarm in 93,737 words of clean news, nor in 3.3 million words
of VOA news and WMT references. All 3 findings on annotated translations touch a span that a professional
marked; one more in 667,116 words by weak systems, right as well. Most wrong pronouns are not found: whom they
mean is not certain.

Source
------
First names: Faker (MIT), see `mtcheck/lexicon/people.py`; the expressions were written for this rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.rules.names.sightings import Name, names, names_of, sound
from mtcheck.text.document import Document, Word

_MAN, _WOMAN = "m", "f"
_SEX = {_MAN: "men", _WOMAN: "women"}
_PERSONS = frozenset(
    "he him his himself she her herself man men woman women boy girl president minister".split()
)
_PRONOUNS = {
    "his": (_MAN, "her"),
    "himself": (_MAN, "herself"),
    "her": (_WOMAN, "his"),
    "herself": (_WOMAN, "himself"),
}
_PRONOUN = re.compile(rf"\b(?:{'|'.join(_PRONOUNS)})\b", re.IGNORECASE)
#: Words right before a name that say whose it is.
_KIN = {
    **dict.fromkeys(
        "mr sir king prince emperor father brother son husband uncle nephew grandfather actor".split(), _MAN
    ),
    **dict.fromkeys(
        "mrs ms miss dame queen princess empress mother sister daughter wife aunt niece grandmother actress "
        "lady".split(),
        _WOMAN,
    ),
}
#: What people do with what is theirs alone: verbs (as lemmas) and the nouns or adjectives after the
#: possessive.
_OWN = {
    "make": (
        "first second third last final maiden debut appearance comeback return way public professional "
        "international"
    ),
    "begin start": "career studies tenure reign campaign",
    "end finish": "career life tenure",
    "announce": "resignation retirement candidacy departure",
    "submit tender": "resignation",
    "lose": "life temper cool balance virginity voice eyesight",
    "change": "mind",
    "shake nod bow": "head",
    "shrug": "shoulders",
    "spend": "childhood youth",
    "complete earn receive": "doctorate degree bachelor master phd",
    "take commit": "life",
    "clear": "throat",
    "hold": "breath tongue",
    "raise": "eyebrows eyebrow",
    "roll blink": "eyes",
    "celebrate": "birthday",
}
_BOUND = {verb: frozenset(nouns.split()) for verbs, nouns in _OWN.items() for verb in verbs.split()}
_WITH = frozenset(
    "husband wife family team colleagues staff children"
    " son sons daughter daughters brother sister parents mother father partner".split()
)
_AUXILIARIES = frozenset("never has had have will would also then recently later".split())


@rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    for sentence in document.sentences:
        if not _PRONOUN.search(sentence.prose, sentence.start, sentence.end):
            continue
        words = sentence.words
        for number, name in enumerate(names_of(sentence)):
            at = next((at for at, word in enumerate(words) if word.start > name.parts[-1].start), len(words))
            pronoun = _bound_pronoun(words, at)
            if pronoun is None or (words[at].lower == "and" and (number or _has_person_before(words, name))):
                continue
            sex, other = _PRONOUNS[pronoun.lower]
            gender, because = _gender(document, words, name)
            if gender is None or gender == sex:
                continue
            yield Match(
                pronoun.start,
                pronoun.end,
                f"Check this name: “{pronoun.text}” does not go with it, {because}.",
                replace_with=other,
            )


def _has_person_before(words: Sequence[Word], name: Name) -> bool:
    """Whether anybody else can be meant by a pronoun behind the name: his wife Ann and his son."""
    return any(
        word.start < name.parts[0].start and (word.lower in _PERSONS or word.lower in _KIN) for word in words
    )


def _bound_pronoun(words: Sequence[Word], at: int) -> Word | None:
    """The pronoun after a name that can mean nobody else: words[at] is the word behind the name."""
    from mtcheck.lexicon import morphology

    def word(offset: int) -> str:
        return words[at + offset].lower if at + offset < len(words) else ""

    if word(0) == "and" and word(1) in ("his", "her") and word(2) in _WITH:
        return words[at + 1]
    while word(0) in _AUXILIARIES or word(0).endswith("ly"):
        at += 1
    lemmas = {analysis.lemma for analysis in morphology.analyses(word(0)) if analysis.tag.startswith("VB")}
    if not lemmas:
        return None
    if word(1) in ("himself", "herself"):
        return words[at + 1]
    if word(1) in ("his", "her"):
        for lemma in lemmas & _BOUND.keys():
            if {word(2), word(3), word(4)} & _BOUND[lemma]:
                return words[at + 1]
    return None


def _gender(document: Document, words: Sequence[Word], name: Name) -> tuple[str | None, str]:
    """(m, f or None, why) for a name."""
    from mtcheck.lexicon import people

    first = name.core[0].text
    gender = people.gender_of(first) if len(name.core) > 1 else None
    if gender:
        return gender, f"“{first}” is a first name of {_SEX[gender]}"
    key = [sound(part.text) for part in name.core]
    said = {
        word.lower
        for other in names(document)
        if len(other.core) > 1 and [sound(part.text) for part in other.core] == key
        for word in document.words_about(other.core[0].start, other.core[0].start, 1)[0]
        if word.lower in _KIN
    }
    genders = {_KIN[word] for word in said}
    if len(genders) != 1:
        return None, ""
    return genders.pop(), f"the article says “{min(said)}”"
