"""A pronoun does not go with a name.

What it finds
-------------
“His” or “himself” for a person whose first name is a woman's, and “her” or “herself” for a man's, where
nobody else can be meant: right behind a name and its verb, with what only one's own can be (“Angela Merkel
shook his head”, “made his first appearance”, “described himself”), and where a sentence begins with a name
“and his wife”. The sex is known from a first name that all lists give to one sex, or from what the article
calls the person (“daughter Kim Ju-ae”). All other pronouns pass: nobody can be certain whom they mean.

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
marked; there is one more in 667,116 words by weak systems, right as well. Most wrong pronouns are not found:
whom they mean is not certain.

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
from mtcheck.text.document import Document
from mtcheck.text.words import Word

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
#: Words right before a name that say whether a man or a woman bears it.
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
#: What people do only with what is theirs: verbs (lemmas), to the nouns or adjectives after the possessive.
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
    "husband wife family team colleagues staff children "
    "son sons daughter daughters brother sister parents mother father partner".split()
)
_AUXILIARIES = frozenset("never has had have will would also then recently later".split())


@rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    for sentence in document.sentences:
        if not _PRONOUN.search(sentence.prose, sentence.start, sentence.end):
            continue
        words = sentence.words
        for number, name in enumerate(names_of(sentence)):
            name_end = name.parts[-1].start
            index = next((index for index, word in enumerate(words) if word.start > name_end), len(words))
            pronoun = _bound_pronoun(words, index)
            if pronoun is None:
                continue
            if words[index].lower == "and" and (number or _has_person_before(words, name)):
                continue
            yield from _compare(document, name, pronoun)


def _has_person_before(words: Sequence[Word], name: Name) -> bool:
    """Whether a pronoun behind the name may mean somebody else: his wife Ann and his son."""
    return any(
        word.start < name.parts[0].start and (word.lower in _PERSONS or word.lower in _KIN) for word in words
    )


def _bound_pronoun(words: Sequence[Word], index: int) -> Word | None:
    """The pronoun after a name that can mean nobody else. index: of the word behind the name."""
    from mtcheck.lexicon import morphology

    def lower(offset: int) -> str:
        return words[index + offset].lower if index + offset < len(words) else ""

    if lower(0) == "and" and lower(1) in ("his", "her") and lower(2) in _WITH:
        return words[index + 1]
    while lower(0) in _AUXILIARIES or lower(0).endswith("ly"):
        index += 1
    lemmas = {analysis.lemma for analysis in morphology.analyses(lower(0)) if analysis.tag.startswith("VB")}
    if not lemmas:
        return None
    if lower(1) in ("himself", "herself"):
        return words[index + 1]
    if lower(1) in ("his", "her"):
        for lemma in lemmas & _BOUND.keys():
            if {lower(2), lower(3), lower(4)} & _BOUND[lemma]:
                return words[index + 1]
    return None


def _compare(document: Document, name: Name, pronoun: Word) -> Iterator[Match]:
    sex, other = _PRONOUNS[pronoun.lower]
    known, reason = _sex_of(document, name)
    if known is not None and known != sex:
        message = f"Check this name: “{pronoun.text}” does not go with it, {reason}."
        yield Match(pronoun.start, pronoun.end, message, replace_with=other)


def _sex_of(document: Document, name: Name) -> tuple[str | None, str]:
    """(m or f, why), or None for a name that may be anybody's."""
    from mtcheck.lexicon import people

    first = name.core[0].text
    sex = people.gender_of(first) if len(name.core) > 1 else None
    if sex:
        return sex, f"“{first}” is a first name of {_SEX[sex]}"
    sounds = [sound(part.text) for part in name.core]
    kin = {
        word.lower
        for mention in names(document)
        if len(mention.core) > 1 and [sound(part.text) for part in mention.core] == sounds
        for word in document.words_about(mention.core[0].start, mention.core[0].start, 1)[0]
        if word.lower in _KIN
    }
    sexes = {_KIN[word] for word in kin}
    if len(sexes) != 1:
        return None, ""
    return sexes.pop(), f"the article says “{min(kin)}”"
