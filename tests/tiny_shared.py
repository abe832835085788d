"""A folder like the one that `--shared` names, with a few made-up rows, for smoke tests.

The rows have the keys of the real ones and nothing of their text.
"""

from __future__ import annotations

import gzip
import json
import lzma
import random
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]

_WHO = ("The council", "The mayor", "A spokeswoman for the port", "The school board", "Her neighbour")
_DOES = ("said on Monday", "announced in the spring", "confirmed last week", "repeated in a letter")
_WHAT = ("the bridge", "the new library", "the northern harbour", "the winter timetable", "the old mill")
_IS = ("would be closed", "had been repaired", "would open again", "had cost too much", "was being painted")
_WHY = (
    "because the contract had run out",
    "after a long debate among the members",
    "although nobody had asked for it",
    "as soon as the money arrives",
)
_DAMAGE = (
    ("the bridge", "the the bush"),
    ("cost", "costed"),
    ("library", "gouvernement"),
    ("came", "enters"),
)
_OTHER_DAMAGE = (("people", "humans"), ("long", "bloody"), ("on Monday", "in moonday"))
_GERMAN = "Der Rat sagte am Montag, dass die Brücke {number} Monate lang nicht geöffnet wird."
_CHINESE = "市议会周一表示，这座桥将关闭 {number} 个月。"
_CORPORA = (
    "18f_blog digitalgov_news flores_en gmb_voa_news masc_written newstest_en state_union ud_ewt "
    "wikisplit_complex wikitext2_valid_test"
).split()
#: Development documents are one in five by the hash of their names, development blocks one in eight.
_DOCUMENTS_PER_DEV, _BLOCKS_PER_DEV = 5, 8


