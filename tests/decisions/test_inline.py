"""What comments and `[sic]` suppress, and what they leave."""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.checker import Checker
from mtcheck.findings.report import Report
from mtcheck.readers.docx import read_docx
from mtcheck.readers.html import html_document
from mtcheck.readers.markdown import markdown_document
from mtcheck.readers.plain import plain_document
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

ALONE = Settings(no_engine=("harper", "languagetool"), model=False)
CLEAN = "The council met on Tuesday and approved the budget for the new school."


def check(document: Document, **fields: object) -> Report:
    return Checker(Settings(**{**ALONE.__dict__, **fields})).check(document)  # type: ignore[arg-type]


def left(report: Report) -> list[str]:
    return [finding.text for finding in report.findings]


def taken(report: Report) -> list[tuple[str, str]]:
    assert all(suppressed.by == "inline" for suppressed in report.suppressed)
    return [(suppressed.finding.text, suppressed.reason) for suppressed in report.suppressed]


def test_the_next_paragraph_and_no_more() -> None:
    text = (
        "They do not not know.\n\n<!-- mtcheck: ignore-next MT505 -- he stuttered -->\n"
        "They said that they do not not know. It is the the plan.\n\nWe do not not know."
    )
    report = check(markdown_document(text))
    assert taken(report) == [("not not", "he stuttered"), ("the the", "he stuttered")]
    assert left(report) == ["not not", "not not"]


def test_inside_a_paragraph_it_is_the_rest_of_the_sentence() -> None:
    text = (
        "They do not not know. <!-- mtcheck: ignore-next MT505 --> We said that we do not not know. "
        "You saw the the plan. They <!-- mtcheck: ignore-next MT505 --> have have a plan."
    )
    for document in (markdown_document(text), html_document(f"<p>{text}</p>")):
        report = check(document)
        assert [suppressed.finding.start for suppressed in report.suppressed] == [
            document.text.rindex("not not"),
            document.text.index("have have"),
        ]
        assert left(report) == ["not not", "the the"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# They do not not know\n\n", ""),
        ("- They do not not know.\n", "- We do not not know.\n"),
        ("> They do not not know.\n", "\nWe do not not know.\n"),
        ("They do not not know.\nSo they said.\n", "\nWe do not not know.\n"),
        ("\n\n\nThey do not not know.\n", ""),
    ],
)
def test_a_paragraph_is_a_heading_an_item_or_a_quotation_too(before: str, after: str) -> None:
    report = check(markdown_document(f"{CLEAN}\n\n<!-- mtcheck: ignore-next MT505 -->\n{before}{after}"))
    assert [text for text, _ in taken(report)] == ["not not"]
    assert len(left(report)) == bool(after)


def test_in_a_table_it_is_the_next_cell() -> None:
    text = (
        "| a | b |\n| --- | --- |\n"
        "| <!-- mtcheck: ignore-next MT505 --> they do not not know | we do not not know |\n"
    )
    report = check(markdown_document(f"{CLEAN}\n\n{text}"))
    assert (len(taken(report)), left(report)) == (1, ["not not"])


def test_a_block_reaches_from_its_start_to_its_end_over_paragraphs() -> None:
    text = (
        "They do not not know.\n\n<!-- mtcheck: ignore-start MT505, MT403 -- a speech -->\n\n"
        "We do not not know.\n\nIt is the the plan.\n\n<!-- mtcheck: ignore-end -->\n\nYou do not not know."
    )
    report = check(markdown_document(text))
    assert taken(report) == [("not not", "a speech"), ("the the", "a speech")]
    assert left(report) == ["not not", "MT403", "not not"]


def test_blocks_nest_and_an_end_may_name_the_one_it_closes() -> None:
    text = (
        "<p>{start} MT505 -->They do not not know. {start} MT101 -->It was a volte face. "
        "{end} MT505 -->We do not not know. It was a volte face. {end} -->It was a volte face.</p>"
    ).format(start="<!-- mtcheck: ignore-start", end="<!-- mtcheck: ignore-end")
    report = check(html_document(text))
    assert [text for text, _ in taken(report)] == ["not not", "volte face", "volte face"]
    assert left(report) == ["not not", "volte face"]


