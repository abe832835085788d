"""English inflection: which forms a word can be, and how to make another form of it.

Tags are the Penn Treebank's: VB base, VBP present (not third person), VBZ third person, VBD past, VBN
participle, VBG -ing; NN, NNS; JJ, JJR, JJS; RB; and for function words MD, TO, DT, PRP, PRP$, IN, CC, WP, EX.
A word has every tag its form allows: nothing here looks at context. Words that are not in the data have no
tags.

Source: `morphology.txt` beside this file (its header says where from); function words are listed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from mtcheck.lexicon.lists import read_rows

_VOWELS = frozenset("aeiou")
_SIBILANT = ("s", "x", "z", "ch", "sh")
_VERB_TAGS, _GRADE_TAGS = ("VBD", "VBN", "VBG", "VBZ"), ("JJR", "JJS")
# Sections of the file: the tags of the forms that an entry has.
_SECTIONS = {"!verb": _VERB_TAGS, "!noun": ("NNS",), "!adj": _GRADE_TAGS}
# The tags of a word as the dictionary has it, by its code. Of furniture, series, police and trousers (m) the
# form does not say which number it is.
_BASE_TAGS = {
    **dict.fromkeys("vwx", ("VB", "VBP")),
    **dict.fromkeys("nui", ("NN",)),
    "m": ("NN", "NNS"),
    **dict.fromkeys("ae", ("JJ",)),
    "r": ("RB",),
}

_BE = {
    "be": ("VB",),
    "am": ("VBP",),
    "are": ("VBP",),
    "is": ("VBZ",),
    "was": ("VBD",),
    "were": ("VBD",),
    "been": ("VBN",),
    "being": ("VBG", "NN"),
}
_FORMS_OF_BE = {"VB": "be", "VBP": "are", "VBZ": "is", "VBD": "was", "VBN": "been", "VBG": "being"}
# Function words: these tags and no others, whatever else the data says ("a must", "the over").
_FUNCTION: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("can could may might must shall should will would cannot".split(), ("MD",)),
    "to": ("TO",),
    **dict.fromkeys("a an the this these those every each either neither another".split(), ("DT",)),
    **dict.fromkeys("some any no all both half such".split(), ("DT",)),
    "that": ("DT", "IN", "WP"),
    **dict.fromkeys("i we you he she it they me us him them one".split(), ("PRP",)),
    **dict.fromkeys(
        "myself yourself himself herself itself ourselves yourselves themselves".split(), ("PRP",)
    ),
    **dict.fromkeys("my your our their its".split(), ("PRP$",)),
    "her": ("PRP", "PRP$"),
    "his": ("PRP$",),
    **dict.fromkeys("mine yours hers ours theirs".split(), ("PRP",)),
    **dict.fromkeys("and or but nor".split(), ("CC",)),
    **dict.fromkeys("who whom what which whose whoever whatever".split(), ("WP",)),
    **dict.fromkeys("when where why how".split(), ("WP",)),
    "there": ("EX", "RB"),
    **dict.fromkeys(
        "of in on at by with from into for about against between during without among".split(), ("IN",)
    ),
    **dict.fromkeys(
        "within throughout towards toward upon onto despite although though because".split(), ("IN",)
    ),
    **dict.fromkeys(
        "if as than unless until whereas whether amid per via over under through".split(), ("IN",)
    ),
    **dict.fromkeys(
        "before after since above below behind beyond across off out up down along".split(), ("IN", "RB")
    ),
    "not": ("RB",),
    "n't": ("RB",),
}
# Forms of one verb that are the base of a rarer one, too.
_COMMONER = {
    "saw": "see",
    "found": "find",
    "felt": "feel",
    "fell": "fall",
    "left": "leave",
    "bore": "bear",
    "ground": "grind",
}


class WordAnalysis(NamedTuple):
    """One reading of a form."""

    lemma: str
    """The word it is a form of."""
    tag: str
    """The form, a tag of the Penn Treebank."""


class _Inflections(NamedTuple):
    codes: dict[str, str]
    """Lemma: one letter a way to inflect it; the file's header says which."""
    verbs: dict[str, tuple[tuple[str, ...], ...]]
    """Lemma of an irregular verb: past, participle, -ing form, third person; each with its variants."""
    plurals: dict[str, tuple[str, ...]]
    """Noun: its irregular plurals."""
    grades: dict[str, tuple[str, str]]
    """Adjective: comparative and superlative."""
    irregular: dict[str, list[WordAnalysis]]
    """Form: readings that no spelling rule gives."""


def regular_forms(lemma: str, doubled: bool = False) -> Iterator[str]:
    """Past, participle, -ing form and third person of a regular verb; `doubled` as in stop, stopped."""
    if doubled:
        past, ing = lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"
    elif lemma.endswith("e"):
        past, ing = lemma + "d", _ing_form_of_e(lemma)
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        past, ing = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, ing = lemma + "ed", lemma + "ing"
    yield from (past, past, ing, regular_plural(lemma))


def _ing_form_of_e(lemma: str) -> str:
    """Lying, seeing, making."""
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    return lemma + "ing" if lemma[-2] in "eoy" else lemma[:-1] + "ing"


def regular_plural(lemma: str) -> str:
    """The regular plural of a noun, which is spelt like a verb's third person."""
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(_SIBILANT) else "s")


