"""OpenDocument text: paragraphs and their numbers, what is not read, and files that are none."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make_odt import box, comment, note, odt, p, packed, parts, style
from odf import dc, office, table, text
from odf.opendocument import OpenDocumentText
from odf.style import Style, TextProperties
from odf.teletype import addTextToElement

from mtcheck.readers import ReadError, read_bytes
from mtcheck.text.document import Document, Location

#: What XML can hold of what people type; odfpy writes spaces, tabs and line breaks as elements.
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn")) | st.sampled_from(" \n\t")
HIDDEN = 'text:display="none"'


def read(data: bytes) -> Document:
    return read_bytes(data, "a.odt", ".odt")


def paragraphs(data: bytes) -> list[str]:
    """The paragraphs that the document's units tell."""
    document = read(data)
    assert document.units is not None
    ends = [start - 1 for start in document.units[1:]] + [len(document.text)]
    return [document.text[start:end] for start, end in zip(document.units, ends, strict=True)]


def unread(data: bytes) -> dict[str, str]:
    return dict(read(data).unread)


@settings(max_examples=30)
@given(st.lists(st.text(CHARACTERS, max_size=20), min_size=1, max_size=6))
def test_what_odfpy_writes_is_read(texts: list[str]) -> None:
    file = OpenDocumentText()
    for content in texts:
        paragraph = text.P()
        addTextToElement(paragraph, content)
        file.text.addElement(paragraph)
    buffer = io.BytesIO()
    file.save(buffer)
    # White space at the beginning of a paragraph is none; of two spaces, odfpy writes the first as it is.
    got = paragraphs(buffer.getvalue())
    assert [line.strip(" ").replace("\ufffc", "[object]") for line in texts] == [
        line.strip(" ") for line in got
    ]


def test_a_document_of_odfpy_with_its_lists_tables_notes_and_comments() -> None:
    file = OpenDocumentText()
    secret = Style(name="Secret", family="text")
    secret.addElement(TextProperties(display="none"))
    file.automaticstyles.addElement(secret)
    file.text.addElement(text.H(outlinelevel=1, text="Schools face a smaller budget"))
    paragraph = text.P(text="The council will vote")
    remark = office.Annotation()
    remark.addElement(dc.Creator(text="An editor"))
    remark.addElement(text.P(text="Is that that so?"))
    paragraph.addElement(remark)
    footnote = text.Note(noteclass="footnote", id="1")
    footnote.addElement(text.NoteCitation(text="1"))
    body = text.NoteBody()
    body.addElement(text.P(text="It voted in in May."))
    footnote.addElement(body)
    paragraph.addElement(footnote)
    paragraph.addText(" on")
    paragraph.addElement(text.S(c=2))
    paragraph.addElement(text.Span(stylename=secret, text="no "))
    paragraph.addText("Thursday.")
    file.text.addElement(paragraph)
    entries = text.List()
    item = text.ListItem()
    item.addElement(text.P(text="An item"))
    entries.addElement(item)
    file.text.addElement(entries)
    grid = table.Table()
    row = table.TableRow()
    cell = table.TableCell()
    cell.addElement(text.P(text="A cell"))
    row.addElement(cell)
    grid.addElement(row)
    file.text.addElement(grid)
    buffer = io.BytesIO()
    file.save(buffer)
    assert paragraphs(buffer.getvalue()) == [
        "Schools face a smaller budget",
        "The council will vote on  Thursday.",
        "An item",
        "A cell",
        "It voted in in May.",
    ]
    assert unread(buffer.getvalue()) == {
        "comments": "one in the margin",
        "hidden text": "one passage that a reader does not see",
    }


def test_white_space_is_one_space_and_elements_stand_for_more() -> None:
    data = odt(
        p(
            "\n  One  \n <text:span> two</text:span> <text:s text:c='3'/>three<text:tab/>four"
            "<text:line-break/>five"
        ),
        p("no\u00a0\u00a0break"),
        p("a<text:s/>b<text:soft-page-break/>c"),
    )
    assert paragraphs(data) == ["One two    three\tfour\nfive", "no\u00a0\u00a0break", "a bc"]


