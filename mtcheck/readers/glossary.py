"""Glossaries: what a term of the source is called in English. Read from TBX (ISO 30042, versions 2 and 3) or
CSV.

CSV: a header names the columns: `source` and `target`, or the languages' codes (`de`, `en`); optional
`status`. Several renderings are parted by `|` or stand in rows of their own. Without a header the first two
columns are taken. Tabs and semicolons part columns, too. Status: `preferred`, `admitted`, or `forbidden`
(also deprecated, superseded, obsolete, not allowed), as TBX calls them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

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
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class GlossaryError(Exception):
    """A glossary that cannot be read. The message names the file, says why, and what to do."""


@dataclass(frozen=True)
class GlossaryEntry:
    """source: terms of the source language that mean the same. wanted, forbidden: what they are called in
    English, or never.
    """

    source: tuple[str, ...]
    wanted: tuple[str, ...]
    forbidden: tuple[str, ...] = ()


def load(paths: Iterable[str], language: str) -> tuple[GlossaryEntry, ...]:
    """The entries of all files with terms in the source language (ISO 639-1) and in English. Raises
    GlossaryError.
    """
    return tuple(entry for path in paths for entry in _entries(path, language))


@lru_cache(maxsize=8)
def _entries(path: str, language: str) -> tuple[GlossaryEntry, ...]:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise GlossaryError(
            f"glossary {path}: cannot be read ({error.strerror or error}); check the path in the settings"
        ) from None
    if path.lower().endswith((".tbx", ".xml")) or data.lstrip()[:1] == b"<":
        return tuple(_from_tbx(data, path, language))
    return tuple(_from_csv(data, path, language))


def _from_tbx(data: bytes, path: str, language: str) -> Iterator[GlossaryEntry]:
    from lxml import etree  # heavy, and only for TBX

    try:
        # No entities and no network: a glossary is somebody else's file.
        root = etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
    except etree.XMLSyntaxError as error:
        raise GlossaryError(f"glossary {path}: no valid TBX ({error.msg}); export it again") from None
    found = 0
    for concept in root.iter("{*}termEntry", "{*}conceptEntry"):
        source: list[str] = []
        wanted: list[str] = []
        forbidden: list[str] = []
        for section in concept.iter("{*}langSet", "{*}langSec"):
            code = (
                (section.get(_LANGUAGE) or section.get("lang") or "").lower().replace("_", "-").split("-")[0]
            )
            for group in section.iter("{*}tig", "{*}ntig", "{*}termSec"):
                term = " ".join("".join(element.itertext()) for element in group.iter("{*}term")).strip()
                if not term:
                    continue
                status = "".join(
                    "".join(note.itertext())
                    for note in group.iter(
                        "{*}termNote", "{*}administrativeStatus", "{*}normativeAuthorization"
                    )
                    if (note.get("type") or "administrativeStatus")
                    in ("administrativeStatus", "normativeAuthorization")
                )
                if code == language:
                    source.append(term)
                elif code == "en":
                    (forbidden if _is_forbidden(status) else wanted).append(term)
        found += 1
        if source and (wanted or forbidden):
            yield GlossaryEntry(tuple(source), tuple(wanted), tuple(forbidden))
    if not found:
        raise GlossaryError(f"glossary {path}: no termEntry or conceptEntry in it; is it TBX?")


def _from_csv(data: bytes, path: str, language: str) -> Iterator[GlossaryEntry]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise GlossaryError(f"glossary {path}: not UTF-8; save it as CSV UTF-8") from None
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        raise GlossaryError(f"glossary {path}: it is empty; put source,target in a line each")
    mark = max("\t;,", key=lambda one: lines[0].count(one))
    rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=mark))
    columns = _columns([cell.strip().lower() for cell in rows[0]], language)
    if columns is None and any(cell.strip().lower() in ("en", "english", "target") for cell in rows[0]):
        return  # a glossary of other languages
    if columns is not None:
        rows = rows[1:]
    source, target, status = columns or (0, 1, 2)
    entries: dict[str, tuple[list[str], list[str]]] = {}
    for number, row in enumerate(rows, 1):
        if len(row) <= max(source, target):
            raise GlossaryError(
                f"glossary {path}: row {number} has {len(row)} column(s); two are needed, source and target"
            )
        wanted, forbidden = entries.setdefault(row[source].strip(), ([], []))
        banned = status is not None and len(row) > status and _is_forbidden(row[status])
        (forbidden if banned else wanted).extend(
            part.strip() for part in row[target].split("|") if part.strip()
        )
    for term, (wanted, forbidden) in entries.items():
        if term and (wanted or forbidden):
            yield GlossaryEntry((term,), tuple(wanted), tuple(forbidden))


def _columns(header: list[str], language: str) -> tuple[int, int, int | None] | None:
    codes = [cell.replace("_", "-").split("-")[0] for cell in header]
    source = next((i for i, cell in enumerate(header) if cell == "source" or codes[i] == language), None)
    target = next(
        (i for i, cell in enumerate(header) if cell == "target" or codes[i] in ("en", "english")), None
    )
    if source is None or target is None or source == target:
        return None
    return source, target, next((i for i, cell in enumerate(header) if cell == "status"), None)


def _is_forbidden(status: str) -> bool:
    plain = "".join(char for char in status.lower() if char.isalpha())
    return any(word in plain for word in _FORBIDDEN)
