"""Subtitles (SubRip .srt and WebVTT): what is said, joined over the borders of cues.

Timings, numbers, notes, styles, tags (`<i>`, `<v Mary>`, `{\\an8}`), speakers (`- `, `>> `, `MARY:`) and
sound cues (`[door slams]`, and `(laughs)` at the beginning of a line) are masked, so that positions are those
of the file. A sentence goes on in the next cue. A paragraph ends where the speaker changes, where nothing is
shown for a while, and where a long one has come to the end of a sentence; lines of songs stand for
themselves. In captions that roll up (YouTube's), each line is in two cues or three, and is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mtcheck.readers.addresses import with_addresses
from mtcheck.readers.cues import Cue, Cues, srt_cues, webvtt_cues
from mtcheck.readers.encoding import decode
from mtcheck.readers.entities import entities
from mtcheck.readers.inline_codes import joining_lines, outermost, with_gaps
from mtcheck.text.document import Document, Unread
from mtcheck.text.masking import BOM, Mask, MaskedText, without_filler
from mtcheck.text.span import Span

#: Seconds without a subtitle after which somebody else is heard, or the same speaker begins anew.
PAUSE = 2.0
#: Characters after which a paragraph ends with the sentence.
LONG = 600
#: The share of cues that begin with the last line of the cue before, from which on the captions roll up.
_ROLLING = 0.3
#: The lines of a cue that may roll up.
_ROLLED = 3

_TAG = re.compile(
    r"</?[A-Za-z][^<>\r\n]{0,300}>|<\d[\d:.]*>|</>|\{\\[^{}\r\n]{0,300}\}|\{/?[A-Za-z](?::[^{}\r\n]*)?\}"
)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]*)>")
_LINE_BREAK = re.compile(r"\\[Nnh]")
_MUSIC = re.compile(r"[♩♪♫♬]+")
_SONG = re.compile(r"\s*(?:[♩♪♫♬]|#\s.*#\s*$)")
_DASH = re.compile(r"(?:[-‐‑−–—](?![-\d])[ \t]*|>{2,3}[ \t]*)(?=\S)")
_LABEL = re.compile(r"[A-Z][A-Z0-9 .,'’#&/-]{1,30}(?:\([^()\r\n]{0,40}\))?:(?=\s)[ \t]*")
_SQUARE = re.compile(r"\[[^\[\]]{0,300}\]:?")
#: What an editor has added to the words of a speaker: “[It is] only possible”.
_INSERTION = re.compile(r"\[[A-Z][a-z’'][^\[\]\r\n]{0,40}\][ \t]+[a-z]")
_ROUND = re.compile(r"\([^()]{0,200}\):?")
_ENDS = re.compile(r"(?:[.!?…:。！？]|\.\.\.)[\"'”’»)\]]*$")
_TRAILS_OFF = re.compile(r"(?:…|\.\.\.|-|–|—|,)[\"'”’»]*$")


@dataclass(frozen=True)
class _Line:
    """A line of a subtitle that says something."""

    cue: Cue
    """Where it stands."""
    span: Span
    """Its range, markup included."""
    said: str
    """What is said in it."""
    begins: bool
    """Whether somebody begins to speak: a dash, a name, a sound before it."""
    voice: str
    """Who speaks, as far as a tag of WebVTT says so."""
    is_song: bool
    """Whether it is sung."""


def read_srt(data: bytes, name: str) -> Document:
    """What is said in a SubRip file. Raises ReadError."""
    text, encoding = decode(data, name)
    if text.removeprefix(BOM).startswith("WEBVTT"):
        return _document(text, name, "webvtt", encoding, webvtt_cues(text, name))
    return _document(text, name, "srt", encoding, srt_cues(text, name))


def read_webvtt(data: bytes, name: str) -> Document:
    """What is said in a WebVTT file. Raises ReadError."""
    text, encoding = decode(data, name)
    return _document(text, name, "webvtt", encoding, webvtt_cues(text, name))


def _document(text: str, name: str, format: str, encoding: str, found: Cues) -> Document:
    repeated = _repeated_lines(text, found.cues)
    cues = [(cue, [line for line in cue.lines if line not in repeated]) for cue in found.cues]
    inner: list[Mask] = []
    sounds = 0
    for _, lines in cues:
        if lines:
            markup, count = _markup(text, lines)
            inner += markup
            sounds += count
    texts = [(lines[0].start, lines[-1].end) for _, lines in cues if lines]
    masks = with_addresses(text, with_gaps(inner, texts, len(text)))
    masked = MaskedText(text, masks)
    said = [line for cue, lines in cues for line in _lines(masked, cue, lines)]
    paragraphs = tuple(_paragraphs(said))
    return Document(
        text,
        name,
        format=format,
        masks=tuple(joining_lines(text, masks, paragraphs)),
        blocks=paragraphs,
        encoding=encoding,
        unread=tuple(_unread(found, sounds)),
    )


def _unread(found: Cues, sounds: int) -> Iterator[Unread]:
    if sounds:
        yield Unread("sound cues", f"{sounds:,} in brackets, which nobody says")
    if found.stray:
        lines = ", ".join(map(str, found.stray[:5])) + (", …" if len(found.stray) > 5 else "")
        yield Unread("text outside of subtitles", f"line{'s' * (len(found.stray) > 1)} {lines}")


def _repeated_lines(text: str, cues: Sequence[Cue]) -> frozenset[Span]:
    """In captions that roll up, the lines that the cue before has shown; else nothing."""
    repeated: set[Span] = set()
    count = 0
    for before, cue in pairwise(cue for cue in cues if cue.lines):
        shown = [_plain(text, line) for line in before.lines[-_ROLLED:]]
        again = 0
        for line in cue.lines[: len(shown)]:
            lines = [_plain(text, other) for other in cue.lines[: again + 1]]
            if lines != shown[-again - 1 :]:
                break
            again += 1
            repeated.add(line)
        count += again > 0
    return frozenset(repeated) if count >= max(3, _ROLLING * len(cues)) else frozenset()


def _plain(text: str, line: Span) -> str:
    return " ".join(_TAG.sub("", text[line.start : line.end]).split())


def _markup(text: str, lines: Sequence[Span]) -> tuple[list[Mask], int]:
    """What is not said in a cue, and how many sound cues there are."""
    start, end = lines[0].start, lines[-1].end
    masks = [
        *(Mask(*match.span(), fill="") for match in _TAG.finditer(text, start, end)),
        *(Mask(*match.span(), fill=" ") for match in _LINE_BREAK.finditer(text, start, end)),
        *(Mask(*match.span()) for match in _MUSIC.finditer(text, start, end)),
        *entities(text, start, end),
    ]
    sounds = []
    for match in _SQUARE.finditer(text, start, end):
        if _INSERTION.match(text, match.start(), end):
            masks += [
                Mask(match.start(), match.start() + 1, fill=""),
                Mask(match.end() - 1, match.end(), fill=""),
            ]
        else:
            sounds.append(Mask(*match.span()))
    masks += sounds
    count = len(sounds)
    ends = {mask.start: mask.end for mask in masks if not mask.fill}
    for line in lines:
        speakers = _beginning(text, line.start, end, ends)
        masks += speakers
        count += sum(text[mask.start] == "(" for mask in speakers)
    return outermost(masks), count


def _beginning(text: str, start: int, end: int, ends: Mapping[int, int]) -> list[Mask]:
    """Speakers and sounds at the beginning of a line, behind its tags.

    end: of the cue, as sounds may go on in its next line. ends: of the markup, by where it starts.
    """
    found: list[Mask] = []
    while start < end:
        if text[start].isspace():
            start += 1
            continue
        if start in ends:
            start = ends[start]
            continue
        match = _DASH.match(text, start, end) if not found else None
        match = match or _ROUND.match(text, start) or _LABEL.match(text, start, end)
        if match is None:
            break
        found.append(Mask(*match.span()))
        start = match.end()
    return found


def _lines(masked: MaskedText, cue: Cue, spans: Sequence[Span]) -> Iterator[_Line]:
    """The lines of a cue that say something."""
    voice = ""
    heard_sound = False
    for span in spans:
        source = masked.text[span.start : span.end]
        named = _VOICE.findall(source)
        voice = named[-1] if named else voice
        said = " ".join(without_filler(masked.prose[span.start : span.end]).split())
        if not said:
            heard_sound = True
            continue
        begins = heard_sound or _begins_masked(masked, span)
        yield _Line(cue, span, said, begins, voice, _SONG.match(_TAG.sub("", source)) is not None)
        heard_sound = False


def _begins_masked(masked: MaskedText, span: Span) -> bool:
    """Whether a speaker or a sound stands before what is said in a line."""
    for mask in masked.masks_in(span.start, span.end):
        if without_filler(masked.prose[span.start : mask.start]).strip():
            return False
        if mask.fill is None and not mask.opaque:
            return True
    return False


def _paragraphs(lines: Sequence[_Line]) -> Iterator[Span]:
    """The ranges in which lines belong together."""
    if not lines:
        return
    start = lines[0].span.start
    for line, next_line in pairwise(lines):
        if not _go_together(line, next_line, line.span.end - start):
            yield Span(start, line.span.end)
            start = next_line.span.start
    yield Span(start, lines[-1].span.end)


def _go_together(line: _Line, next_line: _Line, length: int) -> bool:
    """Whether the next line goes on with what is said. length: of the paragraph so far, in code points."""
    if line.is_song or next_line.is_song:
        return False
    goes_on = next_line.said.startswith(("…", "...")) or next_line.said[:1].islower()
    if goes_on and (not _ENDS.search(line.said) or _TRAILS_OFF.search(line.said)):
        return True
    if next_line.begins or next_line.voice != line.voice:
        return False
    if length > LONG and _ENDS.search(line.said) and not goes_on:
        return False
    return next_line.cue is line.cue or next_line.cue.start - line.cue.end <= PAUSE