def make_tiny_shared(folder: Path) -> Path:
    """Fill `folder` with bench/, training/ and corpora/, and return it."""
    for name in ("bench", "training", "corpora"):
        (folder / name).mkdir(parents=True)
    bench = {
        "clean_news": _clean_news(),
        "clean_genres": _clean_genres(),
        "docs_pairs": _document_pairs(),
        "mqm_zhen": _chinese(),
        "mqm_other": _annotated("he", "מועצת העיר אמרה ביום שני שהגשר ייסגר {number} חודשים.", "wmt23.he-en"),
        "mqm_bio": _annotated("de", _GERMAN, "bio.de-en"),
        "demetr": _demetr(),
        "halluc_deen": _hallucinations(),
        "qe_word": _word_quality(),
    }
    for name, rows in bench.items():
        with gzip.open(folder / "bench" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    for years in ("2010_2012", "2021_2023"):
        path = folder / "training" / f"wmt_outputs_{years}.jsonl.xz"
        with lzma.open(path, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in _outputs(years))
    for number, name in enumerate(_CORPORA):
        with lzma.open(folder / "corpora" / f"{name}.txt.xz", "wt", encoding="utf-8") as file:
            file.writelines(sentence + "\n" for sentence in _sentences(100 + number, 40))
    return folder


def _sentences(seed: int, count: int) -> list[str]:
    draw = random.Random(seed)
    slots = (_WHO, _DOES, _WHAT, _IS, _WHY)
    made = []
    for _ in range(count):
        who, does, what, is_, why = (draw.choice(slot) for slot in slots)
        made.append(f"{who} {does} that {what} {is_} {why}, and {draw.randint(20, 900)} people came.")
    return made


def _damaged(sentence: str, damage: tuple[tuple[str, str], ...] = _DAMAGE) -> str:
    for right, wrong in damage:
        sentence = sentence.replace(right, wrong)
    return sentence


def _dev_name(stem: str, is_dev: bool, one_in: int) -> str:
    """A name that is, or is not, kept for development."""
    names = (f"{stem}.{number}" for number in range(1000))
    return next(name for name in names if (zlib.crc32(name.encode()) % one_in == 0) == is_dev)


def _clean_news() -> Iterator[Row]:
    for number in range(2):
        yield {"source": "made-news", "doc": f"clean.{number}", "year": 2020, "sents": _sentences(number, 4)}


def _clean_genres() -> Iterator[Row]:
    for number, (genre, edited) in enumerate((("essay", True), ("forum", False))):
        yield {
            "source": "made-genres",
            "doc": f"genre.{number}",
            "genre": genre,
            "edited": edited,
            "spoken": False,
            "paras": [_sentences(50 + number, 3), _sentences(60 + number, 3)],
        }


def _document_pairs() -> Iterator[Row]:
    for number in range(2):
        human = _sentences(10 + number, 4)
        yield {
            "set": "wmt21news.de-en",
            "year": 2021,
            "lp": "de-en",
            "domain": "news",
            "doc": _dev_name(f"pair{number}", True, _DOCUMENTS_PER_DEV),
            "pseudo": False,
            "sys_type": {"Old-Rules": "rbmt", "Online-Z": "online"},
            "sys_fmt": {"Old-Rules": "ok", "Online-Z": "ok"},
            "sys_score": {"Old-Rules": -0.5, "Online-Z": 0.1},
            "human": {"A": human},
            "systems": {"Old-Rules": [_damaged(sentence) for sentence in human], "Online-Z": human},
            "src": [_GERMAN.format(number=index + 2) for index in range(len(human))],
        }


def _annotated(language: str, source: str, name: str) -> Iterator[Row]:
    for number in range(4):
        sound = _sentences(20 + number + len(name), 1)[0]
        damaged = _damaged(sound)
        start = next((i for i, (a, b) in enumerate(zip(sound, damaged, strict=False)) if a != b), 0)
        for system, target in (("Human", sound), ("Old-Rules", damaged), ("Online-Z", sound)):
            span = {
                "start": start,
                "end": start + 6,
                "category": "accuracy/mistranslation",
                "severity": "major",
                "rater": "rater1",
            }
            is_marked = target != sound
            yield {
                "set": name,
                "year": 2023,
                "lp": f"{language}-en",
                "domain": "news",
                "system": system,
                "is_ref": system == "Human",
                "doc": _dev_name(f"mqm{number}", number % 2 == 0, _DOCUMENTS_PER_DEV),
                "seg": 1,
                "target": target,
                "ref": sound,
                "mqm": 5.0 if is_marked else 0.0,
                "n_raters": 1,
                "spans": [span] if is_marked else [],
                "src": source.format(number=number + 2),
            }


def _chinese() -> Iterator[Row]:
    for name in ("wmt23.zh-en", "wmt21news.zh-en"):
        yield from _annotated("zh", _CHINESE, name)


def _demetr() -> Iterator[Row]:
    yield {
        "perturbation": "critical_id10_numbers_replaced",
        "mt": "The council closed the bridge for 14 months.",
        "pert": "The council closed the bridge for 95 months.",
        "src": _GERMAN.format(number=14),
    }


def _hallucinations() -> Iterator[Row]:
    yield {
        "mt": "The council said on Monday that the bridge will not open for 3 months.",
        "no_pathology": True,
        "src": _GERMAN.format(number=3),
    }
    yield {"mt": "Thank you, thank you, thank you.", "no_pathology": False, "src": _GERMAN.format(number=7)}


def _word_quality() -> Iterator[Row]:
    for number in range(4):
        target = _sentences(30 + number, 1)[0]
        yield {"set": "mlqe-pe.et-en", "lp": "et-en", "src": "Sild suletakse.", "raw": target, "pe": target}


def _outputs(years: str) -> Iterator[Row]:
    """Lines to train on, lines to fit on, and lines that are held out."""
    year = int(years[:4])
    pair = {} if year == 2010 else {"pair": "de-en"}
    for line in _lines(year, str(pair.get("pair", "all"))):
        reference = _sentences(1000 + line, 1)[0]
        systems = [f"de-en/system{number}" for number in range(6)]
        outputs = dict.fromkeys(systems, reference)
        outputs |= {"de-en/rbmt1": _damaged(reference), "de-en/onlineA": _damaged(reference, _OTHER_DAMAGE)}
        references = {} if year == 2010 else {"refs": [reference]}
        source = {"de": _GERMAN.format(number=line)}
        row = {"year": year, "line": line, "ref": reference, "src": source, "out": outputs}
        yield row | pair | references


def _lines(year: int, pair: str) -> Iterable[int]:
    """Two lines of a block of each kind: (held out, development by the hash)."""
    wanted = {(False, False), (False, True), (True, True)}
    block = 0
    while wanted:
        kind = (
            (block * 30 + 1) // 30 % 5 == 4,
            zlib.crc32(f"{year}.{pair}.{block}".encode()) % _BLOCKS_PER_DEV == 0,
        )
        if kind in wanted:
            wanted.remove(kind)
            yield from range(block * 30 + 1, block * 30 + 9)
        block += 1
