"""Reports that mtcheck wrote, which stand in folders of articles and are none.

They are known by marks that nobody writes by chance: a whole signature line, a whole head. A text *about*
mtcheck has neither.
"""

from __future__ import annotations

import re
from pathlib import Path

#: Bytes at the beginning and at the end of a file in which the marks are.
_HEAD, _TAIL = 2048, 1000
#: The heading of the Markdown format, and the table below it; in 0.1.0 both had other words.
_MARKDOWN = re.compile(
    rb"## mtcheck: (?:there was nothing to check|pass|fail|too short to tell|not checked"
    rb"|[\d,]+ articles?: [^\r\n]+|(?:[\d,]+ of )?[\d,]+ articles? (?:pass|passes|does not pass|do not pass))"
    rb"\r?\n\r?\n(?:\| article \| verdict \| (?:why|score) \||<sub>)"
)
#: The last line of the text format, and in the footer of a page.
_SIGNATURE = re.compile(
    rb"Signature: mtcheck:[^|\s]+\|rules:[0-9a-f]{8}\|engines:[^|\r\n]+\|skipped:[^|\r\n]+\|model:[^|\r\n]+\|"
    rb"[^\r\n]*settings:[0-9a-f]{8}\|decided:[^|\r\n]+\s*\Z"
)
#: Where a terminal's width breaks that line.
_BREAK = re.compile(rb"\|\r?\n    ")
_PAGE = re.compile(rb'<meta name="generator" content="mtcheck">')
_CSV = b"file,line,column,end_line,end_column,start,end,rule,name,category,severity,penalty,confidence,"
_JSON = re.compile(rb'\{\n  "schema_version": \S+,\n(?:  "[^\n]*\n)*  "exit_status": ')


def is_own_report(path: Path) -> bool:
    """Whether a file is a report that mtcheck wrote. Only regular files are opened."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(max(0, path.stat().st_size - _TAIL))
            tail = file.read()
    except OSError:
        return False  # its reader will say why it cannot be read
    suffix = path.suffix.lower()
    if suffix in (".html", ".htm"):
        return bool(_PAGE.search(head))
    if suffix == ".md":
        return bool(_MARKDOWN.match(head))
    if suffix == ".json":
        return bool(_JSON.match(head))
    if suffix == ".csv":
        return head.startswith(_CSV)
    return bool(_SIGNATURE.search(_BREAK.sub(b"|", tail)))
