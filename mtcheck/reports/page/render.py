"""HTML: the page an editor reads. One file that loads nothing, for one article or many.

`page.html.jinja`, `page.css` and `page.js` in this folder are put together here. The page is complete without
its script, which adds the popover, the keys and the filters. The content security policy allows this style
sheet and this script, by their hashes, and nothing else, so that nothing in an article could run or load even
if it got past the escaping.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from jinja2 import Template
from markupsafe import Markup

from mtcheck.decisions.gate import ESTIMATE_OF_CLEAN_NEWS, ESTIMATE_THRESHOLD
from mtcheck.findings.finding import Finding, Severity
from mtcheck.reports.formats import RunResult
from mtcheck.reports.page import strip
from mtcheck.reports.page.article import ArticleView
from mtcheck.reports.page.explanations import anchor, count_families, explain_rules
from mtcheck.reports.page.template import make_template, policy_hash, read_asset
from mtcheck.reports.wording import REFERENCE_NOTE, SHORT_NOTE, count_verdicts, format_count

#: The worst first.
SEVERITIES = tuple(sorted(Severity, reverse=True))

_PACKAGE = "mtcheck.reports.page"
_POLICY = (
    "default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"
)
#: Characters that a page cannot hold or should not act on: controls, lone surrogates, noncharacters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def render(run: RunResult) -> str:
    """Render the page: the articles, worst first, with an index before them where there are several.

    An explanation of each rule that has findings comes last.
    """
    reports = run.worst_first
    articles = [ArticleView(report, number) for number, report in enumerate(reports, 1)]
    style, script = read_asset(_PACKAGE, "page.css"), read_asset(_PACKAGE, "page.js")
    findings = [finding for report in reports for finding in report.findings]
    suppressed = [suppressed.finding for report in reports for suppressed in report.suppressed]
    page = _template().render(
        policy=_POLICY.format(style=policy_hash(style), script=policy_hash(script)),
        style=Markup(style),
        script=Markup(script),
        articles=articles,
        title=_title(articles),
        headline=_headline(articles),
        findings=findings,
        severities=_count_severities(findings),
        families=count_families(findings),
        all_severities=[severity.value for severity in SEVERITIES],
        parallel_labels=_parallel_labels(articles),
        rules=explain_rules([*findings, *suppressed]),
        clean_news=ESTIMATE_OF_CLEAN_NEWS,
        fails_above=ESTIMATE_THRESHOLD,
        short_note=SHORT_NOTE,
        reference_note=REFERENCE_NOTE,
        strip=strip,
    )
    return _UNPRINTABLE.sub(_visible, page) + "\n"


def _count_severities(findings: Sequence[Finding]) -> list[tuple[str, int]]:
    """(severity, number of findings) of the severities that have findings."""
    counts = Counter(finding.severity for finding in findings)
    return [(severity.value, counts[severity]) for severity in SEVERITIES if counts[severity]]


def _parallel_labels(articles: Sequence[ArticleView]) -> list[str]:
    """The labels of the texts beside the article that has the most of them."""
    labels = ([text.label for text in article.parallel_texts] for article in articles)
    return max(labels, key=len, default=[])


def _title(articles: Sequence[ArticleView]) -> str:
    if len(articles) != 1:
        return _headline(articles).rstrip(".")
    (article,) = articles
    score = "" if article.report.card is None else f", {article.report.card.figure}"
    return f"{article.short_name}: {article.verdict.word}{score}"


def _headline(articles: Sequence[ArticleView]) -> str:
    if not articles:
        return "No article was checked."
    return f"{count_verdicts([article.report for article in articles])}."


def _visible(match: re.Match[str]) -> str:
    """A character that can be shown in the place of one that cannot."""
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"


@cache
def _template() -> Template:
    return make_template(
        _PACKAGE,
        "page.html.jinja",
        anchor=anchor,
        format_count=format_count,
        add=lambda number, summand: number + summand,
        prefix=lambda text, before: f"{before}{text}",
    )
