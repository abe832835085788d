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
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).with_name("morphology.txt")
_VOWELS = frozenset("aeiou")
_SIBILANT = ("s", "x", "z", "ch", "sh")

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


class Analysis(NamedTuple):
    """One reading of a form: its lemma and its tag."""

    lemma: str
    tag: str


class _Table(NamedTuple):
    codes: dict[str, str]
    verbs: dict[
        str, tuple[tuple[str, ...], ...]
    ]  # lemma: past, participle, -ing, third person; each with its variants
    plurals: dict[str, tuple[str, ...]]
    grades: dict[str, tuple[str, str]]
    irregular: dict[str, list[tuple[str, str]]]  # form: readings that no spelling rule gives


def regular_forms(lemma: str, doubled: bool = False) -> Iterator[str]:
    """Past, participle, -ing form and third person of a regular verb; `doubled` as in stop, stopped."""
    if doubled:
        stem = lemma + lemma[-1]
        past, ing = stem + "ed", stem + "ing"
    elif lemma.endswith("e"):
        past = lemma + "d"
        ing = (
            lemma[:-2] + "ying"
            if lemma.endswith("ie")
            else lemma + "ing"
            if lemma[-2] in "eoy"
            else lemma[:-1] + "ing"
        )
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        past, ing = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, ing = lemma + "ed", lemma + "ing"
    yield from (past, past, ing, regular_plural(lemma))


def regular_plural(lemma: str) -> str:
    """The regular plural of a noun, which is spelt like a verb's third person."""
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(_SIBILANT) else "s")


@cache
def _table() -> _Table:
    codes: dict[str, str] = {}
    sections: dict[str, list[str]] = {}
    with _DATA.open(encoding="utf-8") as lines:
        for line in lines:
            code, _, rest = line.rstrip("\n").partition("\t")
            if code.startswith("!"):
                sections[code] = rest.split()
            elif not code.startswith("#"):
                codes.update(dict.fromkeys(rest.split(), code))
    table = _Table(codes, {}, {}, {}, {})
    for entry in sections["!verb"]:
        lemma, *shapes = entry.split(":")
        table.verbs[lemma] = forms = tuple(tuple(shape.split("|")) for shape in shapes)
        for tag, variants in zip(("VBD", "VBN", "VBG", "VBZ"), forms, strict=True):
            for form in variants:
                table.irregular.setdefault(form, []).append((lemma, tag))
    for entry in sections["!noun"]:
        lemma, _, plurals = entry.partition(":")
        table.plurals[lemma] = tuple(plurals.split("|"))
        for form in table.plurals[lemma]:
            table.irregular.setdefault(form, []).append((lemma, "NNS"))
    for entry in sections["!adj"]:
        lemma, *grades = entry.split(":")
        table.grades[lemma] = (grades[0].split("|")[0], grades[1].split("|")[0])
        for tag, grade in zip(("JJR", "JJS"), grades, strict=True):
            for form in grade.split("|"):
                if form:
                    table.irregular.setdefault(form, []).append((lemma, tag))
    return table


@lru_cache(maxsize=65536)
def analyses(form: str) -> tuple[Analysis, ...]:
    """All readings of a lower-case form; empty where it is not known."""
    if form in _FUNCTION:
        return tuple(Analysis(form, tag) for tag in _FUNCTION[form])
    if form in _BE:
        return tuple(Analysis("be", tag) for tag in _BE[form])
    return tuple(dict.fromkeys(_analyses(form)))


def _analyses(form: str) -> Iterator[Analysis]:
    table = _table()
    for code in table.codes.get(form, ""):
        if code in "vwx":
            yield Analysis(form, "VB")
            yield Analysis(form, "VBP")
        elif code in "nui":
            yield Analysis(form, "NN")
        elif (
            code == "m"
        ):  # furniture, series, police, trousers: the form alone does not say which number it is
            yield Analysis(form, "NN")
            yield Analysis(form, "NNS")
        elif code in "ae":
            yield Analysis(form, "JJ")
        elif code == "r":
            yield Analysis(form, "RB")
    yield from (Analysis(*reading) for reading in table.irregular.get(form, ()))
    for lemma, doubled in _stems(form):
        codes = table.codes.get(lemma, "")
        if ("w" if doubled else "v") in codes:
            for tag, shape in zip(("VBD", "VBN", "VBG", "VBZ"), regular_forms(lemma, doubled), strict=True):
                if shape == form:
                    yield Analysis(lemma, tag)
        if not doubled and ("n" in codes or "u" in codes) and regular_plural(lemma) == form:
            yield Analysis(lemma, "NNS")


def _stems(form: str) -> Iterator[tuple[str, bool]]:
    """The lemmas a regular form may come from, and whether the consonant was doubled."""
    if form.endswith("s"):
        yield form[:-1], False
        if form.endswith("es"):
            yield form[:-2], False
        if form.endswith("ies"):
            yield form[:-3] + "y", False
        if form.endswith(("sses", "zzes")):
            yield form[:-3], True
        elif len(form) > 3:
            yield form[:-1], True
    for ending, length in (("ed", 2), ("ing", 3)):
        if form.endswith(ending) and len(form) > length + 1:
            stem = form[:-length]
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
        return {"VB": "be", "VBP": "are", "VBZ": "is", "VBD": "was", "VBN": "been", "VBG": "being"}.get(tag)
    table = _table()
    codes = table.codes.get(lemma, "")
    if tag[:2] == "VB":
        if tag in ("VB", "VBP"):
            return lemma if set("vwx") & set(codes) else None
        index = ("VBD", "VBN", "VBG", "VBZ").index(tag)
        if lemma in table.verbs:
            return table.verbs[lemma][index][0]
        if "v" in codes or "w" in codes:
            return list(regular_forms(lemma, "w" in codes))[index]
        return None
    if tag == "NNS":
        if lemma in table.plurals:
            return table.plurals[lemma][0]
        return regular_plural(lemma) if "n" in codes or "u" in codes else None
    if lemma in table.grades:
        return table.grades[lemma][("JJR", "JJS").index(tag)] or None
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
    return bool(set("um") & set(_table().codes.get(noun, "")))
