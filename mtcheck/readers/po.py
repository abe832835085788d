"""PO, translations of programs as gettext keeps them: msgstr is the translation, msgid its source.

Positions are lines and columns of the file. The parser is our own because polib, which the tests compare it
with, does not say where a string stands. Escapes (`\\"`) read as their characters, and what stands outside of
the strings is masked. Entries that are untranslated, fuzzy (nobody has confirmed them, and programs do not
show them) or obsolete are not checked, and every report says so. Where the msgids are keys (`home.title`) or
English themselves, there is no source to compare with.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mtcheck.readers.addresses import with_addresses
from mtcheck.readers.bitext import Bitext
from mtcheck.readers.encoding import decode
from mtcheck.readers.error import ReadError
from mtcheck.readers.inline_codes import inline_codes, joining_lines, outermost, with_gaps
from mtcheck.text.document import Document, Unread
from mtcheck.text.language import judge
from mtcheck.text.masking import BOM, LINE_BREAK, Mask
from mtcheck.text.segmentation import plain_paragraphs
from mtcheck.text.span import Span

_KEYWORD = re.compile(r"\s*(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d{1,2})\])?)\s*(?=\")")
_STRING = re.compile(r"\s*\"((?:[^\"\\]|\\.)*)\"\s*")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)", re.DOTALL)
_CHARACTERS = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "f": "\f", "b": "\b", "a": "\a"}
_CHARSET = re.compile(rb"charset=([\w.:-]{1,40})")
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_OBSOLETE = re.compile(r"\s*#~\s*msgid\s")
#: What marks a string without spaces as data: `calendar:MY`, `app;program;tool`.
_DATA = re.compile(r"\w[:;=|]\w")
#: A msgid that names a message and does not say it.
_KEY = re.compile(r"[A-Za-z0-9]+(?:[._:/-][A-Za-z0-9]+)+|[A-Z0-9_]+|[a-z0-9]+(?:[A-Z][a-z0-9]+)+")
_MEND = "mend it (msgfmt --check says what is wrong), or export it again"


@dataclass
class _Entry:
    """A message of the file. Its strings are the ranges between quotation marks, one a line."""

    id: list[Span] = field(default_factory=list)
    """The strings of its msgid."""
    plural: list[Span] = field(default_factory=list)
    """The strings of its msgid_plural."""
    translations: dict[int, list[Span]] = field(default_factory=dict)
    """The strings of its msgstr, by the number of the plural form."""
    is_fuzzy: bool = False
    """Whether it is flagged as such."""


@dataclass(frozen=True)
class _Unit:
    """A string of the file, which may be written in several lines."""

    text: str
    """What it says, escapes resolved."""
    places: array[int]
    """Where each character of it is written, and where the last one ends."""
    masks: tuple[Mask, ...]
    """What of it is no prose, escapes and the ends of lines included."""

    @property
    def start(self) -> int:
        """Where the first character is written."""
        return self.places[0]

    @property
    def end(self) -> int:
        """Where the last character ends."""
        return self.places[-1]

    def blocks(self) -> Iterator[Span]:
        """The ranges of its paragraphs in the file."""
        for block in plain_paragraphs(self.text):
            yield Span(self.places[block.start], self.places[block.end])


def read_po(data: bytes, name: str) -> Bitext:
    """The translations in a PO file, with what they translate. Raises ReadError."""
    declared = _CHARSET.search(data[:10_000])
    text, encoding = decode(data, name, declared[1].decode("ascii") if declared else None)
    parser = _Parser(text, name)
    entries = [entry for entry in parser.entries() if entry.id]
    header, messages = _take_header(text, entries)
    _check_language(header, name)
    used = [entry for entry in messages if not entry.is_fuzzy and _is_translated(text, entry)]
    if not used:
        raise _nothing_translated(name, len(messages), sum(entry.is_fuzzy for entry in messages))
    pairs = [pair for entry in used for pair in _pairs(text, entry)]
    targets, sources = [target for target, _ in pairs], [source for _, source in pairs]
    unread = tuple(_unread(text, messages, parser.obsolete))
    target = _document(text, name, encoding, targets, unread)
    sample = _document(text, name, encoding, sources[:_SAMPLE])
    if _are_keys(sources) or (len(sample.words) >= _TELLING and judge(sample).english):
        return Bitext(target)
    return Bitext(target, _document(text, name, encoding, sources), aligned=True)


class _Parser:
    """One pass over the lines of a file."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._entry = _Entry()
        self._strings: list[Span] | None = None  # where the next line of a string belongs
        self.obsolete = 0
        """How many obsolete entries there are, once all are read."""

    def entries(self) -> list[_Entry]:
        """The entries, in order. Raises ReadError."""
        entries: list[_Entry] = []
        for number, line in enumerate(_lines(self._text), 1):
            written = self._text[line.start : line.end]
            if not written.strip():
                continue
            is_comment = written.lstrip().startswith("#")
            keyword = None if is_comment else _KEYWORD.match(written)
            begins = is_comment or (keyword is not None and keyword[1] in ("msgid", "msgctxt"))
            if begins and self._entry.translations:
                entries.append(self._entry)
                self._entry = _Entry()
                self._strings = None
            if is_comment:
                self._comment(written)
            else:
                self._string(keyword, line, number)
        entries.append(self._entry)
        return entries

    def _comment(self, written: str) -> None:
        if written.lstrip().startswith("#,") and re.search(r"\bfuzzy\b", written):
            self._entry.is_fuzzy = True
        self.obsolete += _OBSOLETE.match(written) is not None

    def _string(self, keyword: re.Match[str] | None, line: Span, number: int) -> None:
        if keyword is not None:
            self._strings = self._place_of(keyword)
        start = line.start + (keyword.end() if keyword else 0)
        string = _STRING.fullmatch(self._text, start, line.end)
        if string is None or self._strings is None:
            raise ReadError(self._name, f"is no PO file, or damaged in line {number}", _MEND)
        self._strings.append(Span(*string.span(1)))

    def _place_of(self, keyword: re.Match[str]) -> list[Span] | None:
        """Where the strings of a keyword belong; None where it stands out of order."""
        entry, word = self._entry, keyword[1]
        if word == "msgctxt":
            return []
        if word == "msgid":
            return None if entry.id else entry.id
        if not entry.id:
            return None
        if word == "msgid_plural":
            return entry.plural
        return entry.translations.setdefault(int(keyword[2] or 0), [])


