"""What somebody asks for who checks an archive: its columns, and how the run is to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mtcheck.frames.columns import ArticleColumns, check_column

ENGINES = ("local", "spark", "dask")
#: Articles of a partition, unless somebody chooses.
PARTITION_ROWS = 200


@dataclass(frozen=True)
class ArchiveColumns:
    """The columns of an archive's tables."""

    article: ArticleColumns
    """The columns of the text and of what belongs to it."""
    weight: str | None = None
    """The column that says how much an article counts."""
    by: str | None = None
    """The column by which damage is summed up."""

    def check(self, available: Sequence[str], where: str) -> None:
        """Raise ColumnError unless all of them are available. where: the table, for the message."""
        self.article.check(available, where, "--{kind}-column {name}")
        for name, option in ((self.weight, "--weight-column"), (self.by, "--by")):
            if name is not None:
                check_column(name, available, where, f"{option} {name}")

    def names(self) -> list[str]:
        """The columns that are read, each once."""
        return list(dict.fromkeys([*self.article.names(), *filter(None, (self.weight, self.by))]))


@dataclass(frozen=True)
class ArchiveOptions:
    """How an archive is checked."""

    engine: str = "local"
    """One of ENGINES."""
    format: str | None = None
    """The format of the input (see `inputs.FORMATS`); None tells it from the names of the files."""
    rows: int = PARTITION_ROWS
    """Articles of a partition."""
    jobs: int | None = None
    """Worker processes, where the engine runs on this machine. None: as many as pay; 0: one a processor."""
    resume: bool = False
    """Whether to keep the partitions that an earlier run has finished."""
    overwrite: bool = False
    """Whether to replace the results that are in the folder."""
    spark_conf: Mapping[str, str] = field(default_factory=dict)
    """Spark's own settings."""
    dask_scheduler: str | None = None
    """The address of a Dask scheduler; None starts one on this machine."""
