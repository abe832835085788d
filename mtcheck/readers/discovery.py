"""Which files a command line means: files, folders, globs and `-` in, what to read out.

A file named by the user is read whatever it is called. In a folder, articles are the files with an article's
suffix, all the way down, sorted; hidden files and folders, `node_modules` and the like are passed over,
reports that mtcheck wrote there (the next run would take them for articles), and what `.gitignore` excludes:
those in the folder and below, and, inside a Git work tree, those above it. A glob that no shell has expanded
is expanded here (`**` goes down); the user chose the pattern, so `.gitignore` has no say, but hidden files
have to be named as such.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mtcheck.readers import SUFFIXES
from mtcheck.readers.table import SUFFIXES as TABLES

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: Folders of tools, never of articles. Hidden folders (.git, .venv) are passed over anyway.
_TOOLS = frozenset({"node_modules", "venv", "__pycache__", "site-packages"})
_GLOB = frozenset("*?[")
#: Bytes at the beginning and the end of a file that tell a report of ours.
_HEAD, _TAIL = 1024, 400


@dataclass(frozen=True)
class StdIn:
    """Standard input stands among the paths (`-`)."""


@dataclass(frozen=True)
class Problem:
    """A path that stands for nothing that could be read. path: as the user wrote it."""

    path: str
    cause: str
    next_step: str

    @property
    def message(self) -> str:
        """Cause and next step, for a place that names the path anyway."""
        return f"{self.cause}; {self.next_step}"

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def discover(paths: Sequence[str], *, with_tables: bool = False) -> list[Path | StdIn | Problem]:
    """What to read for these paths, each once, in their order; a path without anything to read is a Problem
    in its place.

    with_tables: whether a .tsv or .csv in a folder is an article; one that is named always is.
    """
    suffixes = (*SUFFIXES, *(TABLES if with_tables else ()))
    found: list[Path | StdIn | Problem] = []
    seen: set[Path | StdIn] = set()
    for path in paths:
        for item in _expand(path, suffixes):
            if isinstance(item, Problem):
                found.append(item)
                continue
            key = item if isinstance(item, StdIn) else Path(os.path.realpath(item))
            if key not in seen:
                seen.add(key)
                found.append(item)
    return found


def _expand(path: str, suffixes: tuple[str, ...]) -> Iterator[Path | StdIn | Problem]:
    if path == "-":
        yield StdIn()
    elif "\0" in path or not path:
        yield Problem(path or "''", "is no path", "name a file, a folder, a glob or - for standard input")
    elif Path(path).is_dir():
        yield from _folder(Path(path), suffixes)
    elif os.path.lexists(path):
        yield Path(path)
    elif _GLOB & set(path):
        yield from _matches(path, suffixes)
    else:
        yield Problem(path, "there is no such file or folder", "check the path")


def _folder(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path | Problem]:
    try:
        os.scandir(folder).close()
    except OSError as error:
        yield Problem(
            str(folder), f"the folder could not be read ({error.strerror or error})", "check its permissions"
        )
        return
    articles = list(_articles(folder, suffixes))
    if not any(isinstance(article, Path) for article in articles):
        yield Problem(
            str(folder),
            f"the folder has no article ({_listed(suffixes)}) that is not hidden or ignored",
            "name a file to check it whatever its name",
        )
    yield from articles


def _articles(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path | Problem]:
    """The articles below a folder, sorted by their paths; then links to nothing and folders that cannot be
    read, as problems.
    """
    ignores = _Ignores(folder)
    problems: list[OSError] = []
    found: list[Path] = []
    astray: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=problems.append):
        here = Path(place)
        ignores.enter(here, ".gitignore" in files)
        folders[:] = [
            name
            for name in folders
            if not _is_passed_over(name) and not ignores.ignored(here / name, is_folder=True)
        ]
        articles = [
            here / name for name in files if name.lower().endswith(suffixes) and not _is_passed_over(name)
        ]
        articles = [path for path in articles if not ignores.ignored(path)]
        found += [path for path in articles if path.is_file() and not _is_own_report(path)]
        astray += [path for path in articles if path.is_symlink() and not path.exists()]
    yield from sorted(found, key=lambda path: path.parts)
    for path in sorted(astray):
        yield Problem(str(path), "is a link to what is not there", "mend the link, or remove it")
    for problem in problems:
        yield Problem(
            str(problem.filename),
            f"the folder could not be read ({problem.strerror})",
            "check its permissions",
        )


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name in _TOOLS


def _is_own_report(path: Path) -> bool:
    """Whether a file is a page, a Markdown summary or a terminal view that mtcheck wrote."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(max(0, path.stat().st_size - _TAIL))
            tail = file.read()
    except OSError:
        return False  # whoever reads it says why it cannot be read
    if path.suffix.lower() in (".html", ".htm"):
        return b'<meta name="generator" content="mtcheck' in head
    if path.suffix.lower() == ".md":
        return head.startswith(b"## mtcheck: ")
    if path.suffix.lower() == ".csv":
        return head.startswith(b"file,line,column,end_line,")
    return b"\nSignature: mtcheck:" in tail


def _listed(suffixes: tuple[str, ...]) -> str:
    return ", ".join(sorted(suffixes))


def _matches(pattern: str, suffixes: tuple[str, ...]) -> Iterator[Path | Problem]:
    # Not Path.glob: it takes no absolute pattern and matches hidden files.
    paths = sorted(map(Path, glob.glob(pattern, recursive=True)), key=lambda path: path.parts)  # noqa: PTH207
    asked_for = Path(pattern).parts
    paths = [
        path for path in paths if not any(part in _TOOLS and part not in asked_for for part in path.parts)
    ]
    any_suffix = bool(Path(pattern).suffix) and not _GLOB & set(Path(pattern).suffix)
    files = [path for path in paths if path.is_file() and (any_suffix or path.suffix.lower() in suffixes)]
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


class _Ignores:
    """The `.gitignore` files that have a say in a walk. Git's order: the deepest file that mentions a path
    decides.
    """

    def __init__(self, top: Path) -> None:
        self._specs: dict[Path, GitIgnoreSpec] = {}
        self._top = Path(os.path.realpath(top))
        self._given = top
        tree = next((place for place in (self._top, *self._top.parents) if (place / ".git").exists()), None)
        if tree is not None and tree != self._top:
            for above in self._top.parents[: len(self._top.parts) - len(tree.parts)]:
                if (above / ".gitignore").is_file():
                    self._load(above)
            if self._is_ignored(self._top, is_folder=True):  # but the user named it
                self._specs.clear()

    def enter(self, place: Path, has_ignore_file: bool) -> None:
        if has_ignore_file:
            self._load(self._real(place))

    def ignored(self, path: Path, is_folder: bool = False) -> bool:
        return bool(self._specs) and self._is_ignored(self._real(path), is_folder)

    def _real(self, path: Path) -> Path:
        return self._top / path.relative_to(self._given)

    def _is_ignored(self, path: Path, is_folder: bool) -> bool:
        for place in path.parents:
            spec = self._specs.get(place)
            if spec is not None:
                include = spec.check_file(path.relative_to(place).as_posix() + "/" * is_folder).include
                if include is not None:
                    return include
        return False

    def _load(self, place: Path) -> None:
        from pathspec import GitIgnoreSpec

        try:
            lines = (place / ".gitignore").read_text("utf-8", errors="replace").splitlines()
            self._specs[place] = GitIgnoreSpec.from_lines(lines)
        except (OSError, ValueError):  # Git, too, goes on without a file it cannot read
            return
