"""Reading the rows the model learns from: `training`, `bench` and `corpora` under one shared folder.

Everything is cut by document, or by block of 30 consecutive lines where a source has no documents: `is_dev`
decides by a hash of the group's name, so the same text never stands on both sides.
"""

from __future__ import annotations

import gzip
import json
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
BLOCK = 30
#: Systems of 2010-2012 whose damage is most like an article translated carelessly.
LOOSE = ("rbmt", "online", "linguatec", "systran")


def is_dev(group: str, one_in: int) -> bool:
    """Whether a document or block is kept for development: about one in `one_in`, the same in every run."""
    return zlib.crc32(group.encode()) % one_in == 0


def bench(shared: Path, name: str) -> list[Row]:
    with gzip.open(shared / "bench" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def outputs(shared: Path, years: str) -> list[Row]:
    """Lines of `wmt_outputs_<years>`, with `group` (its block), `held_out` and `dev` added.

    Dev lines train nothing. Those of benchmarks/rows.py (`held_out`) are among them; figures are read off
    lines that are dev by the hash as well, which no earlier run that a checkpoint was continued from has seen
    either.
    """
    rows = []
    with lzma.open(shared / "training" / f"wmt_outputs_{years}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            row["group"] = f"{row['year']}.{row.get('pair', 'all')}.{(row['line'] - 1) // BLOCK}"
            row["held_out"] = row["line"] // BLOCK % 5 == 4  # the same lines as in benchmarks/rows.py
            row["dev"] = row["held_out"] or is_dev(row["group"], 8)
            rows.append(row)
    return rows


def is_loose(system: str) -> bool:
    return any(name in system.partition("/")[2].lower() for name in LOOSE)


def corpus(shared: Path, name: str) -> list[str]:
    with lzma.open(shared / "corpora" / f"{name}.txt.xz", "rt", encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip()]


def mqm_rows(shared: Path) -> Iterator[Row]:
    """Rows with professional MQM annotation that may train shipped weights, `dev` added."""
    for name in ("mqm_zhen", "mqm_other", "mqm_bio"):
        for row in bench(shared, name):
            row["file"] = name
            row["dev"] = is_dev(str(row["doc"]), 5)
            yield row


def measuring_texts(shared: Path) -> set[str]:
    """Sentences of the files that only measure: no corpus line that is one of them may be trained on."""
    held = {s.strip() for row in bench(shared, "clean_news") for s in row["sents"]}
    for row in bench(shared, "docs_pairs"):
        held.update(s.strip() for version in row["human"].values() for s in version)
    return held
