"""Word: notes, headers, comments, hidden text, and whatever else stands beside the body."""

from __future__ import annotations

import io

import docx as python_docx
import pytest
from make_docx import docx, note, paragraph, reference, run, text_box, with_parts

from mtcheck.checker import Checker
from mtcheck.readers import ReadError, read_bytes
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

BODY = "The bridge was shut on Monday, the council said."


def read(data: bytes) -> Document:
    return read_bytes(data, "a.docx", ".docx")


def said(document: Document) -> dict[str, str]:
    return dict(document.unread)


def with_notes(**more: str) -> bytes:
    body = docx(
        f"<w:p>{run('One.')}{reference('endnote', 7)}{reference('footnote', 5)}</w:p>",
        paragraph(BODY),
        f"<w:p>{run('Two.')}<w:del>{reference('footnote', 3)}</w:del>{reference('footnote', 2)}</w:p>",
    )
    footnotes = (
        note("footnote", 0, "", type="separator"),
        note("footnote", 1, "continued", type="continuationNotice"),
        note("footnote", 2, " It was late.", "", "It was dark."),
        note("footnote", 3, "Deleted."),
        note("footnote", 5, "First."),
    )
    endnotes = note("endnote", 7, "At the the end.")
    return with_parts(body, **{"footnotes": "".join(footnotes), "endnotes": endnotes, **more})


def test_notes_follow_the_body_in_the_order_of_their_references() -> None:
    document = read(with_notes())
    assert document.text.split("\n") == [
        "One.",
        BODY,
        "Two.",
        "First.",
        "It was late.",
        "It was dark.",
        "Deleted.",
        "At the the end.",
    ]
    names = [part.name for part in document.parts]
    assert names == ["footnote 1", "footnote 2", "a footnote without a reference", "endnote 1"]
    assert document.part_at(document.text.index("Two")) is None
    part = document.part_at(document.text.index("dark"))
    assert part is not None
    assert part.name == "footnote 2"


def test_a_finding_says_in_which_note_it_is() -> None:
    checker = Checker(Settings(no_engine=("harper", "languagetool"), model=False))
    report = checker.check(read(with_notes(footnotes="")))
    (finding,) = report.findings
    assert finding.message == "“the” stands twice (in endnote 1)."
    assert report.document.locate(finding.start, finding.end)[:2] == (4, 4)
    assert finding.text == "the the"


def test_comments_headers_and_objects_are_counted_and_not_read() -> None:
    comment = f"<w:comment>{paragraph('Check check this')}</w:comment>"
    data = with_parts(
        docx(paragraph(BODY)),
        comments=comment * 2,
        header=paragraph("The Daily is is it"),
        footer=paragraph("12"),
        chart="<?xml version='1.0'?><chart/>",
    )
    document = read(data)
    assert document.text == BODY
    assert said(document) == {
        "comments": "2 comments in the margin, with 6 words",
        "headers and footers": "5 words that stand beside the text, page after page",
        "embedded objects": "1 in the text (charts, diagrams or other files)",
    }


def test_what_python_docx_writes() -> None:
    file = python_docx.Document()
    file.add_paragraph(BODY)
    file.sections[0].header.paragraphs[0].text = "The Daily"
    file.sections[0].footer.paragraphs[0].text = "All rights reserved"
    hidden = file.add_paragraph("Shown. ").add_run("Not not shown.")
    hidden.font.hidden = True
    style = file.styles.add_style("Secret", python_docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.font.hidden = True
    file.add_paragraph("A secret secret.", style="Secret")
    file.add_paragraph("Last.")
    buffer = io.BytesIO()
    file.save(buffer)
    document = read(buffer.getvalue())
    assert document.text.split("\n") == [BODY, "Shown. ", "", "Last."]
    assert said(document) == {
        "headers and footers": "5 words that stand beside the text, page after page",
        "hidden text": "6 words that the formatting hides",
    }


STYLES = (
    '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Q"><w:basedOn w:val="P"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="R"><w:basedOn w:val="Q"/>'
    '<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="X"><w:basedOn w:val="Y"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Y"><w:basedOn w:val="X"/></w:style>'
    '<w:style w:type="character" w:styleId="C"><w:rPr><w:vanish w:val="true"/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("style", "properties", "is_hidden"),
    [
        ("", "", False),
        ("", "<w:vanish/>", True),
        ("", '<w:vanish w:val="false"/>', False),
        ("", '<w:rStyle w:val="C"/>', True),
        ("P", "", True),
        ("Q", "", True),
        ("R", "", False),
        ("X", "", False),
        ("P", '<w:vanish w:val="0"/>', False),
        ("P", '<w:rStyle w:val="C"/>', False),
        ("unknown", '<w:rStyle w:val="unknown"/>', False),
    ],
)
def test_hidden_text_is_what_run_or_styles_say(style: str, properties: str, is_hidden: bool) -> None:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    body = f"<w:p>{named}<w:r><w:rPr>{properties}</w:rPr><w:t>Text</w:t></w:r></w:p>"
    document = read(with_parts(docx(body), styles=STYLES))
    assert document.text == ("" if is_hidden else "Text")
    assert ("hidden text" in said(document)) is is_hidden


def test_codes_of_fields_and_deleted_text_are_not_read_and_results_are() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF is is</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("page 4")
        + "<w:del><w:r><w:delText>no</w:delText>"
        "<w:delInstrText>no</w:delInstrText></w:r></w:del>"
        f'<w:fldSimple w:instr="PAGE">{run(" of 9")}</w:fldSimple>'
    )
    assert read(docx(f"<w:p>{field}</w:p>")).text == "page 4 of 9"


def test_a_text_box_keeps_its_number_and_a_note_in_it_is_read_once() -> None:
    body = docx(f"<w:p>{run('One.')}{text_box('boxed')}{reference('footnote', 2)}</w:p>", paragraph("Two."))
    document = read(with_parts(body, footnotes=note("footnote", 2, "Noted.")))
    assert document.text.split("\n") == ["One.", "boxed", "Two.", "Noted."]


@pytest.mark.parametrize(
    "content",
    ["<?xml version='1.0'?><w:footnotes", "<?xml version='1.0'?>", "<w:footnote w:id='2'><w:p>"],
)
def test_a_damaged_part_is_said_and_the_body_is_read(content: str) -> None:
    document = read(with_parts(docx(paragraph(BODY)), footnotes=content))
    assert document.text == BODY
    assert "damaged" in said(document)["word/footnotes.xml"]


def test_entities_in_a_note_are_not_expanded() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="2"><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    document = read(with_parts(docx(paragraph(BODY)), footnotes=bomb))
    assert document.text == BODY
    assert "word/footnotes.xml" in said(document)


def test_a_part_that_is_not_there_is_an_error_of_the_file() -> None:
    data = with_parts(docx(paragraph(BODY)), footnotes=note("footnote", 2, "Noted."))
    broken = data.replace(b"word/footnotes.xml", b"word/footnotez.xml")
    with pytest.raises(ReadError, match="damaged"):
        read(broken)
