"""Runs for the tests of the report formats: one with everything odd in it, and a strategy for any."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from mtcheck.findings.finding import Category, Finding, Severity, Suggestion
from mtcheck.findings.report import Report, Skipped, Suppressed
from mtcheck.findings.score import Scorecard, scorecard
from mtcheck.reports.formats import RunResult
from mtcheck.text.document import Document
from mtcheck.text.masking import Mask

SIGNATURE = "mtcheck:0|rules:x"


def finding(
    document: Document,
    text: str,
    rule: str = "MT501",
    *,
    name: str = "verb-form",
    message: str = "It stands in the wrong form.",
    severity: Severity = Severity.MAJOR,
    suggestions: Sequence[str] = (),
    number: int = 0,
) -> Finding:
    """A finding on the first `text` of a document, or on a later one."""
    start = document.text.index(text)
    for _ in range(number):
        start = document.text.index(text, start + 1)
    meant = tuple(map(Suggestion, suggestions))
    return Finding(rule, name, Category.GRAMMAR, severity, start, start + len(text), text, message, meant)


def report(document: Document, *findings: Finding, **fields: object) -> Report:
    return Report(document, findings, scorecard(document, findings), SIGNATURE, **fields)  # type: ignore[arg-type]


def unchecked(name: str = "letters/b.txt", cause: str = "it is a binary file; name a text") -> Report:
    return Report(Document("", name=name), (), None, SIGNATURE, not_checked=cause)


def odd_run() -> RunResult:
    """Names, characters, line ends, formats and verdicts of every kind."""
    plain = Document(
        "The 😀 vote be a volte face.\r\nThe rest \ud800 is, it seem, fine.\rSo it seem.",
        name="a b/ü,%|@x`[1].txt",
    )
    marked = Document(
        "\ufeffThe vote was a *volte* face. So it be.\n",
        name="./b.md",
        format="markdown",
        masks=(Mask(17, 18, fill=""),),
    )
    paragraphs = Document("The first one.\nThe two one.", name="c.docx", format="docx", units=(0, 15))
    clean = Document("The council met on Tuesday.", name="clean.txt")
    return RunResult(
        (
            report(
                plain,
                finding(
                    plain,
                    "volte face",
                    "MT101",
                    name="fixed-expression",
                    severity=Severity.MINOR,
                    suggestions=["volte-face"],
                ),
                finding(
                    plain,
                    "it seem",
                    suggestions=["it seems", "they seem"],
                    message="“it seem”: {0} [see](1) 100%\r\n::here.",
                ),
                finding(plain, "it seem", suggestions=["it seems"], number=1),
                finding(plain, "fine.\rSo", "MT408", name="double-space", severity=Severity.NEUTRAL),
                gate_reasons=("score 66.9 (at best 84.8); most clean news has 95 or more",),
                skipped=(Skipped("languagetool", "there is no Java | here"),),
                suppressed=(
                    Suppressed(finding(plain, "be", "GR-HARPER-Agreement", name="agreement"), "baseline"),
                    Suppressed(finding(plain, "rest", "HR-REST", name="rest"), "inline", "a quotation"),
                ),
            ),
            report(
                marked,
                finding(marked, "volte* face", "MT101", name="fixed-expression", suggestions=["volte-face"]),
                finding(marked, "be", suggestions=["is", ""], severity=Severity.CRITICAL),
                problems=("languagetool did not check everything: it died",),
                skipped=(
                    Skipped("languagetool", "there is no Java | here"),
                    Skipped("model", "left out by --no-model"),
                ),
            ),
            report(paragraphs, finding(paragraphs, "two", suggestions=["second"])),
            report(clean),
            unchecked(),
        )
    )


#: Text that means something to one format or another.
odd_text = st.text(
    st.characters() | st.sampled_from("\r\n\t  ,:%|`*_~<>&@#$[](){}\\!\ufeff\u202e😀\ud800\x00\x1b]]>1a."),
    max_size=30,
)


@st.composite
def runs(draw: st.DrawFn) -> RunResult:
    """Any run of up to three articles."""
    return RunResult(tuple(draw(st.lists(_reports(), max_size=3))))


@st.composite
def _reports(draw: st.DrawFn) -> Report:
    text = draw(odd_text)
    document = Document(text, name=draw(odd_text.filter(bool)))
    if draw(st.integers(0, 3)) == 0:
        return Report(document, (), None, SIGNATURE, not_checked=draw(odd_text.filter(bool)))
    findings = tuple(draw(_findings(text)) for _ in range(draw(st.integers(0, 3))))
    decided = tuple(
        Suppressed(draw(_findings(text)), by, draw(odd_text))
        for by in draw(st.sets(st.sampled_from(["inline", "baseline"])))
    )
    card = Scorecard(10, 1, 100.0, 34.9, (20.0, 50.0), True, ())
    reasons = draw(st.lists(odd_text.filter(bool), max_size=1))
    skipped = tuple(
        Skipped(name, draw(odd_text)) for name in draw(st.sets(st.sampled_from(["harper", "model"])))
    )
    problems = draw(st.lists(odd_text.filter(bool), max_size=1))
    return Report(
        document, findings, card, SIGNATURE, tuple(reasons), skipped, tuple(problems), suppressed=decided
    )


@st.composite
def _findings(draw: st.DrawFn, text: str) -> Finding:
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    rule = draw(st.sampled_from(["MT101", "MT007", "GM101", "GR-LT-EN_A_VS_AN", "HR-TITLE"]))
    meant = tuple(Suggestion(text) for text in draw(st.lists(odd_text, max_size=2)))
    severity = draw(st.sampled_from(list(Severity)))
    return Finding(
        rule,
        "name",
        Category.GRAMMAR,
        severity,
        start,
        end,
        text[start:end],
        draw(odd_text),
        meant,
        confidence=0.5,
    )
