"""Hostile files that grow: texts in each format that is no text itself, and what only such formats can have.
Each is made by its size in characters, more or less.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Final
from xml.sax.saxutils import escape

MakeFile = Callable[[int], bytes]
Wrap = Callable[[str], bytes]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("", text), {'"': "&quot;"})


def package(parts: Mapping[str, str]) -> bytes:
    """A ZIP file with these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content.encode("utf-8", "surrogatepass"))
    return data.getvalue()


def docx(body: str) -> bytes:
    """A .docx with this body, in WordprocessingML."""
    return package(
        {
            "[Content_Types].xml": f'{_XML}<Types xmlns="{_TYPES}">'
            f'<Default Extension="rels" ContentType="{_RELATIONSHIPS_TYPE}"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}"/></Types>',
            "_rels/.rels": f'{_XML}<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'{_XML}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        }
    )


def word_paragraph(text: str) -> str:
    """A paragraph of WordprocessingML."""
    return f'<w:p><w:r><w:t xml:space="preserve">{_xml(text)}</w:t></w:r></w:p>'


def odt(body: str) -> bytes:
    """An .odt with this body, in OpenDocument."""
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'{_XML}<office:document-content xmlns:office="{_ODF}:office:1.0" '
            f'xmlns:text="{_ODF}:text:1.0" xmlns:table="{_ODF}:table:1.0"><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
        }
    )


def epub(chapters: list[str]) -> bytes:
    """An .epub with these chapters, in HTML."""
    items = "".join(
        f'<item id="c{number}" href="c{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    return package(
        {
            "META-INF/container.xml": f'{_XML}<container xmlns="{_ODF}:container">'
            '<rootfiles><rootfile full-path="book.opf"/></rootfiles></container>',
            "book.opf": f'{_XML}<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest>'
            f"<spine>{spine}</spine></package>",
            **{f"c{number}.xhtml": chapter for number, chapter in enumerate(chapters)},
        }
    )


def xliff(units: str) -> bytes:
    """An XLIFF 1.2 file with these units."""
    return (
        f'{_XML}<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" '
        f'source-language="de" target-language="en" datatype="plaintext"><body>{units}</body></file></xliff>'
    ).encode()


def unit(target: str, number: int = 1) -> str:
    """A unit of XLIFF; the target is XML."""
    return f'<trans-unit id="{number}"><source>Ein Wort</source><target>{target}</target></trans-unit>'


def tmx(units: str) -> bytes:
    """A TMX file with these units."""
    return (
        f'{_XML}<tmx version="1.4"><header creationtool="a" creationtoolversion="1" segtype="sentence" '
        f'o-tmf="a" adminlang="en" srclang="de" datatype="plaintext"/><body>{units}</body></tmx>'
    ).encode()


def _tmx_unit(target: str) -> str:
    return (
        f'<tu><tuv xml:lang="de"><seg>Ein Wort</seg></tuv><tuv xml:lang="en"><seg>{target}</seg></tuv></tu>'
    )


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _po_entry(text: str) -> str:
    return f'msgid "Ein Wort"\nmsgstr {json.dumps(text, ensure_ascii=False)}\n\n'


def _cells(text: str) -> bytes:
    quoted = text.replace('"', '""')
    return _encoded(f'source,target\n"Ein Wort","{quoted}"\n')


