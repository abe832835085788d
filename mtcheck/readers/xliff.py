"""XLIFF 1.2 and 2.x, and TMX: translations with their sources, as translation tools exchange them.

The files of Trados (.sdlxliff), memoQ (.mqxliff) and Phrase (.mxliff) are XLIFF. All are parsed by
translate-toolkit, which is GPL-3.0-or-later and therefore an optional extra (`xliff`). Only this
module imports it, and only when there is such a file. Inline codes and tracked deletions are left out, and
what codes enclose is kept. Where a tool has parted a unit into segments (`<mrk mtype="seg">`), each is one of
its own. A target that its state calls untranslated, and that repeats the source, is no translation. A unit
that is not to be translated is no segment, and alternative translations are not read; every report says so.
A TMX has to have English and one other language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

from mtcheck.readers.bitext import Bitext, Row, bitext
from mtcheck.readers.encoding import decode_xml
from mtcheck.readers.error import ReadError
from mtcheck.readers.segment_states import SegmentState, SegmentStates, counted
from mtcheck.readers.xml_places import XmlPlaces
from mtcheck.text.document import Unread
from mtcheck.text.file_places import Anchor
from mtcheck.version import install_command

#: Text that a reviewer has deleted, with its change tracked.
_DELETED = frozenset({"x-sdl-deleted", "x-sdl-feedback-deleted"})
#: Elements whose text is code of the original format, or does not belong where it stands.
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut", "x", "bx", "ex", "sc", "ec", "note"})
_INSTALL = f"install it with: {install_command('xliff')}"
_EXPORT = "export it again from your translation tool"
_BREAK = re.compile(r"[ \t]*\r?\n\s*")
_MARK_TYPE = re.compile(r"\smtype\s*=\s*[\"']([^\"']*)[\"']")
_ROOT = re.compile(rb"<(?:\w+:)?xliff\b[^>]*?\sversion\s*=\s*[\"']([\d.]+)[\"']")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_xliff(data: bytes, name: str) -> Bitext:
    """The translation in an XLIFF file, with its source. Raises ReadError."""
    data = decode_xml(data, name)
    version = _ROOT.search(data)
    if version is None:
        raise ReadError(name, "is no XLIFF file, or one that does not say its version", _EXPORT)
    store = _parse(data, name, "xliff2" if version[1].startswith(b"2") else "xliff")
    for language in _target_languages(store):
        if not _is_english(language):
            cause = f"is translated into “{language}”; mtcheck reads English"
            raise ReadError(name, cause, "name a translation into English")
    units = [unit for unit in store.units if unit.istranslatable()]
    places = _Places(data, store)
    segments = [segment for unit in units for segment in _segments(unit, places)]
    unread = tuple(_unread(store, len(store.units) - len(units), [state for _, state in segments]))
    return _bitext([row for row, _ in segments], name, "xliff", unread)


def read_tmx(data: bytes, name: str) -> Bitext:
    """The English side of a translation memory, with its source. Raises ReadError."""
    data = decode_xml(data, name)
    store = _parse(data, name, "tmx")
    places = _Places(data, store)
    header = store.document.getroot().find("header")  # older toolkits do not say what stands there
    source = "" if header is None else header.get("srclang", "").lower()
    rows = [_memory_row(unit, number, source, name, places) for number, unit in enumerate(store.units, 1)]
    return _bitext(rows, name, "tmx")


def _bitext(rows: list[Row], name: str, format: str, unread: tuple[Unread, ...] = ()) -> Bitext:
    if not rows:
        raise ReadError(name, "has no segment that is to be translated", "check that it is the file you mean")
    return bitext(rows, name, format, with_codes=True, unread=unread)


def _target_languages(store: Any) -> Iterator[str]:
    """The languages of all files in a file."""
    for element in store.document.getroot().iter("{*}xliff", "{*}file"):
        language = element.get("target-language") or element.get("trgLang")
        if language:
            yield language.lower()


def _unread(store: Any, fixed: int, states: Sequence[SegmentState]) -> Iterator[Unread]:
    """What is left out. fixed: how many units are not to be translated. states: of the segments."""
    if fixed:
        yield Unread("segments that are not to be translated", f"{fixed:,}")
    root = store.document.getroot()
    alternatives = sum(1 for _ in root.iter("{*}alt-trans", "{*}matches"))
    if alternatives:
        yield Unread("alternative translations", f"of {alternatives:,} segment{'s' * (alternatives > 1)}")
    notes = sum(1 for note in root.iter("{*}note") if _text(note))
    if notes:
        yield Unread("notes", f"{notes:,}")
    if (counts := counted(states)) is not None:
        yield counts


class _Places:
    """Where the elements of a file stand, and what it calls them."""

    def __init__(self, data: bytes, store: Any) -> None:
        self._xml = XmlPlaces(data.decode())
        elements = list(store.document.getroot().iter("*"))
        # Entities that hold elements would put them at odds; then there are no places.
        is_same = len(elements) == len(self._xml)
        self._numbers = {element: number for number, element in enumerate(elements)} if is_same else {}

    def anchors(self, element: Any, text: str) -> tuple[Anchor, ...]:
        """Where the text of an element stands; empty where that is not known."""
        number = self._numbers.get(element)
        return () if number is None else self._xml.anchors(number, text, _is_code_tag)


def _segments(unit: Any, places: _Places) -> Iterator[tuple[Row, SegmentState]]:
    """The segments of a unit; where the two sides are not parted in the same way, it is one."""
    source, target = unit.get_source_dom(), unit.get_target_dom()
    states = SegmentStates(unit.xmlelement, target)
    marks = _marks(target)
    parts = {mid: _text(mark) for mid, mark in marks.items()}
    parted = next(iter(unit.xmlelement.iterchildren("{*}seg-source")), None)
    sources = {mid: _text(mark) for mid, mark in _marks(parted).items()}
    id = _id_of(unit.xmlelement)
    whole = unit.xmlelement if target is None else target
    if sources and (parts or not _text(target)):
        for mid in dict.fromkeys([*sources, *parts]):
            text = parts.get(mid, "")
            anchors = places.anchors(marks.get(mid, whole), text)
            yield _segment(Row(text, sources.get(mid, ""), (), f"{id}/{mid}", anchors), states.of(mid))
    else:
        text = _text(target)
        yield _segment(Row(text, _text(source), (), id, places.anchors(whole, text)), states.of(None))


def _segment(row: Row, state: SegmentState) -> tuple[Row, SegmentState]:
    """A segment; one of which there is only a copy of the source has no translation."""
    return replace(row, target="") if row.target == row.source and state.is_untranslated else row, state


def _id_of(element: Any) -> str:
    """What a file calls a unit or segment: its id, after those of what it stands in."""
    lineage = [element, *element.iterancestors()]
    ids = [ancestor.get("original") or ancestor.get("id") or ancestor.get("tuid") for ancestor in lineage]
    return "/".join(id for id in reversed(ids) if id)


def _marks(element: Any) -> dict[str, Any]:
    """The segments in an element, by their ids; none where there is text outside of them."""
    if element is None:
        return {}
    found = [mark for mark in element.iter("{*}mrk") if mark.get("mtype") == "seg"]
    marks = {mark.get("mid", str(number)): mark for number, mark in enumerate(found)}
    is_whole = "".join("".join(map(_text, marks.values())).split()) == "".join(_text(element).split())
    return marks if is_whole else {}


def _parse(data: bytes, name: str, module: str) -> Any:
    """The file as a store of translate-toolkit. module: of `translate.storage`."""
    try:
        import_module("translate")
    except ImportError:
        raise ReadError(name, "needs translate-toolkit, which is not installed", _INSTALL) from None
    try:
        storage = import_module(f"translate.storage.{module}")
    except ImportError as error:
        cause = f"needs another translate-toolkit than the one that is installed ({error})"
        raise ReadError(name, cause, "install a newer one: pip install -U translate-toolkit") from None
    store = {"xliff": "xlifffile", "xliff2": "Xliff2File", "tmx": "tmxfile"}[module]
    try:
        return getattr(storage, store).parsestring(data)
    except Exception as error:  # anything from XMLSyntaxError to AssertionError
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        cause = f"is no {module.removesuffix('2').upper()} file, or a damaged one ({reason})"
        raise ReadError(name, cause, _EXPORT) from error


def _memory_row(unit: Any, number: int, source: str, name: str, places: _Places) -> Row:
    """The English of a unit, with its text in the language of the file's source, else in the first other."""
    nodes = {
        (node.get(_LANGUAGE) or node.get("lang") or "").lower(): node for node in unit.getlanguageNodes()
    }
    texts = {language: _text(node) for language, node in nodes.items()}
    english = [language for language in texts if _is_english(language)]
    if not english:
        raise ReadError(name, "has a unit without English", "name a memory that has English and its source")
    others = [language for language in texts if not _is_english(language)]
    others.sort(key=lambda language: not _is_same_language(language, source))
    text, id = texts[english[0]], _id_of(unit.xmlelement) or f"unit {number}"
    anchors = places.anchors(nodes[english[0]], text)
    return Row(text, texts[others[0]] if others else "", (), id, anchors)


