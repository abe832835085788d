"""What a worker does, on whatever engine: the articles of one partition to the two files of its results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mtcheck.archive.damage import expected
from mtcheck.archive.inputs import Record
from mtcheck.archive.partition import staged
from mtcheck.archive.store import write_part
from mtcheck.frames.article import ArticleResult, ArticleRow, check_document, check_row, failed, name_of
from mtcheck.frames.plan import Desk, Plan, settle
from mtcheck.frames.schema import ARTICLES, FINDINGS, arrow_schema
from mtcheck.readers import read_bytes

#: The columns of the articles in an archive. damage, damage_low, damage_high: expected damage in penalty
#: points, with its 95 % interval (see `damage`). weight: of --weight-column. by: what the article is summed
#: up by.
ARCHIVED: dict[str, str] = {
    **ARTICLES,
    **dict.fromkeys(("damage", "damage_low", "damage_high", "weight"), "Float64"),
    "by": "string",
}


@dataclass(frozen=True)
class PartitionTask:
    """A partition: where it is staged, and the folders and the name of its results. articles: how many it
    has.

    lost: rows that are not to be tried again, each with the cause, because the process that checked them died
    of it.
    """

    staged: Path
    articles_folder: Path
    findings_folder: Path
    articles: int
    beside: tuple[str, ...]
    lost: Mapping[int, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.staged.name


def run(task: PartitionTask, plan: Plan, done: Callable[[int], None] = lambda rows: None) -> None:
    """Check a partition and write its results. done: is told how many rows are through."""
    own = settle(plan)
    articles: list[dict[str, Any]] = []
    findings: list[dict[str, Any]] = []
    for index, record in enumerate(staged(task.staged)):
        done(index)
        one = (
            failed(task.lost[index]) if index in task.lost else _check(own, record, plan.format, task.beside)
        )
        card = one.report.card if one.report is not None else None
        points = expected(card) if card is not None else (None, None, None)
        damage = dict(zip(("damage", "damage_low", "damage_high"), points, strict=True))
        articles.append({**one.article, **damage, "id": record.id, "weight": record.weight, "by": record.by})
        findings.extend({**row, "id": record.id} for row in one.findings)
    write_part(_table(findings, FINDINGS), task.findings_folder / task.name)
    write_part(_table(articles, ARCHIVED), task.articles_folder / task.name)
    task.staged.unlink(missing_ok=True)


def _check(desk: Desk, record: Record, format: str, beside: Iterable[str]) -> ArticleResult:
    if record.fault is not None:
        return failed(record.fault)
    name = name_of(record.id)
    data = record.data
    if data is not None:
        return check_document(desk, name, lambda: read_bytes(data, name, record.suffix))
    return check_row(
        desk, ArticleRow(record.id, record.text, {kind: getattr(record, kind) for kind in beside}), format
    )


def _table(rows: list[dict[str, Any]], columns: dict[str, str]) -> Any:
    import pyarrow as pa

    return pa.Table.from_pylist(
        [{name: row.get(name) for name in columns} for row in rows], schema=arrow_schema(columns)
    )
