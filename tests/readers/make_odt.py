"""Makes small .odt files, with the parts and the markup that LibreOffice writes."""

from __future__ import annotations

import io
import zipfile

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "draw": "drawing",
        "style": "style",
        "table": "table",
        "svg": "svg-compatible",
        "manifest": "manifest",
        "fo": "xsl-fo-compatible",
    }.items()
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
TEXT_TYPE = "application/vnd.oasis.opendocument.text"


def p(xml: str = "", style: str = "Standard") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{xml}</text:p>'


def note(xml: str) -> str:
    """A footnote of one paragraph, where it is referred to."""
    return (
        '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p(xml)}</text:note-body></text:note>"
    )


def box(xml: str) -> str:
    """A text box, where it is anchored."""
    return f'<draw:frame draw:name="Frame1"><draw:text-box>{p(xml)}</draw:text-box></draw:frame>'


def comment(xml: str) -> str:
    """A comment in the margin."""
    return f"<office:annotation>{p(xml)}</office:annotation>"


def style(name: str, family: str, properties: str, parent: str = "") -> str:
    """A style with these text properties."""
    of = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="{family}"{of}>'
        f"<style:text-properties {properties}/></style:style>"
    )


def parts(body: str, styles: str = "", page: str = "", kind: str = "text") -> dict[str, str]:
    """The parts of a file. styles: automatic ones; page: what its master page has."""
    return {
        "mimetype": TEXT_TYPE,
        "content.xml": f"{_HEAD}<office:document-content {_NAMESPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        "styles.xml": f"{_HEAD}<office:document-styles {_NAMESPACES}><office:styles>"
        f"{style('Hidden', 'text', 'text:display=' + chr(34) + 'none' + chr(34))}</office:styles>"
        f'<office:master-styles><style:master-page style:name="Standard">{page}</style:master-page>'
        "</office:master-styles></office:document-styles>",
        "META-INF/manifest.xml": f"{_HEAD}<manifest:manifest {_NAMESPACES}>"
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>",
    }


def packed(parts: dict[str, str]) -> bytes:
    """The parts as a file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text, stored)
    return buffer.getvalue()


def odt(*body: str, styles: str = "", page: str = "") -> bytes:
    """The file with these elements in its body."""
    return packed(parts("".join(body), styles, page))