@cache
def _inflections() -> _Inflections:
    codes: dict[str, str] = {}
    sections: dict[str, list[list[str]]] = {}
    for code, entries in read_rows("morphology.txt"):
        if code.startswith("!"):
            sections[code] = [entry.split(":") for entry in entries.split()]
        else:
            codes.update(dict.fromkeys(entries.split(), code))
    # Lemma, then its forms in the order of the tags, each with its variants.
    shapes = {
        section: {lemma: [tuple(form.split("|")) for form in forms] for lemma, *forms in sections[section]}
        for section in _SECTIONS
    }
    irregular: dict[str, list[WordAnalysis]] = {}
    for section, section_tags in _SECTIONS.items():
        for lemma, forms in shapes[section].items():
            for tag, variants in zip(section_tags, forms, strict=True):
                for form in filter(None, variants):
                    irregular.setdefault(form, []).append(WordAnalysis(lemma, tag))
    return _Inflections(
        codes,
        {lemma: tuple(forms) for lemma, forms in shapes["!verb"].items()},
        {lemma: forms[0] for lemma, forms in shapes["!noun"].items()},
        {lemma: (forms[0][0], forms[1][0]) for lemma, forms in shapes["!adj"].items()},
        irregular,
    )


@lru_cache(maxsize=65536)
def analyses(form: str) -> tuple[WordAnalysis, ...]:
    """All readings of a lower-case form; empty where it is not known."""
    if form in _FUNCTION:
        return tuple(WordAnalysis(form, tag) for tag in _FUNCTION[form])
    if form in _BE:
        return tuple(WordAnalysis("be", tag) for tag in _BE[form])
    inflections = _inflections()
    base = (
        WordAnalysis(form, tag)
        for code in inflections.codes.get(form, "")
        for tag in _BASE_TAGS.get(code, ())
    )
    return tuple(dict.fromkeys((*base, *inflections.irregular.get(form, ()), *_regular_analyses(form))))


def _regular_analyses(form: str) -> Iterator[WordAnalysis]:
    for lemma, doubled in (*_stems_of_s(form), *_stems_of_ed_and_ing(form)):
        codes = _inflections().codes.get(lemma, "")
        if ("w" if doubled else "v") in codes:
            for tag, shape in zip(_VERB_TAGS, regular_forms(lemma, doubled), strict=True):
                if shape == form:
                    yield WordAnalysis(lemma, tag)
        if not doubled and ("n" in codes or "u" in codes) and regular_plural(lemma) == form:
            yield WordAnalysis(lemma, "NNS")


def _stems_of_s(form: str) -> Iterator[tuple[str, bool]]:
    """The lemmas a form in -s may come from, and whether the consonant was doubled."""
    if not form.endswith("s"):
        return
    yield form[:-1], False
    if form.endswith("es"):
        yield form[:-2], False
    if form.endswith("ies"):
        yield form[:-3] + "y", False
    if form.endswith(("sses", "zzes")):
        yield form[:-3], True
    elif len(form) > 3:
        yield form[:-1], True


def _stems_of_ed_and_ing(form: str) -> Iterator[tuple[str, bool]]:
    """The same of a past, a participle or an -ing form."""
    ending = next((ending for ending in ("ed", "ing") if form.endswith(ending)), None)
    if ending is None or len(form) <= len(ending) + 1:
        return
    stem = form[: -len(ending)]
    yield stem, False
    yield stem + "e", False
    if ending == "ed" and stem.endswith("i"):
        yield stem[:-1] + "y", False
    elif ending == "ing" and stem.endswith("y"):
        yield stem[:-1] + "ie", False
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem[:-1], True


@lru_cache(maxsize=65536)
def tags(form: str) -> frozenset[str]:
    """The tags a lower-case form can have; empty where it is not known."""
    return frozenset(analysis.tag for analysis in analyses(form))


@lru_cache(maxsize=8192)
def verb_lemma(form: str) -> str | None:
    """The verb a form belongs to (`agreed` → `agree`), None where it can be no verb. Of several, the more
    regular one.
    """
    if form in _COMMONER:
        return _COMMONER[form]
    lemmas = [analysis.lemma for analysis in analyses(form) if analysis.tag[:2] == "VB"]
    if form in lemmas:
        return form
    return max(lemmas, key=len) if lemmas else None


def inflect(lemma: str, tag: str) -> str | None:
    """The form `tag` (VB, VBP, VBZ, VBD, VBN, VBG, NNS, JJR, JJS) of a lemma, None where the data has
    none.
    """
    if lemma == "be":
        return _FORMS_OF_BE.get(tag)
    inflections = _inflections()
    codes = inflections.codes.get(lemma, "")
    if tag in ("VB", "VBP"):
        return lemma if set("vwx") & set(codes) else None
    if tag in _VERB_TAGS:
        return _verb_form(lemma, _VERB_TAGS.index(tag))
    if tag == "NNS":
        if lemma in inflections.plurals:
            return inflections.plurals[lemma][0]
        return regular_plural(lemma) if "n" in codes or "u" in codes else None
    if lemma in inflections.grades:
        return inflections.grades[lemma][_GRADE_TAGS.index(tag)] or None
    return None


def _verb_form(lemma: str, index: int) -> str | None:
    """Past, participle, -ing form or third person."""
    inflections = _inflections()
    codes = inflections.codes.get(lemma, "")
    if lemma in inflections.verbs:
        return inflections.verbs[lemma][index][0]
    if "v" in codes or "w" in codes:
        return list(regular_forms(lemma, "w" in codes))[index]
    return None


def as_verb(form: str, tag: str) -> str | None:
    """A verb form turned into another one: `as_verb("agreed", "VB")` is `agree`."""
    lemma = verb_lemma(form)
    return inflect(lemma, tag) if lemma else None


def singular(form: str) -> str | None:
    """The singular of a plural noun, None where the form is not one."""
    return next((analysis.lemma for analysis in analyses(form) if analysis.tag == "NNS"), None)


def can_be_uncountable(noun: str) -> bool:
    """True for nouns that are used without a plural too (advice, money, furniture)."""
    return bool(set("um") & set(_inflections().codes.get(noun, "")))
