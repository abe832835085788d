"""Glossaries: what the terms of a source are called in English.

They are read from TBX (ISO 30042, versions 2 and 3) and from CSV. The first row of a CSV names its columns:
`source` and `target`, or the codes of the languages (`de`, `en`), and `status` if there is one. Without such
names, the first two columns are read, and the third as the status. Tabs and semicolons part columns, too.
Several renderings of a term are parted by `|`, or stand in rows of their own. The status is one of TBX:
preferred and admitted terms are wanted; deprecated, superseded and obsolete ones are forbidden.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from mtcheck.readers.cells import declared_delimiter
from mtcheck.readers.encoding import decode, decode_xml
from mtcheck.readers.error import ReadError
from mtcheck.readers.side_files import read_side_file
from mtcheck.text.masking import BOM

#: Parts of the names of statuses, without spaces and hyphens, by which a term is forbidden.
_FORBIDDEN = (
    "deprecated",
    "superseded",
    "forbidden",
    "obsolete",
    "notallowed",
    "rejected",
    "prohibited",
    "donotuse",
)
_ENGLISH = ("en", "english")
_STATUSES = ("administrativeStatus", "normativeAuthorization")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class GlossaryError(Exception):
    """A glossary cannot be read. The message names the file, the cause, and what to do."""


@dataclass(frozen=True)
class GlossaryEntry:
    """A concept of a glossary."""

    source: tuple[str, ...]
    """Its terms in the source language."""
    wanted: tuple[str, ...]
    """What it is called in English."""
    forbidden: tuple[str, ...] = ()
    """What it must not be called in English."""


def load(paths: Iterable[str], language: str) -> tuple[GlossaryEntry, ...]:
    """The entries of all files that have terms in the source language (ISO 639-1) and in English.

    Raises GlossaryError.
    """
    return tuple(entry for path in paths for entry in _entries(path, language))


@lru_cache(maxsize=8)
def _entries(path: str, language: str) -> tuple[GlossaryEntry, ...]:
    try:
        data = read_side_file(Path(path))
    except OSError as error:
        cause = f"cannot be read ({error.strerror or error}); check the path in the settings"
        raise GlossaryError(f"glossary {path}: {cause}") from None
    is_tbx = path.lower().endswith((".tbx", ".xml")) or _is_xml(data)
    terms = _from_tbx(data, path, language) if is_tbx else _from_csv(data, path, language)
    return tuple(
        GlossaryEntry(tuple(concept.source), tuple(concept.wanted), tuple(concept.forbidden))
        for concept in terms
        if any(concept.source) and (concept.wanted or concept.forbidden)
    )


def _is_xml(data: bytes) -> bool:
    """Whether a file begins as XML does, in any encoding, byte-order mark or not."""
    return data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] == b"<"


@dataclass
class _Concept:
    """An entry in the making."""

    source: list[str] = field(default_factory=list)
    wanted: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)

    def add(self, terms: Iterable[str], status: str) -> None:
        """Adds English terms of that status."""
        letters = "".join(char for char in status.lower() if char.isalpha())
        is_forbidden = any(word in letters for word in _FORBIDDEN)
        (self.forbidden if is_forbidden else self.wanted).extend(terms)


def _from_tbx(data: bytes, path: str, language: str) -> list[_Concept]:
    from lxml import etree  # heavy, and needed for TBX alone

    try:
        # No entities and no network: a glossary is somebody else's file.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(decode_xml(data, path), parser)
    except ReadError as error:
        raise GlossaryError(f"glossary {error}") from None
    except etree.XMLSyntaxError as error:
        raise GlossaryError(f"glossary {path}: no valid TBX ({error.msg}); export it again") from None
    concepts = [_tbx_concept(entry, language) for entry in root.iter("{*}termEntry", "{*}conceptEntry")]
    if not concepts:
        raise GlossaryError(f"glossary {path}: no termEntry or conceptEntry in it; is it TBX?")
    return concepts


def _tbx_concept(entry: Any, language: str) -> _Concept:
    concept = _Concept()
    for section in entry.iter("{*}langSet", "{*}langSec"):
        code = _language_code(section.get(_LANGUAGE) or section.get("lang") or "")
        for group in section.iter("{*}tig", "{*}ntig", "{*}termSec"):
            term = " ".join("".join(element.itertext()) for element in group.iter("{*}term")).strip()
            if term and code == language:
                concept.source.append(term)
            elif term and code == "en":
                concept.add([term], _tbx_status(group))
    return concept


def _tbx_status(group: Any) -> str:
    notes = group.iter("{*}termNote", "{*}administrativeStatus", "{*}normativeAuthorization")
    return "".join(
        "".join(note.itertext()) for note in notes if (note.get("type") or _STATUSES[0]) in _STATUSES
    )


def _language_code(label: str) -> str:
    """The code of the language that a label such as `de-AT` or `de_AT` begins with."""
    return label.lower().replace("_", "-").split("-")[0]


class _CsvColumns(NamedTuple):
    """The indices of the columns of a CSV."""

    source: int
    target: int
    status: int | None


def _from_csv(data: bytes, path: str, language: str) -> Iterable[_Concept]:
    rows = _csv_rows(data, path)
    header = [cell.strip().lower() for cell in rows[0]]
    columns = _csv_columns(header, language)
    if columns is not None:
        rows = rows[1:]
    elif not {"target", *_ENGLISH}.isdisjoint(header):
        return ()  # a glossary of other languages
    else:
        columns = _CsvColumns(0, 1, 2)
    concepts: dict[str, _Concept] = {}
    for number, row in enumerate(rows, 1):
        if len(row) <= max(columns.source, columns.target):
            cause = f"row {number} has {len(row)} column(s); two are needed, source and target"
            raise GlossaryError(f"glossary {path}: {cause}")
        term = row[columns.source].strip()
        concept = concepts.setdefault(term, _Concept([term]))
        renderings = [part.strip() for part in row[columns.target].split("|") if part.strip()]
        status = "" if columns.status is None or len(row) <= columns.status else row[columns.status]
        concept.add(renderings, status)
    return concepts.values()


def _csv_rows(data: bytes, path: str) -> list[list[str]]:
    """The rows of a CSV that are neither blank nor remarks; at least one."""
    try:
        text = decode(data, path)[0].removeprefix(BOM)
    except ReadError as error:
        raise GlossaryError(f"glossary {error}") from None
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        raise GlossaryError(f"glossary {path}: it is empty; put source,target in a line each")
    delimiter = declared_delimiter(lines[0])
    if delimiter is None:
        delimiter = max("\t;,", key=lines[0].count)
    elif len(lines) > 1:
        lines = lines[1:]
    return list(csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter))


def _csv_columns(header: list[str], language: str) -> _CsvColumns | None:
    """The columns that a header names; None if it does not name a source and a target."""

    codes = [_language_code(cell) for cell in header]
    cells = list(enumerate(zip(header, codes, strict=True)))
    source = next((index for index, (cell, code) in cells if cell == "source" or code == language), None)
    target = next((index for index, (cell, code) in cells if cell == "target" or code in _ENGLISH), None)
    if source is None or target is None or source == target:
        return None
    return _CsvColumns(source, target, header.index("status") if "status" in header else None)
