"""Full-width or Chinese punctuation, letters or figures in English text.

What it finds
-------------
“，”, “。”, “、”, “（ ）”, “【 】”, “《 》”, “％”, letters and figures such as “ＡＢ１２” between Latin letters. Beside
Chinese, Japanese or Korean script it passes: there MT003 has found the passage itself.

Why it matters
--------------
The mark was copied from the source; it has the wrong width and no meaning to most English readers.

Example
-------
The fund（IMF）cut its forecast， and markets fell。

Instead
-------
The fund (IMF) cut its forecast, and markets fell.

Measured
--------
No alarm in 93,737 words of clean news. `python -m benchmarks.rules --select MT409`.

Source
------
The Unicode blocks Halfwidth and Fullwidth Forms, CJK Symbols and Punctuation; M16 in docs/quality-checks.md
(precision 0.88 to 1.00).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_RUN = re.compile(
    r"[\u3001\u3002\u3008-\u3011\u3014\u3015\u301c-\u301f\uff01-\uff5e\uff61-\uff65\uffe0-\uffe6\u3000]+"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MARKS = dict(
    zip("、。〈〉《》「」『』【】〔〕〝〞〟｡､｢｣・\u3000～〜", ',.\'\'""""\'\'[]()""".,""· ––', strict=True)
)
_QUOTES = frozenset("\"'")
_CLOSING = frozenset(",.;:!?)]%")


@rule(Category.PUNCTUATION, Severity.MINOR, confidence=0.95)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    for match in _RUN.finditer(prose):
        start, end = match.span()
        if (
            not match.group().strip()
            or _CJK.search(prose, max(0, start - 2), end + 2)
            or document.is_masked(start, end)
        ):
            continue
        good = "".join(_MARKS.get(one) or _narrow(one) for one in match.group())
        in_number = prose[start - 1 : start].isdigit() and prose[end : end + 1].isdigit() and len(good) == 1
        if good[-1] in _CLOSING and good[-1] != "%" and prose[end : end + 1].isalnum() and not in_number:
            good += " "
        elif good[0] in "([" and start and prose[start - 1].isalnum():
            good = " " + good
        message = f"“{match.group()}” is not an English character: “{good.strip()}”."
        safe = not _QUOTES & set(good)  # whose partner may be another character
        yield Match(start, end, message, replace_with=good, safe=safe)


def _narrow(character: str) -> str:
    """The usual form of a full-width one."""
    code = ord(character)
    return (
        chr(code - 0xFEE0)
        if 0xFF01 <= code <= 0xFF5E
        else {"￥": "¥", "￡": "£", "￠": "¢"}.get(character, character)
    )
