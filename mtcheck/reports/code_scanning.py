"""SARIF for GitHub code scanning: like `sarif`, without the findings that were decided on before.

GitHub opens an alert for every result, suppressed or not (github/codeql-action#1230), so it would show again
what the newsroom has decided on. This format only counts such findings.
"""

from __future__ import annotations

from mtcheck.reports.formats import RunResult
from mtcheck.reports.sarif import make_log


def render(run: RunResult) -> str:
    return make_log(run, with_suppressed=False)
