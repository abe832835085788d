"""The page without a browser: what it says, that it loads nothing, that the article's text survives being
cut up for marks.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.checker import Checker
from mtcheck.findings.finding import Category, Finding, Severity, Suggestion
from mtcheck.findings.report import Report, Skipped, Suppressed
from mtcheck.findings.score import scorecard
from mtcheck.readers import read_file
from mtcheck.readers.markdown import markdown_document
from mtcheck.reports.formats import RunResult, load
from mtcheck.reports.page.explanations import FAMILIES, anchor, family_of
from mtcheck.reports.page.galley import lay_out
from mtcheck.reports.page.render import render
from mtcheck.rules.registry import rules as all_rules
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document
from mtcheck.text.masking import JOINER, OPAQUE, PADDING, Mask

FIXTURES = sorted((Path(__file__).parents[3] / "fixtures").glob("*.*"))
TEXT = "The talks could be happen soon, they said.\n\nNobody did not not know."

Element = lxml.html.HtmlElement


def finding(
    document: Document,
    start: int,
    end: int,
    rule: str = "MT501",
    severity: Severity = Severity.MAJOR,
    message: str = "A remark.",
    suggestions: tuple[str, ...] = ("meant so",),
    name: str = "verb-form",
) -> Finding:
    return Finding(
        rule,
        name,
        Category.GRAMMAR,
        severity,
        start,
        end,
        document.text[start:end],
        message,
        tuple(map(Suggestion, suggestions)),
    )


def report(
    document: Document, *findings: Finding, estimates: tuple[float, ...] = (), **fields: object
) -> Report:
    card = scorecard(document, findings, estimates)
    return Report(document, findings, card, "mtcheck:0|rules:x", **fields)  # type: ignore[arg-type]


def on(text: str, phrase: str, **fields: object) -> Report:
    document = Document(text, name="desk/a.txt")
    start = text.index(phrase)
    return report(document, finding(document, start, start + len(phrase), **fields))  # type: ignore[arg-type]


def parse(*reports: Report) -> Element:
    return lxml.html.document_fromstring(render(RunResult(reports)))


def words(element: Element) -> str:
    return " ".join(element.text_content().split())


def only(page: Element, selector: str) -> Element:
    (element,) = page.cssselect(selector)
    return element


# --- one file, which loads nothing and runs nothing but its own script

HOSTILE = "</script></style><img src=x onerror=alert(1)><b onmouseover='x'>\"'&amp;{{ 7 * 7 }}]]>"


def hostile() -> Report:
    text = f"{HOSTILE} The talks be happen."
    document = Document(text, name=f"a{HOSTILE}.txt")
    source = Document(HOSTILE, name=HOSTILE)
    house = finding(
        document, 0, 12, f"HR-{HOSTILE}", message=HOSTILE, suggestions=(HOSTILE, ""), name=HOSTILE
    )
    return replace(
        report(document, house, source=source, references=(source, source)),
        gate_reasons=(HOSTILE,),
        problems=(HOSTILE,),
        skipped=(Skipped(HOSTILE, HOSTILE),),
        suppressed=(Suppressed(replace(house, rule=HOSTILE), HOSTILE, HOSTILE),),
        signature=HOSTILE,
    )


@pytest.mark.parametrize("articles", [1, 2])
def test_hostile_text_stays_text(articles: int) -> None:
    page = parse(*[hostile()] * articles)
    assert not page.cssselect("img")
    assert len(page.cssselect("script")) == len(page.cssselect("style")) == 1
    assert not [
        name
        for element in page.iter(lxml.html.etree.Element)
        for name in element.attrib
        if name.startswith("on")
    ]
    assert "49" not in words(only(page, "#a1 .galley .beside, #a1 .pane"))
    assert words(page).count("onerror=alert(1)") > 10


@pytest.mark.parametrize("articles", [(), (hostile(),), (on(TEXT, "be happen"), hostile())])
def test_nothing_is_loaded_and_the_policy_allows_this_style_and_script_alone(
    articles: tuple[Report, ...],
) -> None:
    raw = render(RunResult(articles))
    page = lxml.html.document_fromstring(raw)
    assert not page.cssselect("link, img, iframe, object, embed, base, form, video, audio, source")
    for name in ("href", "src", "action", "data", "poster", "srcset", "xlink:href"):
        assert all(element.get(name, "#").startswith("#") for element in page.iter())
    assert not page.xpath("//@style")
    style, script = only(page, "style").text, only(page, "script").text
    assert not re.search(r"url\(|@import|https?:|//[a-z]", style + re.sub(r"//.*", "", script))
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|import|eval|innerHTML)\b", script)
    policy = only(page, "meta[http-equiv='Content-Security-Policy']").get("content")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "*" not in policy
    for content in (
        re.search(r"<style>(.*?)</style>", raw, re.DOTALL),
        re.search(r"<script>(.*?)</script>", raw, re.DOTALL),
    ):
        assert content is not None
        assert b64encode(sha256(content[1].encode()).digest()).decode() in policy


def test_what_a_page_cannot_hold_is_shown_as_a_sign() -> None:
    page = render(RunResult((on("A bell\x07 and half \ud83d of it \x1b[31m are here.", "half"),)))
    page.encode("utf-8")
    assert "bell␇ and" in page
    assert "␛[31m" in page
    assert "\x1b" not in page


# --- the article's text, cut up for marks


def seen(document: Document, start: int, end: int) -> str:
    """What a reader sees of a range, character by character."""
    shown = ""
    for offset in range(start, end):
        mask = next((mask for mask in document.masks if mask.start <= offset < mask.end), None)
        if mask is None or mask.opaque:
            shown += document.text[offset]
        elif offset == mask.start:
            masked = document.text[offset : mask.end]
            broken = "\n" in masked or "\r" in masked
            shown += " " if mask.fill is None or (broken and not mask.fill) else mask.fill
    return shown


def plain(text: str) -> str:
    """As a parser reads it back, and with the signs for what cannot be shown."""
    return re.sub(f"[{JOINER}{PADDING}]", "\ufffd", re.sub(r"\r\n?", "\n", text))


ALPHABET = st.sampled_from(
    [
        *"ab cX.,’'-1\n\r\t“”<>&\"",
        "\r\n",
        "é",
        "e\u0301",
        "😀",
        "ש",
        "中",
        "\ufeff",
        "\u00a0",
        JOINER,
        PADDING,
        OPAQUE,
        ". B",
    ]
)
FILLS = st.sampled_from([None, "", "’", "é", " ", "<"])


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(st.lists(ALPHABET, max_size=60).map("".join))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    masks = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        fill = draw(FILLS)
        if text.startswith("\ufeff", start):
            continue  # no reader masks the byte-order mark
        if start < end and not (fill and "\n" in text[start:end]) and not (fill and "\r" in text[start:end]):
            masks.append(Mask(start, end, opaque=draw(st.booleans()) and fill is None, fill=fill))
    document = Document(text, format=draw(st.sampled_from(["text", "markdown", "html"])), masks=tuple(masks))
    spans = draw(
        st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted), max_size=8)
    )
    findings = [
        finding(document, start, end, severity=draw(st.sampled_from(Severity))) for start, end in spans
    ]
    return report(document, *sorted(findings, key=lambda finding: (finding.start, finding.end)))


@given(reports())
@settings(max_examples=150, deadline=None)
def test_the_text_of_the_article_is_the_text_of_the_document(article: Report) -> None:
    document = article.document
    shown = [element.text_content() for element in parse(article).cssselect(".set:not(.markup)")]
    assert shown == [
        plain(seen(document, paragraph.start, paragraph.end)) for paragraph in document.paragraphs
    ]


@given(reports())
@settings(max_examples=150, deadline=None)
def test_every_finding_is_marked_where_it_lies_and_has_a_note(article: Report) -> None:
    document, page = article.document, parse(article)
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for number, marked in enumerate(article.findings, 1):
        marks = [
            mark
            for mark in page.cssselect(".set:not(.markup) .m")
            if str(number) in mark.get("data-f").split()
        ]
        start, end = marked.start, marked.end
        covered = [
            seen(document, max(paragraph.start, start), min(paragraph.end, end))
            for paragraph in document.paragraphs
            if paragraph.start < end > start < paragraph.end
        ]
        assert "".join(mark.text_content() for mark in marks) == plain("".join(covered))
        note = page.get_element_by_id(f"a1n{number}")
        link = note.cssselect("a.number")[0]
        mark = page.get_element_by_id(link.get("href")[1:])
        assert mark.tag == "a"
        assert str(number) in mark.get("data-f").split()
        assert note.get("id") in mark.get("aria-describedby").split()
        assert (
            len([mark for mark in page.cssselect(".m[data-n]") if str(number) in mark.get("data-n").split()])
            == 1
        )


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_an_article_is_set_as_a_reader_sees_it(path: Path) -> None:
    document = read_file(path)
    masks = iter(
        mask
        for mask in document.masks
        if mask.opaque and any(p.start <= mask.start < p.end for p in document.paragraphs)
    )
    reading = re.sub(
        OPAQUE, lambda match: document.text[(mask := next(masks)).start : mask.end], document.reading.text
    )
    assert " ".join(
        "\n\n".join(block.text for block in lay_out(document) if block.paragraph is not None).split()
    ) == " ".join(reading.split())


def kinds(name: str) -> Iterator[tuple[str, str]]:
    for block in lay_out(read_file(next(path for path in FIXTURES if path.name == name))):
        yield block.kind, block.text


def test_headings_lists_quotations_and_what_was_left_out_are_told_apart_as_far_as_markup_says() -> None:
    strike, flood = list(kinds("harbour-strike.md")), list(kinds("river-flood.html"))
    assert ("heading-1", "Harbour strike enters its second week") in strike
    assert ("item", "a pay rise of 4.5%, from January;") in strike
    assert [kind for kind, text in strike if text.startswith("The company’s offer")] == ["quote"]
    assert [text for kind, text in strike if kind == "cell"][:2] == ["Terminal", "Ships waiting"]
    assert any(kind == "unchecked" and text.startswith("convert crane.jpg") for kind, text in strike)
    assert ("heading-1", "River Arden floods Mill Street") in flood
    assert ("item", "Pumps: 14") in flood
    assert ("unchecked", "Home News") in flood
    assert not any("var text" in text or "margin" in text for _, text in flood)


def test_emphasis_is_set_as_such() -> None:
    document = read_file(next(path for path in FIXTURES if path.name == "harbour-strike.md"))
    styles = {
        segment.text: segment.style
        for block in lay_out(document)
        for part in block.parts
        for segment in part.segments
        if segment.style
    }
    assert styles == {
        "second": "em",
        "Port Selwyn": "strong",
        "not": "em",
        "`crane-report.csv`": "code",
        "<https://example.org/strike>": "code",
        "desk@example.org": "code",
    }


def test_a_finding_in_markup_is_shown_between_the_paragraphs() -> None:
    comment = "<!-- mtcheck: ignore MT999 -->"
    document = markdown_document(f"One.\n\n{comment}\n\nTwo.")
    page = parse(
        report(document, finding(document, 6, 6 + len(comment), "MT901", name="unknown-suppression-id"))
    )
    assert words(only(page, ".markup")) == comment
    assert page.cssselect(".markup a.m")


def test_a_passage_is_shaded_and_what_lies_in_it_underlined() -> None:
    text = "A passage that goes on and on until it is longer than what an editor would read as one phrase."
    document = Document(text)
    page = parse(
        report(
            document,
            finding(document, 0, len(text), "MT010", Severity.CRITICAL),
            finding(document, 2, 9, "MT414", Severity.MINOR),
        )
    )
    assert [mark.get("class") for mark in page.cssselect(".m")] == [
        "m p-critical spaces",
        "m s-minor p-critical",
        "m p-critical spaces",
    ]


# --- what it says


def test_a_note_says_all_that_is_known_of_a_finding() -> None:
    article = on(TEXT, "be happen", message="Cannot follow.", suggestions=("happen", "be happening"))
    article = replace(
        article, findings=(replace(article.findings[0], confidence=0.85, also_reported_by=("GR-LT-BE",)),)
    )
    note = words(only(parse(article), ".note"))
    for part in (
        "major",
        "Cannot follow.",
        "meant: happen or be happening",
        "MT501 verb-form",
        "confidence 85 %",
    ):
        assert part in note
    assert "line 1, column 17" in note
    assert "also reported by GR-LT-BE" in note


def test_a_suggestion_to_delete_says_so() -> None:
    assert "nothing, delete it" in words(only(parse(on(TEXT, "be happen", suggestions=("",))), ".note"))


def test_in_a_docx_the_place_is_a_paragraph() -> None:
    document = Document("One.\nTwo be happen.", units=(0, 5), format="docx")
    assert "paragraph 2, column 5" in words(only(parse(report(document, finding(document, 9, 18))), ".note"))


def test_every_rule_that_spoke_is_explained_on_the_page() -> None:
    rules = [
        *(rule.id for rule in all_rules()),
        "GM101",
        "GR-HARPER-SpellCheck",
        "GR-LT-A_B[1]",
        "HR-HOUSE",
        "MT999",
    ]
    document = Document(TEXT)
    page = parse(report(document, *(finding(document, 0, 3, rule) for rule in rules)))
    for link in page.cssselect(".more a"):
        page.get_element_by_id(link.get("href")[1:])
    assert [words(heading).split()[0] for heading in page.cssselect(".rule h3")] == sorted(rules)
    assert "The same word twice with nothing but space between" in words(
        page.get_element_by_id(anchor("MT505"))
    )
    assert "embedded network" in words(page.get_element_by_id(anchor("GM101")))
    assert "Relayed from LanguageTool" in words(page.get_element_by_id(anchor("GR-LT-A_B[1]")))


def test_no_two_rules_share_an_anchor() -> None:
    assert (
        len({anchor(rule) for rule in ("GR-LT-A_B", "GR-LT-A-B", "GR-LT-A B", "GR-LT-A_5f_B", "GR-LT-AB")})
        == 5
    )


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("MT001", "MT0"),
        ("MT102", "MT1"),
        ("MT901", "MT9"),
        ("GM101", "GM"),
        ("GR-LT-X", "GR"),
        ("HR-X", "HR"),
        ("ZZ-9", "ZZ"),
    ],
)
def test_a_rule_belongs_to_a_family(rule: str, expected: str) -> None:
    assert family_of(rule) == expected


def test_every_rule_of_ours_is_in_a_family_with_a_name() -> None:
    assert {family_of(rule.id) for rule in all_rules()} <= FAMILIES.keys()


def test_filters_count_by_severity_and_by_family() -> None:
    document = Document(TEXT)
    page = parse(
        report(
            document,
            finding(document, 0, 3, "MT102", Severity.MAJOR),
            finding(document, 4, 9, "MT505", Severity.MAJOR),
            finding(document, 10, 15, "GM101", Severity.MINOR),
        )
    )
    shown = [words(label) for label in page.cssselect(".filters label")]
    assert shown == ["major 2", "minor 1", "damaged phrases 1", "structure 1", "garble model 1"]
    assert "hidden" in only(page, ".tools").attrib, "without the script there is nothing to press"


def test_the_score_stands_with_its_range_and_the_estimate_among_the_details() -> None:
    document = Document(TEXT)
    article = report(
        document, finding(document, 0, 3), estimates=(120.0, 60.0), gate_reasons=("score 1 is below 2",)
    )
    page = parse(article)
    assert article.card is not None
    assert article.card.estimate_interval is not None
    score, estimate = words(only(page, ".score")), words(only(page, ".estimate"))
    assert f"{article.card.score:.1f}* 95 % range {article.card.range}" in score
    assert "* Under 500 words" in score
    assert f"5 penalty points in 13 words: {article.card.penalty_per_1000:.1f} per 1,000. 1 major." in score
    low, high = article.card.estimate_interval
    assert f"{article.card.estimate:.0f} 95 % range {low:.0f} to {high:.0f}" in estimate
    assert "no part of the score" in estimate
    assert only(page, ".estimate").tag == "details"
    assert words(only(page, ".verdict")) == "✗ fail score 1 is below 2"
    assert words(only(page, ".signature")) == article.signature
    assert not parse(report(document)).cssselect(".estimate")


def test_what_was_not_checked_is_said() -> None:
    partial = on(TEXT, "be happen")
    page = parse(
        replace(
            partial, problems=("languagetool died",), skipped=(Skipped("harper", "left out", required=True),)
        )
    )
    assert words(only(page, ".verdict")) == "? not checked only in part; languagetool died"
    assert "harper, which was required: left out" in words(only(page, ".unsaid"))
    assert "no source was given" in words(only(page, ".unsaid"))
    page = parse(Report(Document("", name="b.txt"), (), None, "s", not_checked="b.txt is a binary file"))
    assert words(only(page, ".verdict")) == "? not checked b.txt is a binary file"
    assert not page.cssselect(".score, .strip")
    assert "No article was given" in words(parse())


def test_the_strip_has_a_bar_a_sentence_that_leads_to_it() -> None:
    document = Document("One is. Two be happen. Three is.\n\nFour is.")
    page = parse(report(document, finding(document, 12, 21), estimates=(10.0, 150.0, 900.0, 20.0)))
    bars = page.cssselect(".strip svg a")
    assert [page.get_element_by_id(bar.get("href")[1:]).text_content().strip() for bar in bars] == [
        "One is.",
        "Two be happen.",
        "Three is.",
        "Four is.",
    ]
    assert [bool(bar.cssselect(".up")) for bar in bars] == [False, True, False, False]
    assert bars[1].get("class") == "s-major"
    assert (
        words(bars[1].cssselect("title")[0])
        == "Sentence 2: 5 penalty points, estimate 150 per 1,000 words. Two be happen."
    )
    heights = [float(re.search(r"v([\d.]+)h", bar.cssselect(".down")[0].get("d"))[1]) for bar in bars]  # type: ignore[index]
    assert sorted(range(4), key=lambda index: heights[index]) == [0, 3, 1, 2]
    assert "4 in all, 1 with findings" in words(only(page, ".strip desc"))


def test_beside_the_article_stand_source_and_references_paragraph_by_paragraph_when_their_numbers_match() -> (
    None
):
    source, reference = Document("Eins.\n\nZwei.", name="a.de.txt"), Document("Alpha.\n\nBeta.", name="r.txt")
    page = parse(replace(on(TEXT, "be happen"), source=source, references=(reference,)))
    assert [words(row) for row in page.cssselect(".galley > .beside")] == [
        "Source Eins. Reference Alpha.",
        "Source Zwei. Reference Beta.",
    ]
    assert [element.get("class").split()[0] for element in only(page, ".galley")] == [
        "beside",
        "set",
        "notes",
        "beside",
        "set",
    ]
    assert page.cssselect("[data-cmp]")[-1].get("lang") == ""
    assert "a.de.txt" in words(only(page, ".legend"))
    assert "no source" not in words(page)


def test_texts_of_other_length_stand_in_columns_of_their_own() -> None:
    page = parse(replace(on(TEXT, "be happen"), references=(Document("Alpha."), Document("One.\n\nTwo."))))
    assert [words(pane) for pane in page.cssselect(".pane")] == [
        "Reference 1 Alpha.",
        "Reference 2 One. Two.",
    ]
    assert not page.cssselect(".beside")
    assert "do not match in number" in words(only(page, ".legend"))


def test_what_was_decided_on_is_counted_and_listed_and_not_marked() -> None:
    article = on(TEXT, "be happen")
    (decided,) = article.findings
    page = parse(
        replace(
            article,
            findings=(),
            suppressed=(Suppressed(decided, "baseline", "known since May"), Suppressed(decided, "inline")),
        )
    )
    assert words(only(page, "details summary")) == "2 findings decided on before, which do not count"
    first, second = page.cssselect(".suppressed li")
    assert (
        "MT501 verb-form, line 1, column 17: be happen A remark. Decided by the baseline: known since May."
        in words(first)
    )
    assert "Decided by a comment in the file, or [sic]." in words(second)
    assert not page.cssselect(".m")
    page.get_element_by_id(anchor("MT501"))


def test_many_articles_have_an_index_the_worst_first() -> None:
    fine = replace(report(Document("All is well.", name="fine.txt")), signature="x")
    bad = replace(on(TEXT, "be happen"), gate_reasons=("score",))
    unread = Report(Document("", name="c.txt"), (), None, "s", not_checked="unreadable")
    page = parse(fine, bad, unread)
    rows = [[words(cell) for cell in row] for row in page.cssselect(".index tbody tr")]
    assert rows[0] == ["c.txt", "? not checked unreadable", "–", "–", "–", "0", "0", "0", "0"]
    assert rows[1][:2] == ["desk/a.txt", "✗ fail score"]
    assert rows[1][4:] == ["13", "0", "1", "0", "0"]
    assert rows[2][:5] == ["fine.txt", "✓ pass nothing fails it", "100.0*", "–", "3"]
    assert [words(heading) for heading in page.cssselect("article h2")] == ["c.txt", "a.txt", "fine.txt"]
    for link in page.cssselect(".index a"):
        page.get_element_by_id(link.get("href")[1:])
    assert words(only(page, ".headline")) == "3 articles: 1 not checked, 1 fail, 1 pass."
    assert only(page, "head > title").text == "3 articles: 1 not checked, 1 fail, 1 pass"
    assert not parse(fine).cssselect(".index")


def test_the_page_of_the_sample_article_is_small_and_comes_from_the_command_line_s_format() -> None:
    with Checker(Settings(model=False, no_engine=("harper", "languagetool"))) as checker:
        article = checker.check(read_file(next(path for path in FIXTURES if path.suffix == ".txt")))
    page = load("html")(RunResult((article,)))
    assert len(page.encode()) < 100_000
    assert page.startswith("<!doctype html>")
    assert page.endswith("</html>\n")
    assert render(RunResult((article,))) == page
