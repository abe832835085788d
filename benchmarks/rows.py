"""The evaluation rows: read from the folder `--shared` names; none of them is in the repository.

See the READMEs of `bench/` and `training/` in that folder for what each row holds and under which terms.
"""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]

#: Lines of the training outputs are cut into blocks of 30; a block whose number leaves 4 when divided by 5 is
#: held out: nothing in the package (phrase lists, thresholds, weights) is learnt from it.
BLOCK, FOLDS, HELD_OUT = 30, 5, 4


def bench(shared: Path, name: str) -> Iterator[Row]:
    """The rows of `bench/<name>.jsonl.gz`."""
    with gzip.open(shared / "bench" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def training_lines(shared: Path, name: str = "wmt_outputs_2010_2012", *, held_out: bool) -> Iterator[Row]:
    """The lines of `training/<name>.jsonl.xz` that are held out, or those that are not."""
    with lzma.open(shared / "training" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as file:
        for text in file:
            row = json.loads(text)
            if (row["line"] // BLOCK % FOLDS == HELD_OUT) == held_out:
                yield row


def clean_documents(shared: Path) -> Iterator[tuple[str, str]]:
    """(source/document, text) of the modern clean news: human-written English, any finding in which is an
    alarm.
    """
    for row in bench(shared, "clean_news"):
        if row["source"] != "brown-press":
            yield f"{row['source']}/{row['doc']}", " ".join(row["sents"])


def mqm_news(shared: Path) -> Iterator[Row]:
    """Chinese-English news translations that professionals annotated (WMT21, WMT23), human references left
    out.
    """
    for row in bench(shared, "mqm_zhen"):
        if row["set"] in ("wmt23.zh-en", "wmt21news.zh-en") and row["domain"] == "news" and not row["is_ref"]:
            yield row


WEAK_SYSTEMS = ("NLLB", "Samsung", "M2M", "ANVITA", "ALMAnaCH")


def document_pairs(shared: Path) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """(document, human version, [(weak system, its version)]) of the real documents; texts are lines joined
    by newlines.

    Weak: rule-based and statistical systems, and the neural ones that WMT's own human scores put last.
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
