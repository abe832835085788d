"""Full-width or Chinese punctuation, letters or figures in English text.

What it finds
-------------
“，”, “。”, “、”, “（ ）”, “【 】”, “《 》”, “％”, letters and figures such as “ＡＢ１２” between Latin
letters. Beside Chinese, Japanese or Korean script it passes: there MT003 has found the passage itself.

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

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.late_pattern import late_pattern

_RUN = late_pattern(
    r"[\u3001\u3002\u3008-\u3011\u3014\u3015\u301c-\u301f\uff01-\uff5e\uff61-\uff65\uffe0-\uffe6\u3000]+"
)
_CJK = late_pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Full-width letters, figures and marks stand in Unicode as far apart as the usual ones; the rest is listed.
_ENGLISH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | str.maketrans(
    "、。〈〉《》「」『』【】〔〕〝〞〟｡､｢｣・\u3000～〜￥￡￠", ',.\'\'""""\'\'[]()""".,""· ––¥£¢'
)
_QUOTES = frozenset("\"'")
_SPACE_AFTER = frozenset(",.;:!?)]")


@rule(Category.PUNCTUATION, Severity.MINOR, confidence=0.95)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    for match in _RUN.finditer(prose):
        start, end = match.span()
        if not match.group().strip() or document.is_masked(start, end):
            continue
        if _CJK.search(prose, max(0, start - 2), end + 2):
            continue
        english = match.group().translate(_ENGLISH)
        message = f"“{match.group()}” is not an English character: “{english.strip()}”."
        safe = not _QUOTES & set(english)  # whose partner may be another character
        yield Match(start, end, message, replace_with=_spaced(prose, start, end, english), safe=safe)


def _spaced(prose: str, start: int, end: int, english: str) -> str:
    """With the space that a full-width mark has inside itself."""
    before, after = prose[start - 1 : start], prose[end : end + 1]
    in_number = before.isdigit() and after.isdigit() and len(english) == 1
    if english[-1] in _SPACE_AFTER and after.isalnum() and not in_number:
        return english + " "
    if english[0] in "([" and before.isalnum():
        return " " + english
    return english
