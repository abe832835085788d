"""The folder that the results go to.

    OUT/articles/part-000000-….parquet   OUT/findings/part-000000-….parquet   OUT/summary.csv
    OUT/summary.html OUT/mtcheck-archive.json             what the results are of, and whether they are
    complete

A file is written beside its place and moved there, the articles of a partition after its findings: so a
partition is done when its articles are there, and what a killed run has left is never taken for a result.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

ABOUT = "mtcheck-archive.json"
SUMMARY = "summary"
_STAGING, _DRAFT = ".staging", ".draft"


class StoreError(Exception):
    """The folder cannot be written to, or holds something else. The message has the next step."""


@dataclass(frozen=True)
class About:
    """What the results are of. complete: all of it was checked (or found to be uncheckable). weighted, by:
    whether those columns hold something."""

    version: str
    input: str
    weighted: bool
    by: str | None
    complete: bool = False


class Store:
    """Results in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.articles = folder / "articles"
        self.findings = folder / "findings"
        self.staging = folder / _STAGING

    def open(self, about: About, *, resume: bool, overwrite: bool) -> None:
        """Make ready for a run. Raises StoreError for a folder that has something in it, unless it may go
        on or be replaced.
        """
        try:
            there = self.folder.exists() and (not self.folder.is_dir() or any(self.folder.iterdir()))
            if there and not (self.folder / ABOUT).is_file():
                raise StoreError(
                    f"{self.folder}: is there and holds no archive of mtcheck; name a folder that is empty or new."
                )
            if there and self.articles.is_dir() and any(self.parts()) and not (resume or overwrite):
                step = "go on with --resume, replace it with --overwrite, or name another folder"
                raise StoreError(f"{self.folder}: holds results already; {step}.")
            self._clear(everything=overwrite)
            for folder in (self.articles, self.findings, self.staging):
                folder.mkdir(parents=True, exist_ok=True)
            self._tell(about)
        except OSError as error:
            step = "name a folder that is yours"
            raise StoreError(
                f"{self.folder}: cannot be written to ({error.strerror or error}); {step}."
            ) from None

    def is_done(self, name: str, rows: int) -> bool:
        """Whether a partition's results are there, whole."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            pq.read_metadata(self.findings / name)
            return bool(pq.read_metadata(self.articles / name).num_rows == rows)
        except (OSError, pa.ArrowException):
            return False

    def finish(self, about: About, names: set[str]) -> None:
        """All partitions are done: what is left of others (the input was another then, or the settings)
        goes.
        """
        for folder in (self.articles, self.findings):
            for path in folder.iterdir():
                if path.name not in names:
                    path.unlink()
        shutil.rmtree(self.staging, ignore_errors=True)
        self._tell(About(**{**asdict(about), "complete": True}))

    def about(self) -> About:
        """What is in the folder. Raises StoreError where it holds no results."""
        try:
            return About(**json.loads((self.folder / ABOUT).read_text("utf-8")))
        except FileNotFoundError:
            step = "name the OUT of a run of `mtcheck archive IN OUT`"
            raise StoreError(f"{self.folder}: holds no results of mtcheck archive; {step}.") from None
        except (OSError, ValueError, TypeError) as error:
            raise StoreError(
                f"{self.folder / ABOUT}: cannot be read ({error}); run it again with --overwrite."
            ) from None

    def parts(self) -> Iterator[str]:
        """The names of the partitions that are done, in order."""
        yield from sorted(path.name for path in self.articles.iterdir() if not path.name.startswith("."))

    def write_text(self, name: str, text: str) -> None:
        """Write a file into the folder. Raises OSError."""
        draft = self.folder / f".{name}{_DRAFT}"
        draft.write_text(text, "utf-8", "replace", newline="")
        draft.replace(self.folder / name)

    def _tell(self, about: About) -> None:
        self.write_text(ABOUT, json.dumps(asdict(about), indent=2) + "\n")

    def _clear(self, everything: bool) -> None:
        shutil.rmtree(self.staging, ignore_errors=True)
        for folder in (self.articles, self.findings):
            if everything:
                shutil.rmtree(folder, ignore_errors=True)
            elif folder.is_dir():
                for draft in folder.glob(f".*{_DRAFT}"):
                    draft.unlink(missing_ok=True)
        for name in (f"{SUMMARY}.csv", f"{SUMMARY}.html"):  # they are of another state
            (self.folder / name).unlink(missing_ok=True)


def write_part(table: pa.Table, path: Path) -> None:
    """Write a file of results: all of it is there, or nothing, also when two workers write the same one."""
    import pyarrow.parquet as pq

    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}{_DRAFT}")
    try:
        with draft.open("wb") as file:
            pq.write_table(table, file, compression="zstd")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
