"""What changed since a commit: `--diff-base REF` asks git, and only findings on changed lines count.

The commit is compared with the files as they lie there, so that uncommitted changes count. A file that the
commit does not have (new, untracked, outside the repository) is new as a whole. A .docx has no lines: either
all of it changed or nothing. A file that was moved is compared with itself under its old name.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mtcheck.findings.finding import Finding
from mtcheck.settings.article_names import relative
from mtcheck.text.document import Document
from mtcheck.toml_values import SettingsError

#: The first and the last line number. (n + 1, n) is a cut: lines between n and n + 1 were deleted.
Lines = tuple[int, int]

#: Everything in the file is new.
ALL_LINES: tuple[Lines, ...] = ((1, 1 << 60),)

_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
# What git prints instead of lines: for UTF-16 and Word files, and in the middle of a merge.
_NO_LINES = re.compile(rb"^(?:Binary files |\* Unmerged path )", re.MULTILINE)
_LONE_CARRIAGE_RETURN = re.compile(r"\r(?!\n)")
#: Seconds that git may take.
_TIMEOUT = 120

#: Whatever the user has configured: a plain patch, and moved files are found.
_PLAIN = (
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--find-renames",
    "--diff-algorithm=histogram",
    "--submodule=short",
)


@dataclass(frozen=True)
class Changes:
    """What changed in one repository since a commit."""

    top: str
    """The folder of the repository."""
    commit: str
    """The object name of the commit."""
    before: Mapping[str, str | None]
    """For each path that differs from the commit, its path there; None for a new file.

    Paths are from the top, as git writes them. A file that git no longer tracks counts as new.
    """
    known: frozenset[str] = field(repr=False)
    """The paths that the commit has."""

    @classmethod
    def since(cls, ref: str, folder: Path) -> Changes:
        """The changes since the commit `ref` in the repository that `folder` is in.

        Raises SettingsError if there is no repository, or no such commit.
        """
        no_repository = "--diff-base: this is not a git repository; run it in one"
        top = os.fsdecode(_git(folder, ["rev-parse", "--show-toplevel"], no_repository))
        unknown = (
            f"--diff-base: git knows no commit “{ref}” here; "
            "fetch it (a shallow clone lacks it), or name another"
        )
        if not ref or ref.startswith("-"):
            raise SettingsError(unknown + ".")
        commit = _git(folder, ["rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}"], unknown).decode()
        failure = "--diff-base: git could not compare"
        listed = _git(Path(top), ["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit], failure)
        status = _git(Path(top), ["diff", *_PLAIN, "--name-status", "-z", commit, "--"], failure)
        known = frozenset(os.fsdecode(path) for path in listed.split(b"\0") if path)
        return cls(top, commit, dict(_statuses(os.fsdecode(status).split("\0"))), known)

    def lines(self, document: Document) -> tuple[Lines, ...]:
        """The lines of an article that changed, in order; ALL_LINES for a new one."""
        path = relative(document.name, self.top)
        before = self.before.get(path, path)
        if before is None or before not in self.known:
            return ALL_LINES
        if path not in self.before:
            return ()
        patch = self._patch(path, before)
        has_no_lines = _NO_LINES.search(patch) is not None
        if document.units is not None or _LONE_CARRIAGE_RETURN.search(document.text):
            # A .docx has no lines, and to git only a line feed ends one.
            return ALL_LINES if has_no_lines or _HUNK.search(patch) else ()
        if has_no_lines:
            return ALL_LINES
        return tuple(_lines(match[1], match[2]) for match in _HUNK.finditer(patch))

    def _patch(self, path: str, before: str) -> bytes:
        paths = [before] if before == path else [before, path]
        command = ["--literal-pathspecs", "diff", "-U0", *_PLAIN, self.commit, "--", *paths]
        return _git(Path(self.top), command, f"--diff-base: git could not compare {path}", strip=False)


def is_changed(document: Document, finding: Finding, lines: Sequence[Lines]) -> bool:
    """Whether a finding touches one of these lines, which are in order. One about the whole article does."""
    if finding.start == finding.end == 0:
        return True
    if document.units is not None:
        return any(lines)
    location = document.locate(finding.start, finding.end)
    index = bisect_left(lines, location.line, key=lambda changed: changed[1])
    return index < len(lines) and lines[index][0] <= location.end_line


def _lines(start: bytes, count: bytes | None) -> Lines:
    """The lines of the new file that a hunk's header names."""
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
    """What git prints. Raises SettingsError, which begins with `failure`, if it fails."""
    import subprocess  # which most runs do without

    try:
        process = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, check=False, timeout=_TIMEOUT
        )
    except FileNotFoundError:
        raise SettingsError("--diff-base needs git, and there is none here; install it.") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SettingsError(f"{failure} ({error}).") from None
    if process.returncode != 0:
        message = " ".join(process.stderr.decode("utf-8", "replace").split())
        raise SettingsError(f"{failure}{f' (git: {message})' if message else ''}.")
    return process.stdout.strip(b"\n") if strip else process.stdout
