"""A placeholder was never filled.

What it finds
-------------
Variables of templates and programs (“{name}”, “{{ title }}”, “${amount}”, “%s”, “%(count)d”, “__PH0__”,
“<url>”), notes to the editor (“[INSERT QUOTE]”, “[TK]”, “TODO”, “TKTK”), filler text (“lorem ipsum”, “XXXX”)
and values that a program printed by mistake (“[object Object]”, “#REF!”). Editors' own brackets (“[sic]”,
“[the minister]”), prices, percentages and roman numerals pass.

Why it matters
--------------
A fact is missing in that place. No newsroom wants to print it.

Example
-------
The company paid {amount} to [INSERT NAME] on Friday.

Instead
-------
The company paid $2 million to its founder on Friday.

Measured
--------
See `python -m benchmarks.rules --select MT007`: no alarm in 93,737 words of clean news.

Source
------
The format strings that Weblate and pofilter know (Python, C, brace, PHP, JavaScript, Perl); copy editors' TK.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_SYMBOLS = re.compile(
    r"""(?=[{%<\[#⟦_$€£])(?:
    # {{ a }}, ${a}, {0}
    \{\{\s*[\w.|\ -]{1,40}\s*\}\} | [$#]?\{\s*(?:[A-Za-z_][\w.]{0,40}|\d{0,2})(?:[:!][^{}\s]{0,10})?\s*\}
    # %(a)s, %s, %1$s
  | %\([A-Za-z_]\w*\)[sdif] | (?<![\d%\w])%\d?\$?[sd]\b(?!-) | (?<![\d%\w])%\d\$?[sd@] | (?<!\w)%@
    # __PH0__, $SITE_NAME
  | __[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*__ | ⟦\w*⟧ | \$[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b
  | <\s?/?\s?(?i:url|link|name|num|number|email|e-mail|user|username|person|date|time|loc|location|org|pad
      |mask|blank|placeholder|image|img|insert\b[^<>]{0,40}|your\b[^<>]{0,40}|add\b[^<>]{0,40})\s?/?>
  | \[\s?(?:INSERT|ADD|YOUR|ENTER|FILL\ IN|NAME|DATE|CITY|PLACE|PLACEHOLDER|TITLE|COMPANY|NUMBER|AMOUNT|TBD
      |TBC|TBA|TK|TKTK|TODO|XX+|QUOTE|LINK|URL|MASK|BLANK|Insert|Your|Enter|insert|enter)
      (?:\ [^\[\]]{1,60}|\s?,\ [A-Z][A-Z\ ]*)?\s?\](?!\()
  | \[object\ Object\] | \#(?:REF|VALUE|NAME|DIV/0)[!?] | \#N/A\b | \$\d\$\d | [$€£]\s?[Xx]{2,}\b
    )""",
    re.VERBOSE,
)
_WORDS = re.compile(
    r"""\b(?:TKTK(?:TK)*|TK\ TK|TODO(?::|\ TK)?|FIXME|PLACEHOLDER|TBD(?=[.,;]))(?!\w)
  | \b[Ll]orem\ ipsum(?:\ dolor)?
  | \b[Ii]nsert\ (?:text|name|image|title|quote|link|your\ text)\ here\b | \b[Yy]our\ text\ here\b
  | \b[Xx]{4,}\b | \b[Xx]{2,}(?:\.[Xx]+)?\s?(?:%|percent\b|per\ cent\b|million\b|billion\b)
  | \bXX[/-]XX(?:[/-]X{2,4})?\b
  | \bundefined\ undefined\b
    """,
    re.VERBOSE,
)
# What every match of _WORDS contains. Most texts have nothing of it, and are read once.
_TRIGGER = re.compile(r"TK|TODO|FIXME|PLACEHOLDER|TBD|ipsum|nsert |text here|[Xx]{2}|undefined")


@rule(Category.MARKUP, Severity.CRITICAL, confidence=0.97)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    patterns = (_SYMBOLS, _WORDS) if _TRIGGER.search(prose) else (_SYMBOLS,)
    for pattern in patterns:
        for match in pattern.finditer(prose):
            yield Match(*match.span(), f"“{match.group()}” is a placeholder that was never filled.")