def _is_english(language: str) -> bool:
    return _is_same_language(language, "en")


def _is_same_language(language: str, other: str) -> bool:
    """Whether two codes, such as `de` and `de-AT`, are of one language."""
    return re.split("[-_]", language)[0] == re.split("[-_]", other)[0]


def _text(element: Any) -> str:
    """The text of a segment. The line breaks of an indented file are spaces."""
    return "" if element is None else _BREAK.sub(" ", "".join(_strings(element))).strip()


def _is_code(element: Any) -> bool:
    return _name(element.tag) in _CODES or element.get("mtype") in _DELETED


def _is_code_tag(tag: str) -> bool:
    """As `_is_code`, of a start tag as it is written."""
    name = re.split(r"[\s/>]", tag[1:], maxsplit=1)[0].rpartition(":")[2]
    kind = _MARK_TYPE.search(tag)
    return name in _CODES or (kind is not None and kind[1] in _DELETED)


def _name(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def _strings(element: Any) -> Iterator[str]:
    """The text in an element, found without recursion: a hostile file may nest thousands deep."""
    stack: list[Any] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        content: list[Any] = [item.text or ""]
        for child in item:
            is_element = isinstance(child.tag, str)  # and not a comment
            if is_element and not _is_code(child):
                content.append(child)
            content.append(child.tail or "")
        stack.extend(reversed(content))
