"""The Markdown summary as a Markdown parser reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token
from sample_runs import finding, odd_run, report, runs

from mtcheck.findings.finding import Severity
from mtcheck.findings.report import Report
from mtcheck.reports.formats import RunResult, load
from mtcheck.reports.markdown import ARTICLES, FINDINGS, LENGTH
from mtcheck.reports.wording import to_one_line
from mtcheck.text.document import Document

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
#: What we write ourselves. Anything else came out of an article.
OURS = {"text", "strong_open", "strong_close", "html_inline", "hardbreak", "softbreak"}


def shown(run: RunResult) -> str:
    return load("markdown")(run).encode("utf-8", "replace").decode()


def tokens(run: RunResult) -> list[Token]:
    return PARSER.parse(shown(run))


def inline(parsed: list[Token]) -> Iterator[Token]:
    for token in parsed:
        yield from token.children or ()


def plain(token: Token) -> str:
    """What a reader sees, without the zero-width spaces."""
    return "".join(child.content for child in token.children or () if child.type == "text").replace(
        "\u200b", ""
    )


def paragraphs(run: RunResult) -> list[str]:
    return [plain(token) for token in tokens(run) if token.type == "inline"]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(runs())
def test_nothing_out_of_an_article_is_markup(run: RunResult) -> None:
    parsed = tokens(run)
    for token in inline(parsed):
        assert token.type in OURS, token
        if token.type == "html_inline":
            assert token.content in {"<code>", "</code>", "<sub>", "</sub>"}
    assert not any(
        token.type in {"html_block", "fence", "code_block", "blockquote_open", "hr"} for token in parsed
    )
    kinds = [token.type for token in parsed]
    assert kinds.count("tr_open") == (len(run.reports) + 1 if run.reports else 0)
    assert kinds.count("td_open") == 9 * len(run.reports)
    messages = [
        to_one_line(finding.message)[: LENGTH - 1] for article in run.reports for finding in article.findings
    ]
    seen = " ".join(paragraphs(run))
    for message in messages:
        assert message.replace("\u200b", "") in seen


def test_nobody_is_called_and_nothing_is_linked() -> None:
    document = Document("So it be.", name="@desk/a.txt")
    call = finding(document, "be", message="“@editor, see #12, https://example.org and www.example.org”.")
    text = shown(RunResult((report(document, call),)))
    assert "@editor" not in text
    assert "see #12" not in text
    assert "https://" not in text
    assert "www.example" not in text
    assert "<code>@desk/a.txt</code>" in text  # in code nobody is
    assert "“@editor, see #12, https://example.org and www.example.org”." in " ".join(
        paragraphs(RunResult((report(document, call),)))
    )


def test_a_row_an_article_the_worst_first() -> None:
    lines = shown(odd_run()).splitlines()
    rows = [line for line in lines if line.startswith("| <code>")]
    assert [row.split(" | ")[1] for row in rows] == [
        "❓ **not checked**",
        "❓ **not checked**",
        "❌ **fail**",
        "✅ **pass**",
        "✅ **pass**",
    ]
    assert lines[0] == "## mtcheck: 5 articles: 2 not checked, 1 fail, 2 pass"
    assert rows[2].endswith("| 0 | 2 | 1 |")


def test_headings() -> None:
    good = Report(Document("So it is."), (), report(Document("So it is.")).card, "x")
    assert shown(RunResult((good,))).startswith("## mtcheck: pass\n")
    assert shown(RunResult((good, good))).startswith("## mtcheck: 2 articles: 2 pass\n")
    assert shown(RunResult((good, replace(good, gate_reasons=("x",))))).startswith(
        "## mtcheck: 2 articles: 1 fail, 1 pass\n"
    )
    assert shown(RunResult(())).startswith("## mtcheck: there was nothing to check\n")


def test_what_was_not_checked_skipped_and_decided_on_is_said() -> None:
    text = " ".join(paragraphs(odd_run()))
    assert "it is a binary file; name a text" in text
    assert "languagetool did not check everything: it died" in text
    assert "Skipped: languagetool: there is no Java | here" in text
    assert "2 findings were decided before: 1 baseline, 1 inline. They do not count." in text
    assert "score 66.9 (at best 84.8); most clean news has 95 or more" in text


def test_the_worst_findings_come_first_and_what_is_left_out_is_said() -> None:
    document = Document("be " * 40 + "seem")
    many = [finding(document, "be", severity=Severity.MINOR, number=number) for number in range(FINDINGS + 9)]
    lines = shown(
        RunResult((report(document, *many, finding(document, "seem", severity=Severity.CRITICAL)),))
    ).splitlines()
    items = [line for line in lines if line.startswith("- ")]
    assert len(items) == FINDINGS + 1
    assert "**critical**" in items[0]
    assert "and 10 findings more, none of them worse" in items[-1]


def test_the_table_is_bounded_and_so_is_a_text() -> None:
    document = Document("So it be.")
    article = report(document, finding(document, "be", message="x" * 10_000))
    text = shown(RunResult((article,) * (ARTICLES + 5)))
    assert text.count("\n| <code>") == ARTICLES
    assert "and 5 articles more" in text
    assert len(text.encode()) < 200_000
