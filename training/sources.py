"""The rows the model learns from: `training`, `bench` and `corpora` under one shared folder.

Everything is cut by document, or by blocks of 30 consecutive lines where a source has no documents. `is_dev`
decides by a hash of the group's name, so that the same text never stands on both sides.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

from benchmarks import rows
from benchmarks.rows import BLOCK, Row

#: Systems of 2010-2012 whose damage is most like that of an article translated carelessly.
LOOSE = ("rbmt", "online", "linguatec", "systran")


def is_dev(group: str, one_in: int) -> bool:
    """Whether a document or block is kept for development: about one in `one_in`, the same in every run."""
    return zlib.crc32(group.encode()) % one_in == 0


def outputs(shared: Path, years: str) -> list[Row]:
    """Lines of `wmt_outputs_<years>`, with `group` (its block), `held_out` and `dev` added.

    Dev lines train nothing. Those that the benchmarks hold out are among them. Figures are read off lines
    that are dev by the hash as well: no earlier run that a checkpoint was continued from has seen those
    either.
    """
    lines = []
    for row in rows.all_training_lines(shared, f"wmt_outputs_{years}"):
        row["group"] = f"{row['year']}.{row.get('pair', 'all')}.{(row['line'] - 1) // BLOCK}"
        row["held_out"] = rows.is_held_out(row)
        row["dev"] = row["held_out"] or is_dev(row["group"], 8)
        lines.append(row)
    return lines


def is_loose(system: str) -> bool:
    """Whether a system is one of LOOSE."""
    return any(name in system.partition("/")[2].lower() for name in LOOSE)


def corpus(shared: Path, name: str) -> list[str]:
    """The lines of a clean corpus."""
    return [line.strip() for line in rows.corpus_lines(shared, name)]


def mqm_rows(shared: Path) -> Iterator[Row]:
    """Rows with professional MQM annotation that may train shipped weights, with `file` and `dev` added."""
    for name in ("mqm_zhen", "mqm_other", "mqm_bio"):
        for row in rows.bench(shared, name):
            row["file"] = name
            row["dev"] = is_dev(str(row["doc"]), 5)
            yield row


def measuring_texts(shared: Path) -> set[str]:
    """Sentences of the files that only measure: a corpus line that is one of them may not be trained on."""
    held = {sentence.strip() for row in rows.bench(shared, "clean_news") for sentence in row["sents"]}
    for row in rows.bench(shared, "docs_pairs"):
        held.update(sentence.strip() for version in row["human"].values() for sentence in version)
    return held
