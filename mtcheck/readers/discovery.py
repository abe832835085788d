"""Which files a command line means: what to read for its files, folders, globs and `-`.

* A file that is named is read whatever it is called.
* Of a folder, the files with the suffix of an article are read, with those of the folders in it, sorted. Left
  out are hidden files and folders, `node_modules` and the like, and what a `.gitignore` excludes: one in the
  folder or below, and inside a Git work tree one above it. Reports that mtcheck wrote there and links to
  folders are passed over, which is said.
* A glob that no shell has expanded is expanded here (`**` goes down into folders). `.gitignore` does not
  apply, because the user chose the pattern; hidden files are matched only if the pattern names them as such.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mtcheck.readers.formats import SUFFIXES
from mtcheck.readers.globs import expand, is_glob
from mtcheck.readers.own_reports import is_own_report
from mtcheck.readers.records import SUFFIXES as RECORDS
from mtcheck.readers.table import SUFFIXES as TABLES

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: Folders of tools, never of articles. Hidden folders (.git, .venv) are left out anyway.
_TOOLS = frozenset({"node_modules", "venv", "__pycache__", "site-packages"})


@dataclass(frozen=True)
class StdIn:
    """Standard input, which is `-` among the paths."""


@dataclass(frozen=True)
class Problem:
    """A path for which there is nothing to read."""

    path: str
    """The path as the user wrote it."""
    cause: str
    """Why there is nothing to read."""
    next_step: str
    """What to do about it."""

    @property
    def message(self) -> str:
        """Cause and next step, for a place that names the path anyway."""
        return f"{self.cause}; {self.next_step}"

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


@dataclass(frozen=True)
class PassedOver:
    """Something in a folder that is not read, which is no mistake."""

    path: str
    """Where it is."""
    reason: str
    """What it is, and how it would be read."""

    def __str__(self) -> str:
        return f"{self.path}: passed over: {self.reason}"


#: What a path stands for.
Item = Path | StdIn | Problem | PassedOver


def discover(paths: Sequence[str], *, with_tables: bool = False, with_records: bool = False) -> list[Item]:
    """What to read for these paths, in their order, each file once.

    with_tables: whether a .tsv or .csv in a folder is an article; with_records: whether JSON is. What is
    named always is.
    """
    suffixes = (*SUFFIXES, *(TABLES if with_tables else ()), *(RECORDS if with_records else ()))
    items: list[Item] = []
    seen: set[Path | StdIn] = set()
    for path in paths:
        for item in _expand(path, suffixes):
            if isinstance(item, (Problem, PassedOver)):
                items.append(item)
                continue
            key = item if isinstance(item, StdIn) else Path(os.path.realpath(item))
            if key not in seen:
                seen.add(key)
                items.append(item)
    return items


def _expand(path: str, suffixes: tuple[str, ...]) -> Iterator[Item]:
    if path == "-":
        yield StdIn()
    elif "\0" in path or not path:
        yield Problem(path or "''", "is no path", "name a file, a folder, a glob or - for standard input")
    elif Path(path).is_dir():
        yield from _folder(Path(path), suffixes)
    elif os.path.lexists(path):
        yield Path(path)
    elif is_glob(path):
        yield from _matches(path, suffixes)
    else:
        yield Problem(path, "there is no such file or folder", "check the path")


def _folder(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path | Problem | PassedOver]:
    try:
        os.scandir(folder).close()
    except OSError as error:
        yield _unreadable(folder, error)
        return
    articles = list(_articles(folder, suffixes))
    if not any(isinstance(article, Path) for article in articles):
        cause = f"the folder has no article ({_listed(suffixes)}) that is not hidden or ignored"
        yield Problem(str(folder), cause, "name a file to check it whatever its name")
    yield from articles


def _unreadable(folder: Path | str, error: OSError) -> Problem:
    cause = f"the folder could not be read ({error.strerror or error})"
    return Problem(str(folder), cause, "check its permissions")


def _articles(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path | Problem | PassedOver]:
    """The articles in a folder and below it, sorted by their paths; after them, what is not read."""
    ignore_files = _IgnoreFiles(folder)
    errors: list[OSError] = []
    files: list[Path] = []
    links: list[Path] = []
    for name, folders, names in os.walk(folder, onerror=errors.append):
        place = Path(name)
        if ".gitignore" in names:
            ignore_files.add(place)
        folders[:] = [
            folder
            for folder in folders
            if not _is_left_out(folder) and not ignore_files.exclude(place / folder, is_folder=True)
        ]
        links += [place / name for name in folders if (place / name).is_symlink()]
        files += [
            place / name
            for name in names
            if name.lower().endswith(suffixes)
            and not _is_left_out(name)
            and not ignore_files.exclude(place / name)
        ]
    items = [_item(path) for path in sorted(files, key=lambda path: path.parts)]
    yield from (item for item in items if isinstance(item, Path))
    yield from (item for item in items if not isinstance(item, Path))
    yield from _links_that_lead_out(folder, sorted(links))
    for error in errors:
        yield _unreadable(error.filename, error)


def _item(path: Path) -> Path | Problem | PassedOver:
    """A file with the name of an article, or why it is not read."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if isinstance(error, FileNotFoundError) or error.errno == errno.ELOOP:
            return Problem(str(path), "is a link to what is not there", "mend the link, or remove it")
        return path  # its reader says why it cannot be read
    if not stat.S_ISREG(mode):
        kind = "a named pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
        return Problem(str(path), f"is {kind}, not a file", "remove it, or name the files that you mean")
    return PassedOver(str(path), "a report of mtcheck; name it to check it") if is_own_report(path) else path


