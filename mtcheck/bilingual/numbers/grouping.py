"""What digits with marks between them may be: which marks part thousands, and which decimals."""

from __future__ import annotations

import re

#: Digits with marks of grouping, then perhaps decimals; or digits with any marks between them.
DIGITS = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)*"
_MARK = re.compile(r"[.,' ]")


def readings(number: str, decimal_mark: str) -> set[float]:
    """What the number may be in a language with this decimal mark.

    “2,3” is 2.3 everywhere; “1.234” is 1,234 where the comma is the decimal mark, and either where the full
    stop is; “1.234.567,8” and “1 234 567” are clear.
    """
    marks = _MARK.findall(number)
    if not marks:
        return {float(number)}
    parts = _MARK.split(number)
    grouped = 1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])
    values: set[float] = set()
    if grouped and len(set(marks)) == 1:
        values.add(float("".join(parts)))
    if marks[-1] in ".," and _has_decimals(parts, marks, grouped, decimal_mark):
        values.add(float("".join(parts[:-1]) + "." + parts[-1]))
    if " " in marks:
        values.update(float(part) for part in parts if part)  # “in 2 300 people” may be two numbers
    return values or {float("".join(parts)), float(parts[0])}


def _has_decimals(parts: list[str], marks: list[str], grouped: bool, decimal_mark: str) -> bool:
    """Whether the last mark may be the decimal mark."""
    if len(marks) == 1:
        return marks[0] == decimal_mark or not grouped
    return marks[-1] != marks[0] and all(len(part) == 3 for part in parts[1:-1])
