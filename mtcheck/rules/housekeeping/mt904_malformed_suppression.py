"""A comment is meant for mtcheck and cannot be understood.

What it finds
-------------
Comments in Markdown and HTML that begin with `mtcheck` and hold no known directive, name no rule, open a
block that is never closed, or close one that was not opened. They suppress nothing. The directives are
`ignore-next`, `ignore-start` with `ignore-end`, and `ignore-file`, each with ids or prefixes of rules, or
with the word `all`, and, after `--`, a reason.

Why it matters
--------------
A comment that is silently ignored looks like a decision. A block that is never closed would hide the rest of
the article.

Example
-------
<!-- mtcheck: ignore-nxt MT101 -->

Instead
-------
<!-- mtcheck: ignore-next MT101 -->

Measured
--------
Nothing to measure: it is about a comment, not about the text. It has no penalty points.

Source
------
ruff's `invalid-suppression-comment` and `unmatched-suppression-comment` (RUF103, RUF104)."""

from __future__ import annotations

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import declare

DECLARATION = declare(__name__, Category.HOUSEKEEPING, Severity.NEUTRAL)
