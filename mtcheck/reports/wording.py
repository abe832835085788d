"""Phrases that several report formats share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from mtcheck.findings.finding import Finding
from mtcheck.findings.report import Report, Skipped
from mtcheck.findings.score import SMALL_SAMPLE
from mtcheck.findings.verdict import Verdict
from mtcheck.text.printable import printable

#: How to read a score with a star, where its range stands beside it and where it does not.
FEW_WORDS_NOTE = f"* Under {SMALL_SAMPLE} words: too few for the score alone."
SHORT_NOTE = f"{FEW_WORDS_NOTE[:-1]}; read the range beside it."
#: How to read the scores against references.
REFERENCE_NOTE = (
    "BLEU and chrF2++ (more is better) and TER (less is better): "
    "how like its references a translation is, not how good."
)


def format_count(number: int, noun: str) -> str:
    """“1 finding”, “2 findings”."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def to_one_line(text: str) -> str:
    """`text` with single spaces, on one line and safe to print."""
    return printable(" ".join(text.split()))


def describe_finding(finding: Finding) -> str:
    """The message of a finding, with those suggestions that the message does not name."""
    suggestions = [
        suggestion.text or "nothing"
        for suggestion in finding.suggestions
        if f"“{suggestion.text}”" not in finding.message
    ]
    return f"{finding.message} (meant: {' | '.join(suggestions)})" if suggestions else finding.message


def unchecked_parts(report: Report) -> tuple[str, ...]:
    """Why the article, or a part of the check, was not done: one cause each."""
    return (*filter(None, [report.not_checked]), *report.problems)


def count_verdicts(reports: Sequence[Report]) -> str:
    """“3 articles: 1 fail, 2 pass”."""
    if not reports:
        return "there was nothing to check"
    counts = Counter(report.verdict for report in reports)
    parts = ", ".join(f"{counts[verdict]:,} {verdict}" for verdict in Verdict if counts[verdict])
    return f"{format_count(len(reports), 'article')}: {parts}"


def needs_remark(report: Report) -> bool:
    """Whether a format that only lists what is wrong should say the verdict on an article it lets pass."""
    return report.passed and (report.verdict is Verdict.TOO_SHORT or bool(report.not_compared))


def describe_failure(report: Report) -> tuple[str, ...]:
    """“fail: score 63.1 …”, then the other reasons; empty where nothing fails the article."""
    if not report.gate_reasons:
        return ()
    return (str(report.judgement), *(f"also: {reason}" for reason in report.gate_reasons[1:]))


def describe_unchecked(report: Report) -> tuple[str, ...]:
    """“not checked: only in part; …”, a sentence for each thing that was not checked."""
    if report.not_checked is not None:
        return (str(report.judgement),)
    said = (str(report.judgement),) if report.verdict is Verdict.NOT_CHECKED else ()
    rest = report.problems[len(said) :]
    return (*said, *(f"{Verdict.NOT_CHECKED}: only in part; {problem}" for problem in rest))


def further_causes(report: Report) -> tuple[str, ...]:
    """Why an article fails or was not checked completely, apart from what its verdict says."""
    causes = (*unchecked_parts(report), *report.gate_reasons)
    return tuple(cause for cause in causes if cause not in report.verdict_reason)


#: How many phrases there are about one thing at most.
_MOST_PHRASES = 3


def skipped_checks(reports: Iterable[Report]) -> tuple[Skipped, ...]:
    """The checks that did not run in any of the reports, each once, sorted by name."""
    distinct = {skip for report in reports for skip in report.skipped}
    return tuple(sorted(distinct, key=lambda skip: (skip.name, skip.reason, skip.required)))


