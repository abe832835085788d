"""HTML: the page an editor reads. One file that loads nothing, for one article or many.

`page.html.jinja`, `page.css` and `page.js` beside this module are put together here; the page is whole
without its script, which adds the popover, the keys and the filters. The content security policy allows this
style sheet and this script, by their hashes, and nothing else, so that nothing in an article could run or
load even if it got past the escaping.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from importlib import resources
from itertools import takewhile
from pathlib import PurePath

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from mtcheck.bilingual.reference import MetricScore
from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.merge import PASSAGE
from mtcheck.findings.report import Report, Suppressed
from mtcheck.findings.score import ESTIMATE_OF_CLEAN_NEWS
from mtcheck.reports.formats import REFERENCE_REMARK, Run, compared, counted, fidelity, scored, worst_first
from mtcheck.reports.page import strip
from mtcheck.reports.page.galley import Block, Segment, galley
from mtcheck.reports.page.parallel import comparisons
from mtcheck.rules.catalogue import DECLARED, explanation
from mtcheck.settings.selection import UnknownRuleError
from mtcheck.text.document import Document, Location

#: What the beginning of a rule's id says of it, in the order of the filters.
FAMILIES = {
    "MT0": "showstoppers",
    "MT1": "damaged phrases",
    "MT2": "names and terms",
    "MT3": "numbers and dates",
    "MT4": "punctuation",
    "MT5": "structure",
    "MT6": "source and reference",
    "GM": "garble model",
    "GR": "grammar engines",
    "HR": "house rules",
    "MT9": "housekeeping",
}
SEVERITIES = tuple(sorted(Severity, reverse=True))

_POLICY = (
    "default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"
)
#: The sections of a rule's documentation that an editor needs; `mtcheck explain` has the others.
_SECTIONS = ("What it finds", "Why it matters", "Example", "Instead")
_BY = {
    "inline": "by a comment in the file, or [sic]",
    "settings": "by an entry in the settings",
    "vocabulary": "by the vocabulary",
    "baseline": "by the baseline",
    "unchanged": "in a line that did not change",
}
#: What a page cannot hold, or should not obey: controls and halves of characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def render(run: Run) -> str:
    """The page: an index where there are several articles, worst first, then a section each, then the
    rules that spoke.
    """
    articles = [Article(report, number) for number, report in enumerate(worst_first(run.reports), 1)]
    style, script = _asset("page.css"), _asset("page.js")
    findings = [finding for article in articles for finding in article.report.findings]
    page = _template().render(
        policy=_POLICY.format(style=_hash(style), script=_hash(script)),
        style=Markup(style),
        script=Markup(script),
        articles=articles,
        title=_title(articles),
        headline=_headline(articles),
        findings=findings,
        severities=[
            (severity.value, n)
            for severity in SEVERITIES
            if (n := sum(f.severity is severity for f in findings))
        ],
        families=_families(findings),
        all_severities=[severity.value for severity in SEVERITIES],
        comparison_labels=max(
            ([other.label for other in article.comparisons] for article in articles), key=len, default=[]
        ),
        rules=_rules(articles),
        clean_news=ESTIMATE_OF_CLEAN_NEWS,
        reference_remark=REFERENCE_REMARK,
        strip=strip,
    )
    return _UNPRINTABLE.sub(_visible, page) + "\n"


@dataclass(frozen=True)
class Verdict:
    """What an article came to: `word` for people, `kind` for the style sheet, `symbol` for both."""

    word: str
    kind: str
    symbol: str


@dataclass(frozen=True)
class Note:
    """What is said of one finding. number: from 1, in the order of the text. mark: the number of the mark
    it belongs to.
    """

    number: int
    mark: int
    finding: Finding
    location: Location
    place: str

    @property
    def family(self) -> str:
        return family(self.finding.rule)

    @property
    def is_passage(self) -> bool:
        return _is_passage(self.finding)

    @property
    def confidence(self) -> str:
        return f"{self.finding.confidence:.0%}".replace("%", " %")

    @property
    def suggestions(self) -> list[str]:
        return [suggestion.text for suggestion in self.finding.suggestions]


class Article:
    """One report as the page shows it. number: from 1; `id` begins the ids of everything that belongs to
    it.
    """

    def __init__(self, report: Report, number: int) -> None:
        self.report = report
        self.id = f"a{number}"
        self.blocks = galley(report.document, report.findings)
        self.bars = strip.bars(report)
        self.comparisons = tuple(comparisons(report))

    @property
    def short_name(self) -> str:
        return PurePath(self.report.name).name or self.report.name

    @property
    def verdict(self) -> Verdict:
        if self.report.not_checked is not None:
            return Verdict("Not checked", "unchecked", "?")
        if self.report.problems:
            return Verdict("Not checked completely", "unchecked", "?")
        return Verdict("Passes", "pass", "✓") if self.report.passed else Verdict("Fails", "fail", "✗")

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(finding.severity.value for finding in self.report.findings)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """One a finding; findings that begin in the same segment have one mark."""
        marks = {index: min(segment.begins) for segment in self._segments() for index in segment.begins}
        return tuple(
            Note(index + 1, marks[index] + 1, finding, *_place(self.report.document, finding))
            for index, finding in enumerate(self.report.findings)
        )

    @property
    def aligned(self) -> bool:
        """Whether every text beside the article can stand beside its paragraphs."""
        return all(other.beside for other in self.comparisons)

    @property
    def unsaid(self) -> str:
        """What was not checked of how true it is to its source."""
        return fidelity([self.report]).removeprefix("Not checked here: ")

    @property
    def compared(self) -> str:
        return compared(self.report)

    @property
    def metrics(self) -> tuple[MetricScore, ...]:
        return self.report.reference.metrics if self.report.reference else ()

    @property
    def scored(self) -> str:
        """What the scores against the references were made of."""
        return scored(self.report).partition(" against ")[2]

    def notes_of(self, block: Block) -> list[Note]:
        return [self.notes[index] for index in block.begins]

    def rows(self, at: int) -> int:
        """How many blocks, from that one on, its notes may stand beside before the next notes come; 6 at
        most.
        """
        following = (block for block in self.blocks[at + 1 : at + 6])
        return 1 + sum(1 for _ in takewhile(lambda block: not block.begins, following))

    def mark(self, segment: Segment) -> str:
        """The style classes of a marked segment."""
        long = [finding.severity for finding in self._of(segment) if _is_passage(finding)]
        short = [finding.severity for finding in self._of(segment) if not _is_passage(finding)]
        spaces = segment.text != segment.text.strip() or "  " in segment.text
        classes = [
            "m",
            f"s-{max(short).value}" if short else "",
            f"p-{max(long).value}" if long else "",
            "spaces" if spaces and "\n" not in segment.text and "\r" not in segment.text else "",
            "" if segment.text else "point",
        ]
        return " ".join(filter(None, classes))

    def _of(self, segment: Segment) -> list[Finding]:
        return [self.report.findings[index] for index in segment.findings]

    @property
    def suppressed(self) -> list[tuple[Suppressed, str, str]]:
        """(suppressed, what decided, where) for each."""
        document = self.report.document
        return [
            (one, _BY.get(one.by, f"by {one.by}"), _place(document, one.finding)[1])
            for one in self.report.suppressed
        ]

    def _segments(self) -> Iterator[Segment]:
        for block in self.blocks:
            for piece in block.pieces:
                yield from piece.segments


@dataclass(frozen=True)
class Explanation:
    """A rule's entry at the end of the page."""

    id: str
    name: str
    severity: str
    summary: str
    sections: tuple[tuple[str, Markup], ...]


