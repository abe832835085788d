"""A patch that `git apply` and `patch -p1` take: the bytes of the file before and after, whatever their
encoding.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
# What git writes in quotation marks, and how.
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_SPECIAL = re.compile(r'[\x00-\x1f\x7f"\\]')
#: Unchanged lines on either side of a change.
_CONTEXT = 3
_NO_NEWLINE = b"\n\\ No newline at end of file\n"


def patch(name: str, before: bytes, after: bytes) -> bytes:
    """The unified diff of a file; empty if nothing changed. name: its path, forward slashes, from where it
    will be applied.
    """
    lines = _LINE.findall(before), _LINE.findall(after)
    if len(lines[0]) == len(lines[1]):  # fixes keep them, and difflib takes long where many are changed
        head = f"--- {_label('a', name)}\n+++ {_label('b', name)}\n"
        body = b"".join(map(_ended, _hunks(*lines)))
        return head.encode("utf-8", "surrogateescape") + body if body else b""
    old_label, new_label = (_label(side, name).encode("utf-8", "surrogateescape") for side in "ab")
    told = difflib.diff_bytes(difflib.unified_diff, *lines, old_label, new_label, lineterm=b"\n")
    return b"".join(map(_ended, told))


def _hunks(before: Sequence[bytes], after: Sequence[bytes]) -> Iterator[bytes]:
    """The hunks between as many lines before and after, each line of which has its counterpart."""
    changed = [index for index, lines in enumerate(zip(before, after, strict=True)) if lines[0] != lines[1]]
    first = 0
    while first < len(changed):
        last = first
        while last + 1 < len(changed) and changed[last + 1] - changed[last] <= 2 * _CONTEXT + 1:
            last += 1
        start, end = max(changed[first] - _CONTEXT, 0), min(changed[last] + _CONTEXT + 1, len(before))
        lines = f"{start + 1},{end - start}" if end - start != 1 else f"{start + 1}"
        yield f"@@ -{lines} +{lines} @@\n".encode()
        yield from _changes(before[start:end], after[start:end])
        first = last + 1


def _changes(before: Sequence[bytes], after: Sequence[bytes]) -> Iterator[bytes]:
    """The lines of a hunk: of each run that changed, the old lines and then the new ones."""
    for is_same, run in groupby(zip(before, after, strict=True), key=lambda lines: lines[0] == lines[1]):
        old, new = zip(*run, strict=True)
        yield from ((b" " if is_same else b"-") + line for line in old)
        yield from (b"+" + line for line in (() if is_same else new))


def _ended(line: bytes) -> bytes:
    return line if line.endswith(b"\n") else line + _NO_NEWLINE


def _label(side: str, name: str) -> str:
    path = f"{side}/{name.lstrip('/')}"
    if _SPECIAL.search(path):
        path = (
            '"'
            + _SPECIAL.sub(lambda match: _ESCAPES.get(match.group(), f"\\{ord(match.group()):03o}"), path)
            + '"'
        )
    elif " " in path:
        path += "\t"  # where a name with spaces ends
    return path
