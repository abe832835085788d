"""What a worker does, on whatever engine: it checks a partition and writes the two files of its results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from mtcheck.archive.damage import expected_damage
from mtcheck.archive.partition import read_staged
from mtcheck.archive.records import Record
from mtcheck.archive.store import write_partition
from mtcheck.frames.article import ArticleResult, ArticleRow, article_name, check_document, check_row
from mtcheck.frames.plan import Plan, worker_session
from mtcheck.frames.schema import ARTICLES, FINDINGS, arrow_schema
from mtcheck.readers import read_bytes
from mtcheck.runner.pool import Tell
from mtcheck.runner.session import Session

#: The columns of the articles in an archive. `damage`, `damage_low`, `damage_high`: expected damage in
#: penalty points, with its 95 % interval (see `damage`). `weight`: from the column of --weight-column. `by`:
#: what the article is summed up by.
ARCHIVED: dict[str, str] = {
    **ARTICLES,
    "damage": "Float64",
    "damage_low": "Float64",
    "damage_high": "Float64",
    "weight": "Float64",
    "by": "string",
}


@dataclass(frozen=True)
class PartitionTask:
    """A partition to check."""

    staged: Path
    """The file that its records are in."""
    articles_folder: Path
    """Where the rows of the articles go."""
    findings_folder: Path
    """Where the rows of the findings go."""
    articles: int
    """How many articles it has."""
    companions: tuple[str, ...]
    """Which of `source` and `reference` the archive has columns for."""
    lost: Mapping[int, str] = field(default_factory=dict)
    """Rows not to try again, because the process that checked them died of it; with the cause."""

    @property
    def name(self) -> str:
        """The name of its files."""
        return self.staged.name


def check_partition(task: PartitionTask, plan: Plan, tell: Tell = lambda rows: None) -> None:
    """Check a partition and write its results. tell: is called with the number of rows that are done."""
    session = worker_session(plan)
    articles: list[dict[str, Any]] = []
    findings: list[dict[str, Any]] = []
    for index, record in enumerate(read_staged(task.staged)):
        tell(index)
        if index in task.lost:
            result = ArticleResult.unchecked(task.lost[index])
        else:
            result = _check(session, record, plan.format, task.companions)
        own = {"id": record.id, "weight": record.weight, "by": record.by}
        articles.append({**result.article, **_damage(result), **own})
        findings.extend({**row, "id": record.id} for row in result.findings)
    write_partition(_table(findings, FINDINGS), task.findings_folder / task.name)
    write_partition(_table(articles, ARCHIVED), task.articles_folder / task.name)
    task.staged.unlink(missing_ok=True)


def _check(session: Session, record: Record, format: str, companions: Iterable[str]) -> ArticleResult:
    if record.fault is not None:
        return ArticleResult.unchecked(record.fault)
    name = article_name(record.id)
    data = record.data
    if data is not None:
        return check_document(session, name, lambda: read_bytes(data, name, record.suffix))
    cells = {kind: getattr(record, kind) for kind in companions}
    return check_row(session, ArticleRow(record.id, record.text, cells), format)


def _damage(result: ArticleResult) -> dict[str, float]:
    """The cells of the expected damage; none where the article has no scores."""
    if result.report is None or result.report.card is None:
        return {}
    damage = expected_damage(result.report.card)
    return {"damage": damage.points, "damage_low": damage.low, "damage_high": damage.high}


def _table(rows: list[dict[str, Any]], columns: dict[str, str]) -> pa.Table:
    cells = [{name: row.get(name) for name in columns} for row in rows]
    return pa.Table.from_pylist(cells, schema=arrow_schema(columns))