def family(rule: str) -> str:
    """The key in FAMILIES of a rule's id; of an id of no family the part before its first hyphen or
    figure.
    """
    for prefix in FAMILIES:
        if rule.startswith(prefix):
            return prefix
    return re.split(r"[-\d]", rule, maxsplit=1)[0] or rule


def anchor(rule: str) -> str:
    """The id on the page of a rule's explanation; no two rules share one."""
    return "rule-" + re.sub(r"[^A-Za-z0-9-]", lambda match: f"_{ord(match.group()):x}_", rule)


def _is_passage(finding: Finding) -> bool:
    """Whether it marks a passage, which is shaded and not underlined."""
    return finding.end - finding.start > PASSAGE


def _place(document: Document, finding: Finding) -> tuple[Location, str]:
    where = document.locate(finding.start, finding.end)
    unit = "line" if document.units is None else "paragraph" if document.format == "docx" else "segment"
    return where, f"{unit} {where.line}, column {where.column}"


def _families(findings: Iterable[Finding]) -> list[tuple[str, str, int]]:
    """(key, name, findings) of the families that have any."""
    counts = Counter(family(finding.rule) for finding in findings)
    known = [(key, name, counts[key]) for key, name in FAMILIES.items() if counts[key]]
    return [*known, *((key, key, counts[key]) for key in sorted(counts) if key not in FAMILIES)]


