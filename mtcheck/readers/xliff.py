"""XLIFF 1.2 and 2.x, and TMX: translations with their sources, as translation tools exchange them.

They are parsed by translate-toolkit, which is GPL-3.0-or-later and therefore an optional extra
(`mtcheck[xliff]`): this module alone imports it, when such a file comes. Inline codes are left out and what
they enclose is kept. A unit that is not to be translated is no segment; of alternative translations none is
read. A TMX has to have English and one other language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from mtcheck.readers.bitext import Bitext, Row, bitext
from mtcheck.readers.error import ReadError

#: Elements whose text is code of the original format, or something that is not in the place where it stands.
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
    store = _parsed(data, name, "xliff2" if version[1].startswith(b"2") else "xliff")
    language = (store.gettargetlanguage() or "en").lower()
    if not _is_english(language):
        raise ReadError(
            name, f"is translated into “{language}”; mtcheck reads English", "name a translation into English"
        )
    rows = [
        Row(_text(unit.get_target_dom()), _text(unit.get_source_dom()))
        for unit in store.units
        if unit.istranslatable()
    ]
    return _checked(rows, name, "xliff")


def read_tmx(data: bytes, name: str) -> Bitext:
    """The English side of a translation memory, with its source. Raises ReadError."""
    store = _parsed(data, name, "tmx")
    header = store.document.getroot().find("header")  # older toolkits do not tell what stands there
    source = "" if header is None else header.get("srclang", "").lower()
    return _checked([_of_languages(unit, source, name) for unit in store.units], name, "tmx")


def _checked(rows: list[Row], name: str, format: str) -> Bitext:
    if not rows:
        raise ReadError(name, "has no segment that is to be translated", "check that it is the file you mean")
    return bitext(rows, name, format)


def _parsed(data: bytes, name: str, module: str) -> Any:
    try:
        import_module("translate")
    except ImportError:
        raise ReadError(name, "needs translate-toolkit, which is not installed", _INSTALL) from None
    try:
        storage = import_module(f"translate.storage.{module}")
    except ImportError as error:
        cause = f"needs another translate-toolkit than the one that is installed ({error})"
        raise ReadError(name, cause, 'install it anew with: pip install -U "mtcheck[xliff]"') from None
    kind = {"xliff": "xlifffile", "xliff2": "Xliff2File", "tmx": "tmxfile"}[module]
    try:
        return getattr(storage, kind).parsestring(data)
    except Exception as error:  # anything from XMLSyntaxError to AssertionError
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        raise ReadError(
            name, f"is no {module.removesuffix('2').upper()} file, or a damaged one ({reason})", _EXPORT
        ) from error


def _of_languages(unit: Any, source: str, name: str) -> Row:
    """The English of a unit, and of its other languages that of the file's source, else the first."""
    texts = {
        (node.get(_LANGUAGE) or node.get("lang") or "").lower(): _text(node)
        for node in unit.getlanguageNodes()
    }
    english = [language for language in texts if _is_english(language)]
    others = sorted(
        (language for language in texts if not _is_english(language)), key=lambda one: not _same(one, source)
    )
    if not english:
        raise ReadError(name, "has a unit without English", "name a memory that has English and its source")
    return Row(texts[english[0]], texts[others[0]] if others else "")


def _is_english(language: str) -> bool:
    return _same(language, "en")


def _same(language: str, other: str) -> bool:
    return re.split("[-_]", language)[0] == re.split("[-_]", other)[0]


def _text(element: Any) -> str:
    """The text of a segment. The line breaks of an indented file are spaces."""
    return "" if element is None else _BREAK.sub(" ", "".join(_pieces(element))).strip()


def _pieces(element: Any) -> Iterator[str]:
    """Without recursion: a hostile file may nest thousands deep."""
    stack: list[Any] = [element]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            yield one
            continue
        inside: list[Any] = [one.text or ""]
        for child in one:
            tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else None  # a comment has no tag
            inside += [child] if tag is not None and tag not in _CODES else []
            inside.append(child.tail or "")
        stack.extend(reversed(inside))