@pytest.mark.parametrize("selector", ["MT505", "MT5", "MT", "all"])
def test_a_file_form_holds_for_all_of_it_wherever_it_stands(selector: str) -> None:
    comment = f"<!-- mtcheck: ignore-file {selector} -->"
    text = f"They do not not know.\n\n{CLEAN}\n\nWe do not not know.\n\n{comment}\n"
    report = check(markdown_document(text))
    assert (len(taken(report)), left(report)) == (2, [])


def test_other_rules_are_heard() -> None:
    report = check(
        markdown_document(
            "<!-- mtcheck: ignore-file MT505 -->\n\nIt was a volte face. They do not not know.\n"
        )
    )
    assert left(report) == ["volte face"]


def test_an_article_that_cannot_be_checked_is_not_checked_whatever_it_says() -> None:
    german = "Der Rat hat am Dienstag getagt und den Haushalt für die neue Schule beschlossen. " * 5
    for text in (
        "<!-- mtcheck: ignore-file all -->\n",
        f"<!-- mtcheck: ignore-file all, MT002 -->\n\n{german}",
    ):
        report = check(markdown_document(text))
        assert report.not_checked
        assert not report.passed
        assert report.suppressed == ()


def test_score_and_gate_do_not_count_what_is_suppressed() -> None:
    text = "<!-- mtcheck: ignore-file MT505 -->\n\nThey do not not know.\n"
    report = check(markdown_document(text), fail_on="minor")
    assert (report.score, report.passed) == (100.0, True)
    assert not check(markdown_document(text.partition("\n\n")[2]), fail_on="minor").passed


def test_a_suppression_of_a_rule_that_did_not_run_is_not_called_unused() -> None:
    text = f"<!-- mtcheck: ignore-file MT101, MT408, GM101, GR-HARPER-SpellCheck, GR-LT, GR -->\n\n{CLEAN}\n"
    assert left(check(markdown_document(text))) == ["MT101"]
    assert left(check(markdown_document(text), ignore=("MT1",))) == []
    assert left(check(markdown_document(text), select=("MT4", "MT9"))) == ["MT408"]
    assert left(check(markdown_document(text), extend_select=("MT408",))) == ["MT101", "MT408"]
    assert left(check(markdown_document(text), ignore=("MT902",))) == []


def test_a_directive_for_what_was_merged_into_another_finding_is_in_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = (
        "“They do not not know”, he said. <!-- mtcheck: ignore-next MT401 --> "
        "In “his “bloody bush” of a speech” he went on."
    )
    report = check(markdown_document(text))
    assert "MT401" in [rule for finding in report.findings for rule in finding.also_reported_by]
    assert "MT902" not in [finding.rule for finding in report.findings]


def plain(text: str) -> Document:
    return plain_document(text)


def html(text: str) -> Document:
    return html_document(f"<p>{text}</p>")


def word(text: str) -> Document:
    file = io.BytesIO()
    article = docx.Document()
    article.add_paragraph(text)
    article.save(file)
    return read_docx(file.getvalue(), "a.docx")


@pytest.mark.parametrize("read", [plain, markdown_document, html, word])
@pytest.mark.parametrize(
    "text",
    [
        "He said that they do not not [sic] know.",
        "He said that they do not not[sic] know.",
        "He said that they do not not [Sic] know.",
        "He said that they do not not [sic!] know.",
        "It was, he said, a “volte face” [sic] of the council.",
        "It was, he said, a volte face [sic]; nobody spoke.",
        "It was, he said, a volte face [sic].",
    ],
)
def test_what_an_editor_marks_sic_is_left_alone_and_so_is_the_mark(read: object, text: str) -> None:
    report = check(read(text))  # type: ignore[operator]
    assert left(report) == []
    assert [reason for _, reason in taken(report)] == ["sic"]


@pytest.mark.parametrize(
    "text",
    [
        "He said that they do not not [*sic*] know.",
        "He said that they do not not \\[sic\\] know.",
        "They do **not not** [sic] know.",
    ],
)
def test_the_mark_may_be_set_in_italics_or_escaped(text: str) -> None:
    assert left(check(markdown_document(text))) == []


