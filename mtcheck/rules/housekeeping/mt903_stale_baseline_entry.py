"""The baseline has entries that no longer match.

What it finds
-------------
Findings that the baseline has for this article and that are no longer there, although their rules ran: one
finding per article, at its beginning. `mtcheck check … --prune-baseline` takes such entries out.

Why it matters
--------------
An entry that outlives its finding is a free pass: the same damage in the same words may come back unseen.

Example
-------
An article whose “Volte face” was corrected after `--write-baseline`.

Instead
-------
The same article after `--prune-baseline`.

Measured
--------
Nothing to measure: it is about a decision, not about the text. It has no penalty points.

Source
------
ESLint's bulk suppressions, which fail a run until they are pruned (RFC 119)."""

from __future__ import annotations

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import declare

DECLARATION = declare(__name__, Category.HOUSEKEEPING, Severity.NEUTRAL)
