"""A patch that `git apply` and `patch -p1` take: the bytes of the file before and after, whatever their
encoding.
"""

from __future__ import annotations

import difflib
import re

_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
# What git writes in quotation marks, and how.
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_SPECIAL = re.compile(r'[\x00-\x1f\x7f"\\]')
_NO_NEWLINE = b"\n\\ No newline at end of file\n"


def patch(name: str, before: bytes, after: bytes) -> bytes:
    """The unified diff of a file; empty if nothing changed. name: its path, forward slashes, from where it
    will be applied.
    """
    lines = difflib.diff_bytes(
        difflib.unified_diff,
        _LINE.findall(before),
        _LINE.findall(after),
        _label("a", name),
        _label("b", name),
        lineterm=b"\n",
    )
    return b"".join(line if line.endswith(b"\n") else line + _NO_NEWLINE for line in lines)


def _label(side: str, name: str) -> bytes:
    path = f"{side}/{name.lstrip('/')}"
    if _SPECIAL.search(path):
        path = (
            '"'
            + _SPECIAL.sub(lambda match: _ESCAPES.get(match.group(), f"\\{ord(match.group()):03o}"), path)
            + '"'
        )
    elif " " in path:
        path += "\t"  # where a name with spaces ends
    return path.encode("utf-8", "surrogateescape")