def test_sic_is_about_the_words_right_before_it() -> None:
    for text in (
        "They do not not know what to say [sic] of it.",
        "The music [sic] was such that they do not not know.",
        "They do not not (sic) know.",
        "They do not not, said [sic] the mayor, know.",
    ):
        assert left(check(plain(text))) == ["not not"], text


def test_a_passage_is_not_excused_by_one_word_in_it() -> None:
    german = (
        "Der Rat hat am Dienstag getagt und den Haushalt [sic] für die neue Schule "
        "nach kurzer Debatte beschlossen und vertagt."
    )
    article = (
        f"{CLEAN} The mayor said nothing about it. He went home after the meeting and so did the others.\n\n"
        * 6
    )
    report = check(plain(f"{article}{german}\n\n{article}"))
    assert "MT010" in [finding.rule for finding in report.findings]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["MT505", "MT101", "MT4", "all", "MT999", "mt1"]), min_size=1, max_size=4),
    st.integers(0, 3),
    st.booleans(),
)
def test_what_is_suppressed_and_what_is_left_is_what_was_found(
    ids: list[str], place: int, markdown: bool
) -> None:
    paragraphs = ["They do not not know.", "It was a volte face.", "It is the the plan, “he “said” so”."]
    reads = markdown_document if markdown else html_document
    bare = check(reads("\n\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)))
    paragraphs.insert(place, f"<!-- mtcheck: ignore-next {' '.join(ids)} -->")
    report = check(
        reads(
            "\n\n".join(
                paragraph if paragraph.startswith("<!") else f"<p>{paragraph}</p>" for paragraph in paragraphs
            )
        )
    )
    own = [finding for finding in report.findings if not finding.rule.startswith("MT9")]
    everything = sorted(
        (finding.rule, finding.text)
        for finding in (*own, *(suppressed.finding for suppressed in report.suppressed))
    )
    assert everything == sorted((finding.rule, finding.text) for finding in bare.findings)
    for suppressed in report.suppressed:
        assert any(suppressed.finding.rule.startswith(selector) or selector == "all" for selector in ids)
    assert sum(finding.rule == "MT901" for finding in report.findings) == sum(
        selector in ("MT999", "mt1") for selector in ids
    )


def test_very_many_comments_each_hold_for_their_own_paragraph() -> None:
    part = "<!-- mtcheck: ignore-next MT505 -- it is {0} -->\n\nThe the word {0}.\n\nThe the word.\n\n"
    report = check(markdown_document("".join(map(part.format, range(400))), "a.md"), select=("MT505", "MT9"))
    assert [(one.finding.text, one.reason) for one in report.suppressed] == [
        ("The the", f"it is {number}") for number in range(400)
    ]
    assert left(report) == ["The the"] * 400


def test_comments_for_the_whole_file_are_all_of_use() -> None:
    comments = "<!-- mtcheck: ignore-file MT505 -- first -->\n" + "<!-- mtcheck: ignore-file MT -->\n" * 300
    report = check(markdown_document(f"{comments}\nThe the word.\n", "a.md"), select=("MT505", "MT9"))
    assert [one.reason for one in report.suppressed] == ["first"]
    assert left(report) == []


def test_blocks_are_closed_by_their_ids_however_many_are_open() -> None:
    names = [f"MT50{number % 9 + 1}" for number in range(300)]
    opening = "".join(f"<!-- mtcheck: ignore-start {name} -->\n" for name in names)
    closing = "".join(f"<!-- mtcheck: ignore-end {name} -->\n" for name in names)
    text = f"{opening}\nThe the word.\n\n{closing}\nThe the word.\n"
    report = check(markdown_document(text, "a.md"), select=("MT505", "MT904"))
    assert left(report) == ["The the"]
    assert len(report.suppressed) == 1


def test_asterisks_behind_a_bracket_are_no_sic_and_cost_nothing() -> None:
    report = check(plain_document("The the word [" + "*" * 5000 + " came.", "a.txt"), select=("MT505",))
    assert left(report) == ["The the"]