def _rules(articles: Sequence[Article]) -> list[Explanation]:
    reports = [article.report for article in articles]
    findings = [finding for report in reports for finding in report.findings]
    findings += [one.finding for report in reports for one in report.suppressed]
    return [
        _explained(finding) for _, finding in sorted({finding.rule: finding for finding in findings}.items())
    ]


def _explained(finding: Finding) -> Explanation:
    for rule in DECLARED:
        if rule.id == finding.rule:
            sections = tuple(
                (heading, _prose(rule.sections[heading])) for heading in _SECTIONS if heading in rule.sections
            )
            return Explanation(rule.id, rule.name, rule.severity.value, rule.summary, sections)
    try:
        text = explanation(finding.rule).partition("\n\n")[2]
    except UnknownRuleError:
        text = (
            "A rule of the house: what it says, it says in the finding."
            if finding.rule.startswith("HR-")
            else ""
        )
    sections = (("What it finds", _prose(text)),) if text.strip() else ()
    return Explanation(finding.rule, finding.name, "", "", sections)


def _prose(text: str) -> Markup:
    """Paragraphs of a rule's documentation, with `code`."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip())]
    return Markup("\n").join(
        Markup("<p>{}</p>").format(Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(one)))))
        for one in paragraphs
    )


def _title(articles: Sequence[Article]) -> str:
    if len(articles) == 1:
        score = "" if articles[0].report.score is None else f", {articles[0].report.score:.1f}"
        return f"{articles[0].short_name}: {articles[0].verdict.word.lower()}{score}"
    return _headline(articles).rstrip(".")


def _headline(articles: Sequence[Article]) -> str:
    kinds = Counter(article.verdict.kind for article in articles)
    if not articles:
        return "No article was checked."
    parts = [
        f"{kinds['fail']} fail{'s' if kinds['fail'] == 1 else ''}" if kinds["fail"] else "",
        f"{kinds['unchecked']} not checked, or only in part" if kinds["unchecked"] else "",
        f"{kinds['pass']} pass{'es' if kinds['pass'] == 1 else ''}" if kinds["pass"] else "",
    ]
    return f"{counted(len(articles), 'article')}: {'; '.join(filter(None, parts))}."


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"


def _hash(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return (resources.files("mtcheck.reports.page") / name).read_text("utf-8").strip()


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["anchor"] = anchor
    environment.filters["counted"] = counted
    environment.filters["add"] = lambda number, more: number + more
    environment.filters["prefix"] = lambda text, before: f"{before}{text}"
    return environment.from_string(_asset("page.html.jinja"))
