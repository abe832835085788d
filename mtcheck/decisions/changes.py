"""What changed since a commit: `--diff-base REF` asks git, and findings on lines that did not change do not
count.

Compared are the commit REF and the files as they lie there, so that what is not yet committed counts as
changed. A file that the commit does not have (new, untracked, outside the repository) is new as a whole; of a
.docx, which has no lines, all changed or nothing did. A file that was moved is compared with itself under its
old name.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mtcheck.findings.finding import Finding
from mtcheck.settings.article_names import relative
from mtcheck.settings.model import SettingsError
from mtcheck.text.document import Document

#: Line numbers, first and last. (n + 1, n) is a cut: lines were taken out between lines n and n + 1.
Lines = tuple[int, int]

#: Everything in the file is new.
ALL: tuple[Lines, ...] = ((1, 1 << 60),)

_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
# What git says instead of lines: of UTF-16 and Word files, and in the middle of a merge.
_NO_LINES = re.compile(rb"^(?:Binary files |\* Unmerged path )", re.MULTILINE)
_LONE_CARRIAGE_RETURN = re.compile(r"\r(?!\n)")
_TIMEOUT = 120


@dataclass(frozen=True)
class Changes:
    """What changed in one repository. commit: the object that REF names.

    before: for each path (from the top, as git writes it) that differs from the commit, its path there; None
    if it is new, or was taken out of git's sight. known: the paths that the commit has.
    """

    top: str
    commit: str
    before: Mapping[str, str | None]
    known: frozenset[str] = field(repr=False)

    @classmethod
    def since(cls, ref: str, folder: Path) -> Changes:
        """Ask git about the repository that `folder` is in. Raises SettingsError if there is none, or no
        such commit.
        """
        no_repository = "--diff-base: this is not a git repository; run it in one"
        top = os.fsdecode(_git(folder, ["rev-parse", "--show-toplevel"], no_repository))
        unknown = f"--diff-base: git knows no commit “{ref}” here; fetch it (a shallow clone lacks it), or name another"
        if not ref or ref.startswith("-"):
            raise SettingsError(unknown + ".")
        commit = _git(folder, ["rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}"], unknown).decode()
        place = Path(top)
        failed = "--diff-base: git could not compare"
        listed = _git(place, ["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit], failed)
        status = _git(place, ["diff", *_PLAIN, "--name-status", "-z", commit, "--"], failed)
        known = frozenset(os.fsdecode(path) for path in listed.split(b"\0") if path)
        return cls(top, commit, dict(_statuses(os.fsdecode(status).split("\0"))), known)

    def lines(self, document: Document) -> tuple[Lines, ...]:
        """The lines of an article that changed, in order; ALL for a new one."""
        path = relative(document.name, self.top)
        before = self.before.get(path, path)
        if before is None or before not in self.known:
            return ALL
        if path not in self.before:
            return ()
        if document.units is not None or _LONE_CARRIAGE_RETURN.search(document.text):
            # A .docx has no lines; and git knows no line break but the line feed.
            return ALL if self._differs(path, before) else ()
        patch = self._diff(path, before)
        if _NO_LINES.search(patch):
            return ALL
        return tuple(_lines(match[1], match[2]) for match in _HUNK.finditer(patch))

    def _differs(self, path: str, before: str) -> bool:
        patch = self._diff(path, before)
        return bool(_HUNK.search(patch) or _NO_LINES.search(patch))

    def _diff(self, path: str, before: str) -> bytes:
        paths = [before] if before == path else [before, path]
        command = ["--literal-pathspecs", "diff", "-U0", *_PLAIN, self.commit, "--", *paths]
        return _git(Path(self.top), command, f"--diff-base: git could not compare {path}", strip=False)


#: Whatever the user's configuration says of colours, filters and words: a plain patch in which moved files
#: are found.
_PLAIN = (
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--find-renames",
    "--diff-algorithm=histogram",
    "--submodule=short",
)


def is_changed(document: Document, finding: Finding, lines: Iterable[Lines]) -> bool:
    """Whether a finding touches one of these lines. What is about the article as a whole, and not on a
    line, always does.
    """
    if finding.start == finding.end == 0:
        return True
    where = document.locate(finding.start, finding.end)
    if document.units is not None:
        return any(lines)
    return any(where.line <= last and first <= where.end_line for first, last in lines)


def _lines(start: bytes, count: bytes | None) -> Lines:
    first, number = int(start), int(count) if count is not None else 1
    return (first, first + number - 1) if number else (first + 1, first)


def _statuses(fields: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """(path, path before or None) from the output of `git diff --name-status -z`."""
    remaining = iter(fields)
    for status in remaining:
        if not status:
            continue
        path = next(remaining)
        if status[0] in "RC":
            yield next(remaining), path
        else:
            yield path, None if status[0] in "AD" else path


def _git(folder: Path, arguments: Sequence[str], failure: str, *, strip: bool = True) -> bytes:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, check=False, timeout=_TIMEOUT
        )
    except FileNotFoundError:
        raise SettingsError("--diff-base needs git, and there is none here; install it.") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SettingsError(f"{failure} ({error}).") from None
    if done.returncode != 0:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise SettingsError(f"{failure}{f' (git: {said})' if said else ''}.")
    return done.stdout.strip(b"\n") if strip else done.stdout
