"""XLIFF 1.2 and 2.x, and TMX: translations with their sources, as translation tools exchange them.

They are parsed by translate-toolkit, which is GPL-3.0-or-later and therefore an optional extra
(`mtcheck[xliff]`). Only this module imports it, and only when there is such a file. Inline codes are left
out, and what they enclose is kept. A unit that is not to be translated is no segment, and alternative
translations are not read. A TMX has to have English and one other language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from mtcheck.readers.bitext import Bitext, Row, bitext
from mtcheck.readers.error import ReadError

#: Elements whose text is code of the original format, or does not belong where it stands.
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut", "x", "bx", "ex", "sc", "ec", "note"})
_INSTALL = 'install it with: pip install "mtcheck[xliff]"'
_EXPORT = "export it again from your translation tool"
_BREAK = re.compile(r"[ \t]*\r?\n\s*")
_ROOT = re.compile(rb"<(?:\w+:)?xliff\b[^>]*?\sversion\s*=\s*[\"']([\d.]+)[\"']")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_xliff(data: bytes, name: str) -> Bitext:
    """The translation in an XLIFF file, with its source. Raises ReadError."""
    version = _ROOT.search(data)
    if version is None:
        raise ReadError(name, "is no XLIFF file, or one that does not say its version", _EXPORT)
    store = _parse(data, name, "xliff2" if version[1].startswith(b"2") else "xliff")
    language = (store.gettargetlanguage() or "en").lower()
    if not _is_english(language):
        cause = f"is translated into “{language}”; mtcheck reads English"
        raise ReadError(name, cause, "name a translation into English")
    rows = [
        Row(_text(unit.get_target_dom()), _text(unit.get_source_dom()))
        for unit in store.units
        if unit.istranslatable()
    ]
    return _bitext(rows, name, "xliff")


def read_tmx(data: bytes, name: str) -> Bitext:
    """The English side of a translation memory, with its source. Raises ReadError."""
    store = _parse(data, name, "tmx")
    header = store.document.getroot().find("header")  # older toolkits do not say what stands there
    source = "" if header is None else header.get("srclang", "").lower()
    return _bitext([_memory_row(unit, source, name) for unit in store.units], name, "tmx")


def _bitext(rows: list[Row], name: str, format: str) -> Bitext:
    if not rows:
        raise ReadError(name, "has no segment that is to be translated", "check that it is the file you mean")
    return bitext(rows, name, format)


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
        raise ReadError(name, cause, 'install it anew with: pip install -U "mtcheck[xliff]"') from None
    store = {"xliff": "xlifffile", "xliff2": "Xliff2File", "tmx": "tmxfile"}[module]
    try:
        return getattr(storage, store).parsestring(data)
    except Exception as error:  # anything from XMLSyntaxError to AssertionError
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        cause = f"is no {module.removesuffix('2').upper()} file, or a damaged one ({reason})"
        raise ReadError(name, cause, _EXPORT) from error


def _memory_row(unit: Any, source: str, name: str) -> Row:
    """The English of a unit, with its text in the language of the file's source, else in the first other."""
    texts = {
        (node.get(_LANGUAGE) or node.get("lang") or "").lower(): _text(node)
        for node in unit.getlanguageNodes()
    }
    english = [language for language in texts if _is_english(language)]
    if not english:
        raise ReadError(name, "has a unit without English", "name a memory that has English and its source")
    others = [language for language in texts if not _is_english(language)]
    others.sort(key=lambda language: not _is_same_language(language, source))
    return Row(texts[english[0]], texts[others[0]] if others else "")


def _is_english(language: str) -> bool:
    return _is_same_language(language, "en")


def _is_same_language(language: str, other: str) -> bool:
    """Whether two codes, such as `de` and `de-AT`, are of one language."""
    return re.split("[-_]", language)[0] == re.split("[-_]", other)[0]


def _text(element: Any) -> str:
    """The text of a segment. The line breaks of an indented file are spaces."""
    return "" if element is None else _BREAK.sub(" ", "".join(_strings(element))).strip()


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
            if is_element and child.tag.rpartition("}")[2] not in _CODES:
                content.append(child)
            content.append(child.tail or "")
        stack.extend(reversed(content))