#: What puts a text into a file, by the suffix.
WRAPPED: Final[dict[str, Wrap]] = {
    ".docx": lambda text: docx(word_paragraph(text)),
    ".odt": lambda text: odt(f"<text:p>{_xml(text)}</text:p>"),
    ".epub": lambda text: epub([f"<html><body><p>{_xml(text)}</p></body></html>"]),
    ".xlf": lambda text: xliff(unit(_xml(text))),
    ".tmx": lambda text: tmx(_tmx_unit(_xml(text))),
    ".po": lambda text: _encoded(_po_entry(text)),
    ".json": lambda text: _encoded(json.dumps({"text": text}, ensure_ascii=False)),
    ".csv": _cells,
}


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: unit * max(1, size // len(unit))


def _nested(opening: str, core: str, closing: str, most: int = 60) -> Callable[[int], str]:
    """The core again and again, inside as many elements as XML may nest."""
    return lambda size: opening * most + core * max(1, size // len(core)) + closing * most


def _deep(opening: str, core: str, closing: str) -> Callable[[int], str]:
    return lambda size: (
        opening * (size // (len(opening) + len(closing)))
        + core
        + closing * (size // (len(opening) + len(closing)))
    )


_TABLE = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
_ODT_TABLE = (
    "<table:table><table:table-row><table:table-cell>",
    ("</table:table-cell></table:table-row></table:table>"),
)
_PARAGRAPH = word_paragraph("A word.")
_BOX = "<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"


def _of(wrap: Callable[[str], bytes], generate: Callable[[int], str]) -> MakeFile:
    return lambda size: wrap(generate(size))


#: Files of a structure of their own: what it is, the suffix and the file.
FILES: Final[dict[str, tuple[str, MakeFile]]] = {
    "paragraphs": (".docx", _of(docx, _repeated(_PARAGRAPH))),
    "runs": (".docx", _of(lambda runs: docx(f"<w:p>{runs}</w:p>"), _repeated("<w:r><w:t>a </w:t></w:r>"))),
    "cells": (".docx", _of(docx, _repeated(_TABLE[0] + _PARAGRAPH + _TABLE[1]))),
    "nested tables": (".docx", _of(docx, _nested(_TABLE[0], _PARAGRAPH, _TABLE[1]))),
    "deep tables": (".docx", _of(docx, _deep(_TABLE[0], _PARAGRAPH, _TABLE[1]))),
    "nested text boxes": (".docx", _of(docx, _nested(_BOX[0], _PARAGRAPH, _BOX[1], most=50))),
    "deep insertions": (
        ".docx",
        _of(lambda runs: docx(f"<w:p>{runs}</w:p>"), _deep("<w:ins>", "<w:r><w:t>a</w:t></w:r>", "</w:ins>")),
    ),
    "paragraphs of OpenDocument": (".odt", _of(odt, _repeated("<text:p>A word.</text:p>"))),
    "spans": (
        ".odt",
        _of(lambda runs: odt(f"<text:p>{runs}</text:p>"), _repeated("<text:span>a </text:span>")),
    ),
    "nested tables of OpenDocument": (
        ".odt",
        _of(odt, _nested(_ODT_TABLE[0], "<text:p>A word.</text:p>", _ODT_TABLE[1])),
    ),
    "deep spans": (
        ".odt",
        _of(lambda runs: odt(f"<text:p>{runs}</text:p>"), _deep("<text:span>", "a", "</text:span>")),
    ),
    "nested lists of OpenDocument": (
        ".odt",
        _of(
            odt,
            _nested(
                "<text:list><text:list-item>", "<text:p>A word.</text:p>", "</text:list-item></text:list>"
            ),
        ),
    ),
    "chapters": (
        ".epub",
        lambda size: epub(["<html><body><p>A word.</p></body></html>"] * max(1, size // 200)),
    ),
    "units": (".xlf", _of(xliff, _repeated(unit("A word.")))),
    "inline codes": (".xlf", _of(lambda codes: xliff(unit(codes)), _repeated('<x id="1"/>word '))),
    "nested inline codes": (
        ".xlf",
        _of(lambda codes: xliff(unit(codes)), _nested('<g id="1">', "word ", "</g>")),
    ),
    "units of TMX": (".tmx", _of(tmx, _repeated(_tmx_unit("A word.")))),
    "entries of PO": (".po", _of(str.encode, _repeated(_po_entry("A word.")))),
    "nested lists of JSON": (".json", _of(str.encode, _deep("[", '{"text": "A word."}', "]"))),
    "articles of JSON": (
        ".json",
        _of(lambda items: f"[{items.removesuffix(',')}]".encode(), _repeated('{"text": "A word."},')),
    ),
    "fields of JSON": (
        ".json",
        lambda size: json.dumps(
            {"text": "A word."} | {f"a{number}": 1 for number in range(size // 10)}
        ).encode(),
    ),
    "escapes of JSON": (".json", _of(lambda text: f'{{"text": "{text}"}}'.encode(), _repeated("\\u0041\\n"))),
    "lines of JSON": (".jsonl", _of(str.encode, _repeated('{"text": "A word."}\n'))),
    "rows": (
        ".csv",
        _of(lambda rows: ("source,target\n" + rows).encode(), _repeated('"Ein Wort","A word."\n')),
    ),
    "columns": (
        ".csv",
        lambda size: (
            ",".join(f"a{n}" for n in range(size // 10)) + ",target\n" + "," * (size // 10) + "b\n"
        ).encode(),
    ),
    "quotes": (".csv", _of(lambda quotes: ("target\n" + quotes + "\n").encode(), _repeated('""'))),
}
