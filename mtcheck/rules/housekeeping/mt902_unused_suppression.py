"""A suppression suppresses nothing.

What it finds
-------------
An id in a comment, or an entry of the settings that names one file, with no finding to suppress although its
rule ran. For a prefix and for `all`, every rule that is on by default must have run. Entries with wildcards
also cover articles to come, and the editor's `[sic]` has a purpose of its own: both pass.

Why it matters
--------------
An old decision goes on to hide new damage: the sentence was rewritten, the comment stayed, and the next
damage in it is not reported.

Example
-------
<!-- mtcheck: ignore-next MT101 -->
The council approved the budget.

Instead
-------
The council approved the budget.

Measured
--------
Nothing to measure: it is about a decision, not about the text. It has no penalty points.

Source
------
ruff's `unused-noqa` (RUF100), ESLint's `--report-unused-disable-directives`."""

from __future__ import annotations

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import declare

DECLARATION = declare(__name__, Category.HOUSEKEEPING, Severity.NEUTRAL)
