"""The evaluation rows, read from the folder that `--shared` names; none of them is in the repository.

The READMEs of `bench/` and `training/` in that folder say what each row holds and under which terms.
"""

from __future__ import annotations

import gzip
import json
import lzma
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

Row = dict[str, Any]
#: Offsets of the first character and of the one after the last.
Span = tuple[int, int]

#: Lines of the training outputs are cut into blocks of 30. A block whose number leaves 4 when divided by 5 is
#: held out: nothing in the package (phrase lists, thresholds, weights) is learnt from it.
BLOCK, FOLDS, HELD_OUT = 30, 5, 4

#: Neural systems that WMT's own human scores put last.
WEAK_SYSTEMS = ("NLLB", "Samsung", "M2M", "ANVITA", "ALMAnaCH")

#: The option that every benchmark of these rows has.
shared_option = click.option(
    "--shared",
    type=click.Path(path_type=Path, exists=True),
    default=Path("../shared"),
    show_default=True,
    help="Folder with bench/, training/ and corpora/.",
)


def bench(shared: Path, name: str) -> Iterator[Row]:
    """The rows of `bench/<name>.jsonl.gz`."""
    with gzip.open(shared / "bench" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def training_lines(shared: Path, name: str = "wmt_outputs_2010_2012", *, held_out: bool) -> Iterator[Row]:
    """The lines of `training/<name>.jsonl.xz` that are held out, or those that are not."""
    return (row for row in all_training_lines(shared, name) if is_held_out(row) == held_out)


def all_training_lines(shared: Path, name: str) -> Iterator[Row]:
    """All lines of `training/<name>.jsonl.xz`."""
    with lzma.open(shared / "training" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def is_held_out(row: Row) -> bool:
    """Whether nothing may be learnt from this training line."""
    return bool(row["line"] // BLOCK % FOLDS == HELD_OUT)


def corpus_lines(shared: Path, name: str) -> Iterator[str]:
    """The lines of `corpora/<name>.txt.xz` that are not blank, with their line breaks."""
    with lzma.open(shared / "corpora" / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield line


def all_corpus_lines(shared: Path) -> Iterator[tuple[str, str]]:
    """(corpus, line) of all clean corpora."""
    for path in sorted((shared / "corpora").glob("*.txt.xz")):
        name = path.name.removesuffix(".txt.xz")
        for line in corpus_lines(shared, name):
            yield name, line


def clean_documents(shared: Path) -> Iterator[tuple[str, str]]:
    """(source/document, text) of modern clean news: written by people, so that any finding is an alarm."""
    for row in bench(shared, "clean_news"):
        if row["source"] != "brown-press":
            yield f"{row['source']}/{row['doc']}", " ".join(row["sents"])


def other_news(shared: Path, lines: int, per_document: int, separator: str) -> Iterator[tuple[str, str]]:
    """(corpus, text): `lines` lines of news by people from each of two corpora, drawn at random."""
    for name in ("newstest_en", "gmb_voa_news"):
        long_lines = [line.strip() for line in corpus_lines(shared, name) if len(line) > 40]
        drawn = random.Random(7).sample(long_lines, lines)
        for start in range(0, lines, per_document):
            yield name, separator.join(drawn[start : start + per_document])


def is_news_with_marks(row: Row) -> bool:
    """Whether an MQM row is Chinese-English news (WMT21, WMT23)."""
    return row["set"] in ("wmt23.zh-en", "wmt21news.zh-en") and row["domain"] == "news"


def mqm_news(shared: Path) -> Iterator[Row]:
    """Machine translations of Chinese news that professionals annotated."""
    for row in bench(shared, "mqm_zhen"):
        if is_news_with_marks(row) and not row["is_ref"]:
            yield row


def marked_spans(row: Row) -> list[Span]:
    """The spans of an MQM row that professionals marked."""
    return [(span["start"], span["end"]) for span in row["spans"] or ()]


def document_pairs(shared: Path) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """(document, human version, [(weak system, its version)]) of the real documents; texts are lines.

    Weak are rule-based and statistical systems, and WEAK_SYSTEMS.
    """
    for row in bench(shared, "docs_pairs"):
        if row["pseudo"]:
            continue
        weak = [
            (system, "\n".join(sentences))
            for system, sentences in row["systems"].items()
            if row["sys_fmt"][system] == "ok"
            and (row["sys_type"][system] in ("rbmt", "smt") or system.startswith(WEAK_SYSTEMS))
        ]
        if weak:
            human = next(iter(row["human"].values()))
            yield f"{row['set']}/{row['doc']}", "\n".join(human), weak