def describe_skipped(reports: Sequence[Report]) -> list[str]:
    """“comments: 3 in the margin (a.docx)”, a phrase each. Articles are named where it holds for some only.

    Of what is said of more than a few articles in other words each, such as counts, one is an example.
    """
    checked = [report for report in reports if report.not_checked is None]
    concerned: dict[Skipped, list[Report]] = {}
    first: dict[str, tuple[Report, Skipped]] = {}
    articles: Counter[str] = Counter()
    for report in checked:
        articles.update({skip.name for skip in report.skipped})
        for skip in dict.fromkeys(report.skipped):
            concerned.setdefault(skip, []).append(report)
            first.setdefault(skip.name, (report, skip))
    by_name: dict[str, list[Skipped]] = {}
    for skip in skipped_checks(reports):
        by_name.setdefault(skip.name, []).append(skip)
    phrases = []
    for name, skips in by_name.items():
        if len(skips) > _MOST_PHRASES:
            report, example = first[name]
            where = f"in {format_count(articles[name], 'article')}, such as {report.name}"
            phrases.append(f"{name}: {where}: {example.reason}")
            continue
        for skip in skips:
            having = concerned.get(skip, [])
            where = f" ({_name_articles(having)})" if len(having) < len(checked) else ""
            phrases.append(f"{name}: {skip.reason}{where}")
    return list(dict.fromkeys(phrases))


def _name_articles(reports: Sequence[Report]) -> str:
    if len(reports) > 3:
        return f"{reports[0].name} and {format_count(len(reports) - 1, 'other')}"
    return ", ".join(report.name for report in reports)


def describe_suppressed(reports: Iterable[Report]) -> str:
    """“3 findings were decided before: 2 baseline, 1 inline”; empty where there were none."""
    counts = Counter(suppressed.by for report in reports for suppressed in report.suppressed)
    if not counts:
        return ""
    most_first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    parts = ", ".join(f"{count:,} {by}" for by, count in most_first)
    verb = "was" if counts.total() == 1 else "were"
    return f"{format_count(counts.total(), 'finding')} {verb} decided before: {parts}"


def describe_source(report: Report) -> str:
    """“source a.de.txt (de): 41 of 42 sentences have a counterpart, confidence 0.93”.

    Empty where there was no comparison with a source.
    """
    pair = report.pair
    if pair is None:
        return ""
    source = report.source.name if report.source is not None else ""
    name = "" if source == report.name else f" {source}"
    sentences = len(report.document.sentences)
    paired = {
        index for link in pair.links if link.source[0] < link.source[1] for index in range(*link.target)
    }
    unpaired = sum(link.source[1] - link.source[0] for link in pair.links if link.target[0] == link.target[1])
    verb = "has" if sentences == 1 else "have"
    parts = [f"{len(paired):,} of {format_count(sentences, 'sentence')} {verb} a counterpart"]
    if unpaired:
        parts.append(f"{format_count(unpaired, 'sentence')} of the source none")
    if pair.confidence is not None:
        parts.append(f"confidence {pair.confidence:.2f}")
    return f"source{name} ({pair.language}): {', '.join(parts)}"


def describe_scores(report: Report) -> str:
    """“BLEU 34.2 (31.0-37.5), chrF2++ …, TER … against 1 reference, 32 lines”; empty without a reference."""
    scores = report.reference
    if scores is None:
        return ""
    figures = []
    for metric in scores.metrics:
        interval = f" ({metric.interval[0]:.1f}-{metric.interval[1]:.1f})" if metric.interval else ""
        figures.append(f"{metric.name} {metric.score:.1f}{interval}")
    return f"{', '.join(figures)} against {describe_references(report)}"


def describe_references(report: Report) -> str:
    """“1 reference, 32 lines”: what an article was scored against; empty without a reference."""
    scores = report.reference
    if scores is None:
        return ""
    unit = {"line": "line", "sentence": "aligned segment"}.get(scores.unit)
    segments = "the article as one segment" if unit is None else format_count(len(scores.spans), unit)
    return f"{format_count(scores.references, 'reference')}, {segments}"


def describe_comparisons(report: Report) -> list[str]:
    """A phrase each for the comparisons that were made: with the source, with the references."""
    return [phrase for phrase in (describe_source(report), describe_scores(report)) if phrase]


def describe_fidelity(reports: Sequence[Report]) -> str:
    """How far it was checked whether the translations are true to their sources."""
    without_source = sum(report.pair is None for report in reports)
    if without_source == len(reports):
        if any(report.source is not None for report in reports):
            return "Not checked here: whether the translation is true to its source."
        return "Not checked here: whether the translation is true to its source (no source was given)."
    checked = (
        "Compared with the source by the rules under MT6: "
        "a mistranslation that none of them looks for is not found."
    )
    if not without_source:
        return checked
    return f"{checked} {format_count(without_source, 'article').capitalize()} had no source beside it."
