"""The rules of housekeeping: what is out of date among the decisions. They look at decisions, not at a document alone."""

from __future__ import annotations

from mtcheck.rules.interface import Declaration
from mtcheck.suppress import mt901_unknown_id, mt902_unused, mt903_stale_baseline, mt904_malformed

UNKNOWN_ID = mt901_unknown_id.RULE
UNUSED = mt902_unused.RULE
STALE = mt903_stale_baseline.RULE
MALFORMED = mt904_malformed.RULE

HOUSEKEEPING: tuple[Declaration, ...] = (UNKNOWN_ID, UNUSED, STALE, MALFORMED)