def test_positions_are_paragraphs_and_offsets_in_them() -> None:
    document = read(odt(p("One."), p(), p("Two<text:line-break/>three three.")))
    start = document.text.index("three three")
    assert document.locate(start, start + 11) == Location(3, 5, 3, 16, 4, 15)
    assert document.line_unit == "paragraph"
    assert len(document.paragraphs) == 2


def test_boxes_come_after_their_paragraph_and_notes_after_the_body() -> None:
    inner = box(f"in a box{note('of the box')}")
    section = f'<text:section text:name="s">{p("in a section")}</text:section>'
    data = odt(p(f"before {note('a note')}{inner}and after"), section, box("on the page"), p("last"))
    expected = ["before and after", "in a box", "in a section", "on the page", "last", "a note", "of the box"]
    assert paragraphs(data) == expected
    document = read(data)
    parts = [(document.text[part.start :].split("\n")[0], part.name) for part in document.parts]
    assert parts == [("a note", "footnote 1"), ("of the box", "footnote 2")]
    assert document.part_at(0) is None


def test_a_note_without_a_paragraph_is_no_mistake() -> None:
    empty = '<text:note text:note-class="endnote"><text:note-body/></text:note>'
    document = read(odt(p(f"One{empty}{note('two')}.{empty}")))
    assert [part.name for part in document.parts] == ["footnote 1"]


def test_tracked_changes_count_as_accepted_and_deletions_are_said() -> None:
    region = (
        '<text:tracked-changes><text:changed-region xml:id="c1"><text:deletion>'
        f"<office:change-info/>{p('gone gone')}</text:deletion></text:changed-region>"
        '<text:changed-region xml:id="c2"><text:insertion/></text:changed-region></text:tracked-changes>'
    )
    changed = p('It <text:change-start text:change-id="c2"/>new<text:change-end text:change-id="c2"/>'
                '<text:change text:change-id="c1"/>.')  # fmt: skip
    assert paragraphs(odt(region, changed)) == ["It new."]
    assert unread(odt(region, changed)) == {"deleted text": "one tracked deletion"}


@pytest.mark.parametrize(
    ("xml", "styles"),
    [
        (p('seen<text:span text:style-name="T1">no no</text:span>'), style("T1", "text", HIDDEN)),
        (p('seen<text:span text:style-name="T1">no no</text:span>'), style("T1", "text", "", "Hidden")),
        (p("seen<text:hidden-text text:is-hidden='true'>no no</text:hidden-text>"), ""),
        (p("seen") + f'<text:section text:display="none">{p("no no")}</text:section>', ""),
    ],
    ids=["by its style", "by the parent of its style", "by a field", "by its section"],
)
def test_hidden_text_is_not_checked_and_that_is_said(xml: str, styles: str) -> None:
    assert paragraphs(odt(xml, styles=styles)) == ["seen"]
    assert unread(odt(xml, styles=styles)) == {"hidden text": "one passage that a reader does not see"}


def test_a_hidden_paragraph_keeps_its_number() -> None:
    hidden = style("P1", "paragraph", HIDDEN)
    field = p('<text:hidden-paragraph text:is-hidden="true"/>no no')
    assert paragraphs(odt(p("one"), p("no no", "P1"), field, p("four"), styles=hidden)) == [
        "one",
        "",
        "",
        "four",
    ]


def test_a_style_that_takes_back_what_its_parent_hides_is_read() -> None:
    styles = style("T1", "text", 'text:display="true"', "Hidden")
    assert paragraphs(odt(p('<text:span text:style-name="T1">seen</text:span>'), styles=styles)) == ["seen"]


