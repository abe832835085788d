"""Makes small .docx files: `python tests/readers/make_docx.py` writes the fixture
`fixtures/school-budget.docx`.

The files have the three parts that a .docx needs and nothing else, so that they are small and the same on
every run.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

FIXTURE = Path(__file__).parents[2] / "fixtures" / "school-budget.docx"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPC = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_OPC}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}"/></Types>'
)
_RELATIONSHIPS = (
    f'{_HEAD}<Relationships xmlns="{_OPC}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
)
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def run(text: str) -> str:
    """A run; a line feed is a line break, a tab a tab."""
    xml = escape(text).replace("\n", "</w:t><w:br/><w:t>").replace("\t", "</w:t><w:tab/><w:t>")
    return "<w:r>" + f"<w:t>{xml}</w:t>".replace("<w:t>", '<w:t xml:space="preserve">') + "</w:r>"


def paragraph(*texts: str) -> str:
    """A paragraph of one run a text."""
    return f"<w:p>{''.join(map(run, texts))}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of one paragraph a cell."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def text_box(text: str) -> str:
    """A text box in its two versions, as Word writes it: one for itself, one for programs of before 2010."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{content}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def with_parts(data: bytes, **parts: str) -> bytes:
    """A file with more parts, each by its kind (`footnotes`, `header`), to which its body is related.

    A part is the content of its root element, or all of it if it begins with `<?xml`.
    """
    ids = "".join(
        f'<Relationship Id="rIdX{kind}" Type="{_OFFICE.rpartition("/")[0]}/{kind}" Target="{kind}.xml"/>'
        for kind in parts
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    related = "word/_rels/document.xml.rels"
    empty = f'{_HEAD}<Relationships xmlns="{_OPC}/relationships"></Relationships>'
    files[related] = files.get(related, empty).replace("</Relationships>", f"{ids}</Relationships>")
    for kind, content in parts.items():
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        whole = f"{_HEAD}<w:{root} {_NAMESPACES}>{content}</w:{root}>"
        files[f"word/{kind}.xml"] = content if content.startswith("<?xml") else whole
        override = (
            f'<Override PartName="/word/{kind}.xml" ContentType="{_WORD.replace("document.main", kind)}"/>'
        )
        types = "[Content_Types].xml"
        files[types] = files[types].replace("</Types>", f"{override}</Types>")
    return zipped(files)


def note(kind: str, number: int, *texts: str, type: str = "") -> str:
    """A footnote or endnote of one paragraph a text."""
    attribute = f' w:type="{type}"' if type else ""
    return f'<w:{kind} w:id="{number}"{attribute}>{"".join(map(paragraph, texts))}</w:{kind}>'


def reference(kind: str, number: int) -> str:
    """A run that refers to a note."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def docx(*body: str) -> bytes:
    """The file with these elements in its body."""
    document = f"{_HEAD}<w:document {_NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>"
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELATIONSHIPS,
        "word/document.xml": document,
    }
    return zipped(parts)


def zipped(parts: dict[str, str]) -> bytes:
    """The parts as a file, the same on every run."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def article() -> bytes:
    """The fixture: a short article with a few damaged phrases."""
    return docx(
        paragraph("Schools face a smaller budget"),
        paragraph(""),
        paragraph("The council will will vote on ", "Thursday", ". Parents were be told ", "only yesterday."),
        f"<w:p>{run('“Nobody asked us,” said Ana Pérez, whose ')}"
        "<w:del><w:r><w:delText>two </w:delText></w:r></w:del>"
        f"{run('children go to Hillside.')}{text_box('Hillside has 412 pupils pupils.')}</w:p>",
        table(("School", "Cut"), ("Hillside", "8%"), ("Riverbank", "5%")),
        paragraph("Contact the desk:\nschools@example.org"),
    )


if __name__ == "__main__":
    FIXTURE.write_bytes(article())
