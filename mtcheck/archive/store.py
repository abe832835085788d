"""The folder that the results go to.

    OUT/articles/part-000000-….parquet
    OUT/findings/part-000000-….parquet
    OUT/summary.csv
    OUT/summary.html
    OUT/mtcheck-archive.json   what the results are of, and whether they are complete

A file is written under another name and then renamed, the articles of a partition after its findings. So a
partition is done when its articles are there, and what a killed run leaves is never taken for a result.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mtcheck.archive.errors import StoreError
from mtcheck.archive.manifest import MANIFEST, Manifest
from mtcheck.fix.atomic import DRAFTS, draft_of, write_atomically

SUMMARY = "summary"
_STAGING = ".staging"


class Store:
    """Results in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.articles = folder / "articles"
        self.findings = folder / "findings"
        self.staging = folder / _STAGING

    def prepare(self, manifest: Manifest, *, resume: bool, overwrite: bool) -> None:
        """Make the folder ready for a run.

        Raises StoreError for a folder that holds something, unless the run may resume or overwrite it.
        """
        try:
            in_use = self.folder.exists() and (not self.folder.is_dir() or any(self.folder.iterdir()))
            if in_use and not (self.folder / MANIFEST).is_file():
                cause = "is there and holds no archive of mtcheck"
                raise StoreError(f"{self.folder}: {cause}; name a folder that is empty or new.")
            has_results = in_use and self.articles.is_dir() and any(self.partition_names())
            if has_results and not (resume or overwrite):
                step = "go on with --resume, replace it with --overwrite, or name another folder"
                raise StoreError(f"{self.folder}: holds results already; {step}.")
            self._clear(everything=overwrite)
            for folder in (self.articles, self.findings, self.staging):
                folder.mkdir(parents=True, exist_ok=True)
            self._write_manifest(manifest)
        except OSError as error:
            step = "name a folder that is yours"
            raise StoreError(
                f"{self.folder}: cannot be written to ({error.strerror or error}); {step}."
            ) from None

    def is_done(self, name: str, rows: int) -> bool:
        """Whether the results of a partition are there, and complete."""
        try:
            pq.read_metadata(self.findings / name)
            return bool(pq.read_metadata(self.articles / name).num_rows == rows)
        except (OSError, pa.ArrowException):
            return False

    def finish(self, manifest: Manifest, names: set[str]) -> None:
        """Mark the results as complete. names: of all partitions.

        Files of other partitions are removed: the input or the settings have changed since.
        """
        for folder in (self.articles, self.findings):
            for path in folder.iterdir():
                if path.name not in names:
                    path.unlink()
        shutil.rmtree(self.staging, ignore_errors=True)
        self._write_manifest(replace(manifest, complete=True))

    def read_manifest(self) -> Manifest:
        """What is in the folder. Raises StoreError where it holds no results."""
        try:
            return Manifest(**json.loads((self.folder / MANIFEST).read_text("utf-8")))
        except FileNotFoundError:
            step = "name the OUT of a run of `mtcheck archive IN OUT`"
            raise StoreError(f"{self.folder}: holds no results of mtcheck archive; {step}.") from None
        except (OSError, ValueError, TypeError) as error:
            raise StoreError(
                f"{self.folder / MANIFEST}: cannot be read ({error}); run it again with --overwrite."
            ) from None

    def partition_names(self) -> Iterator[str]:
        """The names of the partitions that are done, in order."""
        yield from sorted(path.name for path in self.articles.iterdir() if not path.name.startswith("."))

    def write_text(self, name: str, text: str) -> None:
        """Write a file into the folder. Raises OSError."""
        write_atomically(self.folder / name, text.encode("utf-8", "replace"))

    def _write_manifest(self, manifest: Manifest) -> None:
        self.write_text(MANIFEST, json.dumps(asdict(manifest), indent=2) + "\n")

    def _clear(self, everything: bool) -> None:
        """Remove what an earlier run has left unfinished, or everything it has left."""
        shutil.rmtree(self.staging, ignore_errors=True)
        for folder in (self.articles, self.findings):
            if everything:
                shutil.rmtree(folder, ignore_errors=True)
            elif folder.is_dir():
                for draft in folder.glob(DRAFTS):
                    draft.unlink(missing_ok=True)
        for name in (f"{SUMMARY}.csv", f"{SUMMARY}.html"):  # out of date from now on
            (self.folder / name).unlink(missing_ok=True)


def write_partition(table: pa.Table, path: Path) -> None:
    """Write a file of results, all of it or nothing, even if two workers write the same one."""
    with draft_of(path) as draft, draft.open("wb") as file:
        pq.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
