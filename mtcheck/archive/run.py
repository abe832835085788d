"""A run: read, cut, check on an engine, leave what was done before, and say how far it is."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import TextIO

from mtcheck.archive.inputs import ArchiveColumns, Input, open_input
from mtcheck.archive.local import EngineFailedError, run_here, run_in_workers
from mtcheck.archive.partition import ROWS, partitions, stage
from mtcheck.archive.progress import Progress
from mtcheck.archive.store import About, Store, StoreError
from mtcheck.archive.work import PartitionTask
from mtcheck.frames.extras import needs
from mtcheck.frames.plan import Plan
from mtcheck.runner import default_jobs
from mtcheck.runner.cache.identity import UnknowableError, identify
from mtcheck.settings.model import DECIDING
from mtcheck.version import __version__

ENGINES = ("local", "spark", "dask")
#: So many articles at least make it worth asking how many workers pay (see `runner.default_jobs`).
_MANY = 10_000


@dataclass(frozen=True)
class ArchiveOptions:
    """How an archive is run. format: of the input, None tells it from the names. rows: articles of a
    partition.

    jobs: worker processes of the engine where it runs here; None: as many as pay; 0: one a processor.
    """

    engine: str = "local"
    format: str | None = None
    rows: int = ROWS
    jobs: int | None = None
    resume: bool = False
    overwrite: bool = False
    spark_conf: Mapping[str, str] = field(default_factory=dict)
    dask_scheduler: str | None = None


def run_archive(
    path: Path,
    out: Path,
    fields: ArchiveColumns,
    plan: Plan,
    options: ArchiveOptions,
    terminal: TextIO | None = None,
) -> Store:
    """Check the archive at `path` into the folder `out`.

    Raises ReadError, ColumnError, StoreError, MissingExtraError, EngineFailedError; each says what to do.
    """
    needs("pyarrow", "archive")
    if options.engine != "local":
        needs(*{"spark": ("pyspark", "spark"), "dask": ("distributed", "dask")}[options.engine])
    _apart(path, out)
    given = open_input(path, options.format, fields)
    identity = _identity(plan, fields)
    about = About(__version__, str(path), fields.weight is not None, _by(given, fields))
    store = Store(out)
    store.open(about, resume=options.resume, overwrite=options.overwrite)
    source = _Tasks(given, store, identity, options, fields)
    progress = Progress(terminal)
    try:
        _check(source, plan, options, lambda checked: progress.tell(checked, source.skipped, source.total))
    finally:
        progress.end()
    store.finish(about, source.names)
    return store


class _Tasks:
    """The partitions that have to be checked, staged when they are asked for.

    names: of all partitions so far. skipped: articles that were done before. read: articles so far.
    """

    def __init__(
        self, given: Input, store: Store, identity: bytes, options: ArchiveOptions, fields: ArchiveColumns
    ) -> None:
        self._given = given
        self._store = store
        self._identity = identity
        self._rows = options.rows
        self._resume = options.resume
        self._beside = tuple(
            kind for kind in ("source", "reference") if getattr(fields.columns, kind) is not None
        )
        self.names: set[str] = set()
        self.skipped = 0
        self.read = 0

    def __iter__(self) -> Iterator[PartitionTask]:
        store = self._store
        for partition in partitions(self._given.records(), self._identity, self._rows):
            articles = len(partition.records)
            self.names.add(partition.name)
            self.read += articles
            if self._resume and store.is_done(partition.name, articles):
                self.skipped += articles
                continue
            staged = store.staging / partition.name
            stage(partition.records, staged)
            yield PartitionTask(staged, store.articles, store.findings, articles, self._beside)

    @property
    def total(self) -> float | None:
        """Articles of the archive: known, or judged by how far it is read."""
        if self._given.total is not None:
            return self._given.total
        return self.read / self._given.read if self._given.read > 0 else None


def _check(source: _Tasks, plan: Plan, options: ArchiveOptions, tell: Callable[[int], None]) -> None:
    if options.engine == "spark":
        from mtcheck.archive.on_spark import run_on_spark

        run_on_spark(list(source), plan, options.spark_conf, options.jobs or None, tell)
        return
    jobs = default_jobs(_MANY) if options.jobs is None else options.jobs or os.cpu_count() or 1
    if options.engine == "dask":
        from mtcheck.archive.on_dask import run_on_dask

        run_on_dask(iter(source), plan, options.dask_scheduler, jobs, tell)
        return
    with ExitStack() as stack:
        if (
            "languagetool" in plan.settings.require_engine
            and plan.settings.languagetool_url is None
            and jobs > 1
        ):
            plan = replace(
                plan, settings=replace(plan.settings, languagetool_url=stack.enter_context(_server()))
            )
        if jobs == 1:
            run_here(iter(source), plan, tell)
        else:
            run_in_workers(iter(source), plan, jobs, tell)


@contextmanager
def _server() -> Iterator[str]:
    """One LanguageTool for all workers: its address."""
    from mtcheck.engines.interface import EngineError
    from mtcheck.engines.languagetool.engine import LanguageTool

    server = LanguageTool()
    server.start()
    try:
        yield server.address()
    except EngineError as error:
        raise EngineFailedError(f"languagetool is required and did not run: {error}") from None
    finally:
        server.stop()


def _apart(path: Path, out: Path) -> None:
    """Raise StoreError where results would lie among what is read."""
    here, there = Path(os.path.realpath(path)), Path(os.path.realpath(out))
    if here == there or here in there.parents or there in here.parents:
        raise StoreError(
            f"{out}: the results would lie in the input, or it in them; name a folder beside {path}."
        )


def _by(given: Input, fields: ArchiveColumns) -> str | None:
    return fields.by or ("folder" if given.has_folders else None)


def _identity(plan: Plan, fields: ArchiveColumns) -> bytes:
    """Of everything that the results depend on besides the articles. Raises EngineFailedError where it
    cannot be told.
    """
    settings = plan.settings
    try:
        known = identify(settings).digest
    except UnknowableError as error:
        raise EngineFailedError(f"{error}; start what is missing, or leave it out.") from None
    # The identity of an analysis leaves out what is decided afterwards; here, that is in the results too.
    decided = [
        (one.name, getattr(settings, one.name)) for one in dataclass_fields(settings) if one.name in DECIDING
    ]
    what = repr([decided, settings.override, plan.decisions.signature, plan.format, fields])
    return hashlib.sha256(known + what.encode("utf-8", "surrogatepass")).digest()
