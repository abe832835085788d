"""A placeholder was never filled.

What it finds
-------------
Variables of templates and programs (“{name}”, “{{ title }}”, “${amount}”, “%s”, “%(count)d”, “__PH0__”,
“<url>”), notes to the editor (“[INSERT QUOTE]”, “[TK]”, “TODO”, “TKTK”), filler text (“lorem ipsum”, “XXXX”)
and values that a program printed by mistake (“[object Object]”, “#REF!”). Editors' own brackets (“[sic]”,
“[the minister]”), prices, percentages and roman numerals pass; so do the variables of a text that is a
template (it has tags such as “{% if %}”), what a text on programs names (“the placeholder {name}”), and
kisses (“xxxx”).

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
from functools import cached_property

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.late_pattern import late_pattern

_SYMBOLS = late_pattern(
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
_WORDS = late_pattern(
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
_TRIGGER = late_pattern(r"TK|TODO|FIXME|PLACEHOLDER|TBD|ipsum|nsert |text here|[Xx]{2}|undefined")


# Tags that only a template has: whoever builds the page will fill its variables, too.
_TEMPLATE = late_pattern(r"\{%-?\s*\w|\{\{[#/^>!&]|\{\{[^{}|]{1,80}\|[^{}]{1,80}\}\}|<%[=\s-]|<\?(?:php|=)")
# Words of a sentence that is about programs: what stands in it may be named, and not left over.
_TECHNICAL = late_pattern(
    r"\b(?:placeholders?|variables?|templates?|syntax|parameters?|specifiers?|tokens?|shortcodes?|macros?"
    r"|format strings?|strings?|merge (?:tags?|fields?)|tags?|escap\w+|curly brac\w+|brackets|environment"
    r"|command|shell|director(?:y|ies)|paths?|config\w*|code|comments?|markdown|HTML|CSS|JavaScript|Python|regex"
    r"|URLs?|to-do|backlog|renders?|interpolat\w+|substitut\w+)\b",
    re.IGNORECASE,
)
_IS_EXPLAINED = late_pattern(
    r"['\"”’`]?\s(?:stands? for|means?|prints?|holds?|gives?|becomes?|denotes?|represents?|inserts?|expands?"
    r"|(?:is|are) (?:replaced|filled|substituted|set|your|the|an?)\b)"
)
_IS_USED = late_pattern(r"\b(?:use|write|type|put|replace|set|enter|add)s?\s['\"“`]?$", re.IGNORECASE)
_QUOTES = "\"“”‘’'`«»"
_NAMED_TASK = late_pattern(r"(?:\b(?:a|an|the|my|your|our|their|his|her|each|any|every|no|of|this|that)\s)$")
_AFTER_TASK = late_pattern(
    r"s\b|\s(?:lists?|apps?|items?|comments?|notes?|tasks?|board|file)\b", re.IGNORECASE
)
_END_OF_LINE = late_pattern(r"[ .!]*(?:\n|$)")
_SPREADSHEET = late_pattern(r"\b(?:errors?|spreadsheets?|formulas?|cells?|Excel)\b")
_BEER = late_pattern(r"\s(?:Gold|Bitter|beer|lager)\b")


@rule(Category.MARKUP, Severity.CRITICAL, confidence=0.97)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    patterns = (_SYMBOLS, _WORDS) if _TRIGGER.search(prose) else (_SYMBOLS,)
    context = _Context(document)
    for pattern in patterns:
        for match in pattern.finditer(prose):
            if not _is_meant(context, match):
                yield Match(*match.span(), f"“{match.group()}” is a placeholder that was never filled.")


class _Context:
    """What stands about the placeholders of a document; each sentence is looked at once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._found: dict[tuple[int, re.Pattern[str]], bool] = {}

    @cached_property
    def is_template(self) -> bool:
        """Whether whoever builds the page will fill its variables."""
        return _TEMPLATE.search(self.document.text) is not None

    def has(self, pattern: re.Pattern[str], offset: int) -> bool:
        """Whether the sentence at `offset` has something that the pattern matches."""
        sentence = self.document.sentence_at(offset)
        if sentence is None:
            return False
        key = sentence.index, pattern
        if key not in self._found:
            found = pattern.search(self.document.prose, sentence.start, sentence.end)
            self._found[key] = found is not None
        return self._found[key]


def _is_meant(context: _Context, match: re.Match[str]) -> bool:
    """Whether the writer wanted it there."""
    document = context.document
    prose, text = document.prose, match.group()
    start, end = match.span()
    if text.startswith("TODO"):
        named = _NAMED_TASK.search(prose, max(0, start - 12), start)
        return named is not None or _AFTER_TASK.match(prose, end) is not None
    if text.islower() and set(text) == {"x"}:
        return _END_OF_LINE.match(prose, end) is not None  # kisses
    if set(text) == {"X"}:
        return _BEER.match(prose, end) is not None
    if text[0] == "#":
        return context.has(_SPREADSHEET, start)
    if text[0] in "{$%<" and _is_named(context, start, end):
        return True
    return text[0] == "{" and context.is_template


def _is_named(context: _Context, start: int, end: int) -> bool:
    """Whether a sentence on programs names it, in quotation marks or right beside such a word."""
    document = context.document
    if not context.has(_TECHNICAL, start):
        return False
    before, after = document.prose[max(start - 1, 0) : start], document.prose[end : end + 1]
    if before and after and before in _QUOTES and after in _QUOTES:
        return True
    is_used = _IS_USED.search(document.prose, max(0, start - 12), start)
    if is_used or _IS_EXPLAINED.match(document.prose, end):
        return True
    first, last = document.words_about(start, end, 1)
    return any(_TECHNICAL.fullmatch(word.text) for word in (*first, *last)) or document.text[start] == "$"
