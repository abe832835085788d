"""The summary as a page: one file that loads nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jinja2 import Template
from markupsafe import Markup

from mtcheck.archive.summary import BIN, Summary, format_points
from mtcheck.findings.score import mark_score
from mtcheck.reports.page.template import make_template, policy_hash, read_asset
from mtcheck.reports.wording import FEW_WORDS_NOTE

#: The most groups and rules to show; all of them are in summary.csv.
_GROUPS, _RULES = 60, 40
_PACKAGE = "mtcheck.archive"


def as_html(summary: Summary) -> str:
    """The page."""
    style = read_asset("mtcheck.reports.page", "page.css") + "\n" + read_asset(_PACKAGE, "summary.css")
    most_damaged = sorted(summary.groups, key=lambda group: -summary.groups[group].expected)[:_GROUPS]
    # In their own order, which for months is that of time.
    groups = [(group, totals) for group, totals in summary.groups.items() if group in most_damaged]
    return _template().render(
        summary=summary,
        style=Markup(style),
        few_words_note=FEW_WORDS_NOTE,
        style_hash=Markup(policy_hash(style)),
        groups=groups,
        groups_left=len(summary.groups) - len(groups),
        most_expected=_greatest([totals.expected for _, totals in groups]),
        rules=summary.rules[:_RULES],
        rules_left=len(summary.rules[_RULES:]),
        most_penalty=_greatest([rule.penalty for rule in summary.rules]),
        most_articles=_greatest(summary.bins),
        bin=BIN,
    )


def _greatest(values: Sequence[float]) -> float:
    """The greatest of the values, which bars are drawn in proportion to; 1 where all are 0."""
    return max([*values, 0.0]) or 1.0


@cache
def _template() -> Template:
    return make_template(_PACKAGE, "summary.html.jinja", points=format_points, mark=mark_score)
