"""A run over an archive: it is read, cut and checked on an engine, and what was done before is kept."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import TextIO

from mtcheck.archive.errors import EngineFailedError, StoreError
from mtcheck.archive.inputs import open_input
from mtcheck.archive.local import run_here, run_in_workers
from mtcheck.archive.manifest import Manifest
from mtcheck.archive.options import ArchiveColumns, ArchiveOptions
from mtcheck.archive.partition import partitions, stage
from mtcheck.archive.progress import ProgressLine
from mtcheck.archive.records import RecordReader
from mtcheck.archive.store import Store
from mtcheck.archive.work import PartitionTask
from mtcheck.frames.extras import require_package
from mtcheck.frames.plan import Plan
from mtcheck.runner.cache.identity import UnknowableError, identify
from mtcheck.runner.jobs import choose_jobs
from mtcheck.runner.pool import Tell
from mtcheck.settings.model import DECIDING
from mtcheck.version import __version__

#: The package that an engine needs, and mtcheck's extra that brings it.
_PACKAGES = {"spark": ("pyspark", "spark"), "dask": ("distributed", "dask")}
#: Articles to assume where the number of workers is to be chosen before the archive is read.
_MANY = 10_000


def run_archive(
    path: Path,
    out: Path,
    columns: ArchiveColumns,
    plan: Plan,
    options: ArchiveOptions,
    terminal: TextIO | None = None,
) -> None:
    """Check the archive at `path` into the folder `out`.

    terminal: where to show the progress; None where nobody looks. Raises ReadError, ColumnError,
    MissingExtraError, ArchiveError; each says what to do.
    """
    if options.engine in _PACKAGES:
        require_package(*_PACKAGES[options.engine])
    _refuse_overlap(path, out)
    reader = open_input(path, options.format, columns)
    identity = _identify(plan, columns)
    by = columns.by or ("folder" if reader.has_folders else None)
    manifest = Manifest(__version__, str(path), columns.weight is not None, by)
    store = Store(out)
    store.prepare(manifest, resume=options.resume, overwrite=options.overwrite)
    tasks = _TaskSource(reader, store, identity, options, columns)
    line = ProgressLine(terminal)
    try:
        _run_tasks(tasks, plan, options, lambda checked: line.update(checked, tasks.skipped, tasks.total))
    finally:
        line.clear()
    store.finish(manifest, tasks.names)


class _TaskSource:
    """The partitions that have to be checked, each staged when it is asked for."""

    def __init__(
        self,
        reader: RecordReader,
        store: Store,
        identity: bytes,
        options: ArchiveOptions,
        columns: ArchiveColumns,
    ) -> None:
        self._reader = reader
        self._store = store
        self._identity = identity
        self._rows = options.rows
        self._resume = options.resume
        kinds = ("source", "reference")
        self._companions = tuple(kind for kind in kinds if getattr(columns.article, kind) is not None)
        self.names: set[str] = set()
        """The names of all partitions so far."""
        self.skipped = 0
        """Articles so far that an earlier run has done."""
        self._articles = 0

    def __iter__(self) -> Iterator[PartitionTask]:
        store = self._store
        for partition in partitions(self._reader.records(), self._identity, self._rows):
            articles = len(partition.records)
            self.names.add(partition.name)
            self._articles += articles
            if self._resume and store.is_done(partition.name, articles):
                self.skipped += articles
                continue
            staged = store.staging / partition.name
            stage(partition.records, staged)
            yield PartitionTask(staged, store.articles, store.findings, articles, self._companions)

    @property
    def total(self) -> float | None:
        """The number of articles in the archive, estimated from what is read where it is not known."""
        if self._reader.total is not None:
            return self._reader.total
        return self._articles / self._reader.progress if self._reader.progress > 0 else None


def _run_tasks(tasks: _TaskSource, plan: Plan, options: ArchiveOptions, tell: Tell) -> None:
    """Check all partitions on the engine. tell: is called with the number of articles that are done."""
    if options.engine == "spark":
        from mtcheck.archive.on_spark import run_on_spark

        run_on_spark(list(tasks), plan, options.spark_conf, options.jobs or None, tell)
        return
    jobs = choose_jobs(_MANY, options.jobs)
    if options.engine == "dask":
        from mtcheck.archive.on_dask import run_on_dask

        run_on_dask(iter(tasks), plan, options.dask_scheduler, jobs, tell)
    elif jobs == 1:
        run_here(iter(tasks), plan, tell)
    else:
        run_in_workers(iter(tasks), plan, jobs, tell)


def _refuse_overlap(path: Path, out: Path) -> None:
    """Raise StoreError if results would lie in the input, or the input in them."""
    real_path, real_out = Path(os.path.realpath(path)), Path(os.path.realpath(out))
    if real_path == real_out or real_path in real_out.parents or real_out in real_path.parents:
        raise StoreError(
            f"{out}: the results would lie in the input, or it in them; name a folder beside {path}."
        )


def _identify(plan: Plan, columns: ArchiveColumns) -> bytes:
    """A hash of everything that the results depend on besides the articles.

    Raises EngineFailedError where that cannot be known.
    """
    settings = plan.settings
    try:
        analysis = identify(settings).digest
    except UnknowableError as error:
        raise EngineFailedError(f"{error}; start what is missing, or leave it out.") from None
    # The identity of an analysis leaves out what is decided afterwards; the results here include that.
    deciding = [
        (field.name, getattr(settings, field.name)) for field in fields(settings) if field.name in DECIDING
    ]
    rest = repr([deciding, settings.override, plan.decisions.signature, plan.format, columns])
    return hashlib.sha256(analysis + rest.encode("utf-8", "surrogatepass")).digest()