def _lines(text: str) -> Iterator[Span]:
    start = len(BOM) if text.startswith(BOM) else 0
    for line_break in LINE_BREAK.finditer(text):
        yield Span(start, line_break.start())
        start = line_break.end()
    yield Span(start, len(text))


def _take_header(text: str, entries: Sequence[_Entry]) -> tuple[dict[str, str], list[_Entry]]:
    """The fields of the header, and the other entries."""
    messages = [entry for entry in entries if _written(text, entry.id)]
    headers = [entry for entry in entries if not _written(text, entry.id) and entry.translations]
    if not headers:
        return {}, messages
    unit = _unit(text, headers[0].translations.get(0, []))
    return dict(_FIELD.findall(unit.text)) if unit else {}, messages


def _check_language(header: dict[str, str], name: str) -> None:
    language = header.get("Language") or header.get("X-Poedit-Language") or "en"
    if not re.match(r"en(?![a-z])|english", language, re.IGNORECASE):
        cause = f"is translated into “{language}”; mtcheck reads English"
        raise ReadError(name, cause, "name a translation into English")


def _nothing_translated(name: str, messages: int, fuzzy: int) -> ReadError:
    if not messages:
        return ReadError(name, "is a PO file without an entry", "check that it is the file you mean")
    count = f"{messages:,} entr{'y' if messages == 1 else 'ies'}, {fuzzy:,} fuzzy"
    return ReadError(
        name, f"has no confirmed translation ({count})", "translate it, or confirm what is fuzzy"
    )


def _is_translated(text: str, entry: _Entry) -> bool:
    return any(_written(text, strings).strip() for strings in entry.translations.values())


def _written(text: str, strings: Sequence[Span]) -> str:
    return "".join([text[span.start : span.end] for span in strings])