def test_styles_in_a_circle_hide_nothing() -> None:
    styles = style("A", "text", "", "B") + style("B", "text", "", "A")
    assert paragraphs(odt(p('<text:span text:style-name="A">seen</text:span>'), styles=styles)) == ["seen"]


def test_what_is_not_read_is_said() -> None:
    frame = (
        "<draw:frame><draw:object/><svg:title>Pupils</svg:title><svg:desc>in a row</svg:desc></draw:frame>"
    )
    index = (
        f"<text:table-of-content><text:index-body>{p('Heading 1')}</text:index-body></text:table-of-content>"
    )
    page = f"<style:header>{p('The Daily')}</style:header><style:footer>{p('1')}</style:footer>"
    data = odt(index, p(f"Let {frame} be true.{comment('why')}{comment('who')}"), page=page)
    assert paragraphs(data) == ["Let [object] be true."]
    assert read(data).prose == "Let \ufffc\ufffc\ufffc\ufffc\ufffc\ufffc\ufffc\ufffc be true."
    assert unread(data) == {
        "comments": "2 in the margin",
        "headers and footers": "one that is repeated on the pages",
        "tables of contents": "one made from the text",
        "embedded objects": "one, such as a formula or a chart",
        "descriptions of images": "2",
    }


def test_an_encrypted_file_is_said_to_be_one() -> None:
    files = parts(p("a"))
    manifest = "META-INF/manifest.xml"
    files[manifest] = files[manifest].replace(
        "</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>"
    )
    with pytest.raises(ReadError, match=r"a\.odt: is encrypted; save it without a password"):
        read(packed(files))


def test_another_kind_of_document_is_not_taken_for_a_text() -> None:
    with pytest.raises(ReadError, match="holds an OpenDocument spreadsheet, not a text"):
        read(packed(parts("", kind="spreadsheet")))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip",
        packed({}),
        packed({"content.xml": "<x/>"})[:-20],
        odt("<text:p>"),
        odt(p())[:-30],
        odt("<text:p>" * 400 + "</text:p>" * 400),
    ],
    ids=["empty", "text", "no parts", "damaged end", "damaged xml", "cut off", "too deep"],
)
def test_what_is_no_opendocument_text_is_an_error(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert "damaged" in caught.value.cause
    assert "\n" not in str(caught.value)


def test_entities_are_not_expanded_and_their_text_is_not_lost_in_silence() -> None:
    files = parts(p("One &b; two"))
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 1000 + '">]>\n'
    files["content.xml"] = files["content.xml"].replace("\n", f"\n{bomb}", 1)
    with pytest.raises(ReadError, match="refers to the entity"):
        read(packed(files))


def test_a_file_outside_is_not_fetched() -> None:
    files = parts(p("One &b; two"))
    outside = '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/hostname">]>\n'
    files["content.xml"] = files["content.xml"].replace("\n", f"\n{outside}", 1)
    with pytest.raises(ReadError, match="refers to the entity"):
        read(packed(files))


def test_a_zip_bomb_is_not_unpacked() -> None:
    buffer = io.BytesIO(odt(p("a")))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as file, file.open("big.xml", "w") as part:
        for _ in range(40):
            part.write(b" " * 1_000_000)
    with pytest.raises(ReadError, match="unpacks to 40 MB"):
        read(buffer.getvalue())


def test_spaces_that_are_written_as_a_number_are_no_bomb() -> None:
    document = read(odt(p("a<text:s text:c='999999999999'/>b<text:s text:c='-1'/>c<text:s text:c='x'/>d")))
    assert len(document.text) < 200


@settings(max_examples=100)
@given(st.data())
def test_a_damaged_file_raises_nothing_but_read_error(data: st.DataObject) -> None:
    file = bytearray(odt(p("one"), p(f"two{note('three')}")))
    for _ in range(data.draw(st.integers(1, 5))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ReadError):
        read(bytes(file[: data.draw(st.integers(0, len(file)))]))
