"""Make `mtcheck/lexicon/morphology.txt` from the inflection table of `lemminflect` (MIT; data: NIH SPECIALIST
Lexicon).

    python -m pip download --no-deps lemminflect==0.2.3 -d DIR python training/lexicon/morphology.py
    DIR/lemminflect-0.2.3-py3-none-any.whl mtcheck/lexicon/morphology.txt

Lemmas of the same code share a line; what regular spelling rules give is not stored, only what breaks them.
"""

from __future__ import annotations

import gzip
import re
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from mtcheck.lexicon.morphology import regular_forms, regular_plural  # noqa: E402

HEADER = """\
# English inflections. Source: lemminflect 0.2.3 (MIT, (c) 2019 Brad Jascob), its table of the NIH SPECIALIST Lexicon.
# Made by training/lexicon/morphology.py, which says how to run it; read by mtcheck/lexicon/morphology.py. Do not edit.
# <codes> TAB <lemmas>. Codes: v regular verb, w verb that doubles its consonant, x irregular verb, n countable noun,
# u noun also without plural, m noun without other plural form, i irregular plural, a adjective, e with -er, r adverb.
# !verb lemma:past:participle:-ing:third person   !noun lemma:plural   !adj lemma:comparative:superlative (| parts variants)
"""
LEMMA = re.compile(r"[a-z]{2,}")
# Readings the table has wrong: a third person given as the past, an abbreviation's letters.
WRONG = frozenset({"torpedo", "quid", "develope"})
# Readings it lacks.
ADDED = {"complete": "a", "thanks": "m", "content": "a"}


def variants(cell: str) -> list[str]:
    return [form for form in cell.split("/") if LEMMA.fullmatch(form)]


def verb_shape(forms: list[str]) -> tuple[list[str], ...]:
    """Past, participle, -ing, third person. A regular or -t past is a participle too (proved beside
    proven).
    """
    past, participle, ing, third = (variants(cell) for cell in forms)
    also = [form for form in past if form.endswith(("ed", "t")) and form not in ("forgot", "went")]
    return past, list(dict.fromkeys((participle or past) + also)), ing, third


def main(wheel: Path, target: Path) -> None:
    codes: dict[str, str] = defaultdict(str)
    verbs: list[str] = []
    nouns: list[str] = []
    adjectives: list[str] = []
    with zipfile.ZipFile(wheel) as archive:
        table = gzip.decompress(archive.read("lemminflect/resources/infl_lu.csv.gz")).decode()
    for line in sorted(table.splitlines()):
        lemma, part, *forms = line.split(",")
        if not LEMMA.fullmatch(lemma):
            continue
        if part == "verb":
            shape = verb_shape(forms)
            if lemma in WRONG or not all(shape):
                continue
            for code, doubled in (("v", False), ("w", True)):
                if shape == tuple([form] for form in regular_forms(lemma, doubled)):
                    codes[lemma] += code
                    break
            else:
                codes[lemma] += "x"
                verbs.append(":".join((lemma, *("|".join(forms) for forms in shape))))
        elif part == "noun":
            plurals = [plural for plural in variants(forms[0]) if plural != lemma]
            if not plurals:
                codes[lemma] += "m"
            elif plurals == [regular_plural(lemma)]:
                codes[lemma] += "u" if lemma in forms[0].split("/") else "n"
            else:
                codes[lemma] += "i"
                nouns.append(f"{lemma}:{'|'.join(plurals)}")
        elif part == "adj":
            if forms[0]:
                codes[lemma] += "e"
                adjectives.append(f"{lemma}:{'|'.join(variants(forms[0]))}:{'|'.join(variants(forms[1]))}")
            else:
                codes[lemma] += "a"
        elif part == "adv":
            codes[lemma] += "r"
    for lemma, code in ADDED.items():
        codes[lemma] += code if code not in codes[lemma] else ""
    groups: dict[str, list[str]] = defaultdict(list)
    for lemma, code in codes.items():
        groups["".join(sorted(code))].append(lemma)
    lines = [f"{code}\t{' '.join(lemmas)}" for code, lemmas in sorted(groups.items())]
    for mark, entries in (("!verb", verbs), ("!noun", nouns), ("!adj", adjectives)):
        lines.append(f"{mark}\t{' '.join(entries)}")
    target.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
