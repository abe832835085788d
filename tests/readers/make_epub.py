"""Makes small EPUB books, with the parts that pandoc, Calibre and Sigil write."""

from __future__ import annotations

import io
import zipfile

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
CONTAINER = (
    f'{_HEAD}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)


def page(body: str, title: str = "A title that that nobody sees") -> str:
    """An XHTML file."""
    return (
        f'{_HEAD}<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops" lang="en">\n'
        f"<head><title>{title}</title><style>p {{ margin: 0 }}</style></head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def parts(chapters: dict[str, str], spine: list[str] | None = None, more: str = "") -> dict[str, str]:
    """The parts of a book. chapters: their bodies by their paths; spine: these paths in another order; more:
    what else the package document holds.
    """
    items = "".join(
        f'<item id="i{number}" href="{path}" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if path.startswith('nav') else ''}/>"
        for number, path in enumerate(chapters)
    )
    order = [list(chapters).index(path) for path in (spine or chapters)]
    references = "".join(f'<itemref idref="i{number}"/>' for number in order)
    opf = (
        f'{_HEAD}<package version="3.0" xmlns="http://www.idpf.org/2007/opf">'
        f"<manifest>{items}</manifest><spine>{references}</spine>{more}</package>"
    )
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/content.opf": opf,
        **{f"OEBPS/{path}": page(body) for path, body in chapters.items()},
    }


def packed(files: dict[str, str]) -> bytes:
    """The parts as a file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text, stored)
    return buffer.getvalue()


def epub(chapters: dict[str, str]) -> bytes:
    """The book with these chapters, in their order."""
    return packed(parts(chapters))
