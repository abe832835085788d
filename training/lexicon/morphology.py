"""Make `mtcheck/lexicon/morphology.txt` from the table of `lemminflect` (MIT; data: NIH SPECIALIST Lexicon).

    python -m pip download --no-deps lemminflect==0.2.3 -d DIR
    python -m training.lexicon.morphology DIR/lemminflect-0.2.3-*.whl mtcheck/lexicon/morphology.txt

Lemmas of the same code share a line. What the regular spelling rules give is not stored, only what breaks
them.
"""

from __future__ import annotations

import argparse
import gzip
import re
import zipfile
from collections import defaultdict
from pathlib import Path

from mtcheck.lexicon.morphology import regular_forms, regular_plural

HEADER = """\
# English inflections. Source: lemminflect 0.2.3 (MIT, (c) 2019 Brad Jascob), its table of the NIH SPECIALIST
# Lexicon.
# Made by training/lexicon/morphology.py, which says how to run it; read by mtcheck/lexicon/morphology.py. Do
# not edit.
# <codes> TAB <lemmas>. Codes: v regular verb, w verb that doubles its consonant, x irregular verb, n
# countable noun,
# u noun also without plural, m noun without other plural form, i irregular plural, a adjective, e with -er, r
# adverb.
# !verb lemma:past:participle:-ing:third person   !noun lemma:plural   !adj lemma:comparative:superlative (|
# parts variants)
"""
LEMMA = re.compile(r"[a-z]{2,}")
#: Readings that the table has wrong: a third person given as the past, an abbreviation's letters.
WRONG = frozenset({"torpedo", "quid", "develope"})
#: Readings that it lacks.
ADDED = {"complete": "a", "thanks": "m", "content": "a"}
#: A code, and the entry of `!verb`, `!noun` or `!adj` where the word has one.
Coded = tuple[str, str | None]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("wheel", type=Path)
    parser.add_argument("output", type=Path)
    choice = parser.parse_args()
    with zipfile.ZipFile(choice.wheel) as archive:
        table = gzip.decompress(archive.read("lemminflect/resources/infl_lu.csv.gz")).decode()
    lines = convert(sorted(table.splitlines()))
    choice.output.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def convert(table: list[str]) -> list[str]:
    """The lines of our file. table: lines of lemminflect's, `lemma,part,forms…`, sorted."""
    readers = {"verb": read_verb, "noun": read_noun, "adj": read_adjective, "adv": read_adverb}
    codes: dict[str, str] = defaultdict(str)
    entries: dict[str, list[str]] = {"verb": [], "noun": [], "adj": []}
    for line in table:
        lemma, part, *forms = line.split(",")
        if not LEMMA.fullmatch(lemma) or part not in readers:
            continue
        code, entry = readers[part](lemma, forms)
        if code:
            codes[lemma] += code
        if entry is not None:
            entries[part].append(entry)
    for lemma, code in ADDED.items():
        codes[lemma] += code if code not in codes[lemma] else ""
    groups: dict[str, list[str]] = defaultdict(list)
    for lemma, code in codes.items():
        groups["".join(sorted(code))].append(lemma)
    lines = [f"{code}\t{' '.join(lemmas)}" for code, lemmas in sorted(groups.items())]
    return lines + [f"!{part}\t{' '.join(words)}" for part, words in entries.items()]


def read_verb(lemma: str, forms: list[str]) -> Coded:
    shape = verb_shape(forms)
    if lemma in WRONG or not all(shape):
        return "", None
    for code, doubled in (("v", False), ("w", True)):
        if shape == tuple([form] for form in regular_forms(lemma, doubled)):
            return code, None
    return "x", ":".join((lemma, *("|".join(variants) for variants in shape)))


def verb_shape(forms: list[str]) -> tuple[list[str], ...]:
    """Past, participle, -ing form, third person.

    A past in -ed or -t is a participle too (proved beside proven).
    """
    past, participle, ing, third = (variants(cell) for cell in forms)
    also = [form for form in past if form.endswith(("ed", "t")) and form not in ("forgot", "went")]
    return past, list(dict.fromkeys((participle or past) + also)), ing, third


def read_noun(lemma: str, forms: list[str]) -> Coded:
    plurals = [plural for plural in variants(forms[0]) if plural != lemma]
    if not plurals:
        return "m", None
    if plurals == [regular_plural(lemma)]:
        return "u" if lemma in forms[0].split("/") else "n", None
    return "i", f"{lemma}:{'|'.join(plurals)}"


def read_adjective(lemma: str, forms: list[str]) -> Coded:
    if not forms[0]:
        return "a", None
    return "e", f"{lemma}:{'|'.join(variants(forms[0]))}:{'|'.join(variants(forms[1]))}"


def read_adverb(lemma: str, forms: list[str]) -> Coded:
    return "r", None


def variants(cell: str) -> list[str]:
    return [form for form in cell.split("/") if LEMMA.fullmatch(form)]


if __name__ == "__main__":
    main()
