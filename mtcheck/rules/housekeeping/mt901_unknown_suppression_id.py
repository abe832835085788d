"""A suppression names a rule that does not exist.

What it finds
-------------
An id in a comment (`<!-- mtcheck: ignore-next MT10l -->`) that no rule has and that is no prefix of one. The
other ids of the comment hold. In the settings an unknown id is an error, as it is on the command line.

Why it matters
--------------
An id with a slip in it suppresses nothing, or the wrong thing, and nobody notices until the finding comes
back.

Example
-------
<!-- mtcheck: ignore-next MT999 -->

Instead
-------
<!-- mtcheck: ignore-next MT101 -->

Measured
--------
Nothing to measure: it is about a comment, not about the text. It has no penalty points.

Source
------
ruff's `invalid-rule-code` (RUF102); what users of Vale, codespell and typos asked for."""

from __future__ import annotations

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import declare

DECLARATION = declare(__name__, Category.HOUSEKEEPING, Severity.NEUTRAL)