def _links_that_lead_out(folder: Path, links: Sequence[Path]) -> Iterator[PassedOver]:
    """The links to folders, but for those into the folder itself, which is read anyway."""
    inside = Path(os.path.realpath(folder))
    for link in links:
        target = Path(os.path.realpath(link))
        if target != inside and inside not in target.parents:
            yield PassedOver(str(link), "a link to a folder, which is not followed; name it to check it")


def _is_left_out(name: str) -> bool:
    return name.startswith(".") or name in _TOOLS


def _listed(suffixes: tuple[str, ...]) -> str:
    return ", ".join(sorted(suffixes))


def _matches(pattern: str, suffixes: tuple[str, ...]) -> Iterator[Path | Problem | PassedOver]:
    """What a glob matches: the articles, else those in the folders it matches."""
    paths = expand(pattern)
    tools = _TOOLS - set(Path(pattern).parts)
    paths = [path for path in paths if tools.isdisjoint(path.parts)]
    names_suffix = bool(Path(pattern).suffix) and not is_glob(Path(pattern).suffix)
    files = [
        _item(path)
        for path in paths
        if not path.is_dir() and (names_suffix or path.suffix.lower() in suffixes)
    ]
    if files:
        yield from files
    elif folders := [path for path in paths if path.is_dir()]:
        for folder in folders:
            yield from _folder(folder, suffixes)
    elif paths:
        yield Problem(
            pattern,
            f"no article matches ({_listed(suffixes)})",
            "end the pattern in the suffix of the files you mean",
        )
    else:
        yield Problem(pattern, "no file matches", "check the pattern; ** goes down into folders")


class _IgnoreFiles:
    """The `.gitignore` files that apply in a walk. As in Git, the deepest that mentions a path decides."""

    def __init__(self, folder: Path) -> None:
        """folder: where the walk begins."""
        self._folder = folder
        self._real_folder = Path(os.path.realpath(folder))
        self._specs: dict[Path, GitIgnoreSpec] = {}
        above = _folders_of_work_tree(self._real_folder)
        for place in above:
            if (place / ".gitignore").is_file():
                self._load(place)
        if above and self._excludes(self._real_folder, is_folder=True):  # but the user named it
            self._specs.clear()

    def add(self, folder: Path) -> None:
        """Reads the file in a folder of the walk."""
        self._load(self._real(folder))

    def exclude(self, path: Path, is_folder: bool = False) -> bool:
        """Whether the files exclude a path of the walk."""
        return bool(self._specs) and self._excludes(self._real(path), is_folder)

    def _real(self, path: Path) -> Path:
        return self._real_folder / path.relative_to(self._folder)

    def _excludes(self, path: Path, is_folder: bool) -> bool:
        for folder in path.parents:
            spec = self._specs.get(folder)
            if spec is not None:
                include = spec.check_file(path.relative_to(folder).as_posix() + "/" * is_folder).include
                if include is not None:
                    return include
        return False

    def _load(self, folder: Path) -> None:
        from pathspec import GitIgnoreSpec

        try:
            lines = (folder / ".gitignore").read_text("utf-8", errors="replace").splitlines()
            self._specs[folder] = GitIgnoreSpec.from_lines(lines)
        except (OSError, ValueError):  # Git, too, goes on without a file it cannot read
            return


def _folders_of_work_tree(folder: Path) -> Sequence[Path]:
    """The folders above this one up to the root of its Git work tree, if it is in one."""
    above = [folder, *folder.parents]
    root = next((index for index, place in enumerate(above) if (place / ".git").exists()), 0)
    return above[1 : root + 1]
