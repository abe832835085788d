"""SARIF for GitHub code scanning: like `sarif`, without what was decided on before.

GitHub opens an alert for every result, suppressed or not (github/codeql-action#1230), so that what the
newsroom has decided on would come back. Here such findings are only counted.
"""

from __future__ import annotations

from mtcheck.reports.formats import Run
from mtcheck.reports.sarif import log


def render(run: Run) -> str:
    return log(run, with_suppressed=False)