def _pairs(text: str, entry: _Entry) -> Iterator[tuple[_Unit, _Unit]]:
    """The translations of an entry, each with what it translates: English has one plural form."""
    sources = [_unit(text, entry.id)]
    sources.append(_unit(text, entry.plural) if entry.plural else sources[0])
    for number, strings in sorted(entry.translations.items()):
        target, source = _unit(text, strings), sources[min(number, 1)]
        if target is not None and source is not None:
            yield target, source


def _unit(text: str, strings: Sequence[Span]) -> _Unit | None:
    """What several lines of a string say together; None if that is nothing."""
    characters: list[str] = []
    places: array[int] = array("q")
    masks: list[Mask] = []
    last: Span | None = None
    for span in strings:
        if span.start == span.end:
            continue
        if last is not None:
            masks.append(Mask(last.end, span.start, fill=""))
        last = span
        at = span.start
        for escape in (*_ESCAPE.finditer(text, span.start, span.end), None):
            end = span.end if escape is None else escape.start()
            characters.append(text[at:end])
            places.extend(range(at, end))
            if escape is not None:
                character = _character(escape[0])
                characters.append(character)
                places.append(escape.start())
                masks.append(Mask(*escape.span(), fill=" " if character.isspace() else character))
                at = escape.end()
    said = "".join(characters)
    if last is None or not said.strip():
        return None
    start, end = places[0], last.end
    places.append(end)
    if _DATA.search(said) and not re.search(r"\s", said):
        masks = [Mask(start, end, opaque=True)]
    codes = inline_codes(text, start, end, access_keys=len(places) <= _MENU)
    return _Unit(said, places, tuple(outermost([*masks, *codes])))


#: How many msgids are read to tell their language.
_SAMPLE = 300
#: Words from which on the language of a text can be told.
_TELLING = 4
#: The longest entry of a menu, in code points.
_MENU = 60


def _character(escape: str) -> str:
    if escape[1] == "x" or escape[1].isdigit():
        code = int(escape[2:], 16) if escape[1] == "x" else int(escape[1:], 8)
        return chr(code) if 32 <= code < 127 else " "
    return _CHARACTERS.get(escape[1], escape[1])


def _are_keys(sources: Sequence[_Unit]) -> bool:
    """Whether most of the msgids are names of messages."""
    return sum(_KEY.fullmatch(unit.text) is not None for unit in sources) > len(sources) / 2


def _unread(text: str, messages: Sequence[_Entry], obsolete: int) -> Iterator[Unread]:
    counts: Counter[str] = Counter()
    for entry in messages:
        if not _is_translated(text, entry):
            counts["untranslated"] += 1
        elif entry.is_fuzzy:
            counts["fuzzy"] += 1
    if counts["untranslated"]:
        yield Unread("untranslated entries", f"{counts['untranslated']:,} of {len(messages):,}")
    if counts["fuzzy"]:
        yield Unread("fuzzy entries", f"{counts['fuzzy']:,}, which nobody has confirmed")
    if obsolete:
        yield Unread("obsolete entries", f"{obsolete:,}, which the program no longer has")


def _document(
    text: str, name: str, encoding: str, units: Iterable[_Unit], unread: tuple[Unread, ...] = ()
) -> Document:
    """The document whose prose are these strings of a file. One that is used twice is there once."""
    starts: list[int] = []
    by_start: dict[int, _Unit] = {}
    for unit in units:
        starts.append(unit.start)
        by_start[unit.start] = unit
    ordered = [by_start[start] for start in sorted(by_start)]
    texts = [(unit.start, unit.end) for unit in ordered]
    paragraphs = tuple(block for unit in ordered for block in unit.blocks())
    masks = with_gaps((mask for unit in ordered for mask in unit.masks), texts, len(text))
    return Document(
        text,
        name,
        format="po",
        masks=tuple(joining_lines(text, with_addresses(text, masks), paragraphs)),
        blocks=paragraphs,
        aligned_units=tuple(starts),
        is_escaped=True,
        encoding=encoding,
        unread=unread,
    )
