"""The rules of housekeeping: what is out of date among the decisions. They look at decisions, not at a
document alone.
"""

from __future__ import annotations

from mtcheck.rules.base import Declaration
from mtcheck.rules.housekeeping import mt901_unknown_suppression_id as mt901_unknown_id
from mtcheck.rules.housekeeping import mt902_unused_suppression as mt902_unused
from mtcheck.rules.housekeeping import mt903_stale_baseline_entry as mt903_stale_baseline
from mtcheck.rules.housekeeping import mt904_malformed_suppression as mt904_malformed

UNKNOWN_ID = mt901_unknown_id.RULE
UNUSED = mt902_unused.RULE
STALE = mt903_stale_baseline.RULE
MALFORMED = mt904_malformed.RULE

HOUSEKEEPING: tuple[Declaration, ...] = (UNKNOWN_ID, UNUSED, STALE, MALFORMED)
