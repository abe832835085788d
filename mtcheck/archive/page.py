"""The summary as a page: one file that loads nothing and runs nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from mtcheck.archive.summary import BIN, Summary, points

#: Groups and rules that the page shows; all of them are in summary.csv.
_GROUPS, _RULES = 60, 40


def as_html(summary: Summary) -> str:
    """The page."""
    style = _asset("page.css", "mtcheck.reports.page") + "\n" + _asset("summary.css", __package__ or "")
    groups = list(summary.groups.items())
    ordered = sorted(groups, key=lambda pair: -pair[1].expected)[:_GROUPS]
    shown = [
        pair for pair in groups if pair in ordered
    ]  # in their own order, which for months is that of time
    return _template().render(
        summary=summary,
        style=Markup(style),
        style_hash=Markup("sha256-" + b64encode(sha256(style.encode()).digest()).decode()),
        groups=shown,
        groups_left=len(groups) - len(shown),
        most_expected=_most([sums.expected for _, sums in shown]),
        rules=summary.rules[:_RULES],
        rules_left=len(summary.rules[_RULES:]),
        most_penalty=_most([one.penalty for one in summary.rules]),
        most_articles=_most(summary.bins),
        bin=BIN,
    )


def _most(values: Sequence[float]) -> float:
    return max([*values, 0.0]) or 1.0


@cache
def _asset(name: str, package: str) -> str:
    return (resources.files(package) / name).read_text("utf-8").strip()


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["points"] = points
    return environment.from_string(_asset("summary.html.jinja", __package__ or ""))
