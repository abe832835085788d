"""Words whose bytes were read in the wrong encoding, once or several times, and what they were.

A word is suspected where it has a sequence of UTF-8 as some other encoding shows it. Only then is ftfy
loaded, which repairs what is mixed or was misread again; what it leaves is decoded here, a layer at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

#: Encodings in which UTF-8 is misread, the likeliest first. The later ones need more evidence.
_SURE = ("cp1252", "latin-1", "mac_roman", "cp1251")
_DOUBTFUL = ("cp1250", "cp1254", "iso8859-2", "cp1257", "cp1253", "cp437")
_PUNCTUATION = "–—’”“‘…»«\u00a0•"
#: “œuvre”, “Škoda”, “Đoković” and “Ñandú” begin with these; in text that is right, no letter follows them.
_FIRST_LETTERS = frozenset({"Å“", "Å\xa0", "Ä‘", "Ã‘"})
# What `_suspicion` needs, and most texts lack: it takes long to make.
_COULD_BE = re.compile(r"[^\x00-\x7f]{2}|Ã ")
_WORD = re.compile(r"[^ \t\r\n\v\f]+")
# “voilà” and “à la” whose no-break space, a byte of the letter, became a plain one or was dropped.
_LOST_BYTE = re.compile(r"(?:^|[a-z])Ã$")
#: Cyrillic that was misread as Cyrillic: every letter has become Р or С and another character.
_CYRILLIC = re.compile(r"(?:[РС][^\x00-\x7f]){3,}")
#: How often a text may have been misread.
_LAYERS = 5
#: The longest word that is repaired, in code points.
_LONGEST = 4000


class Misreading(NamedTuple):
    """Characters of a text that were misread."""

    start: int
    """Offset of the first one, in code points."""
    end: int
    """Offset behind the last one."""
    meant: str
    """What stood there before."""


class _Codec(NamedTuple):
    """An encoding in which UTF-8 may have been read."""

    sequences: re.Pattern[str]
    """Characters of UTF-8, two to four bytes each, as it shows them."""
    bytes: dict[str, int]
    """The byte for each of its characters above ASCII."""
    is_sure: bool
    """Whether such a sequence hardly stands in text that is right."""


def misreadings(text: str) -> Iterator[Misreading]:
    """What was misread in a text, a finding a word, in order."""
    if not _COULD_BE.search(text) or not _suspicion().search(text):
        return
    for word in _WORD.finditer(text):
        if word[0].isascii():
            continue
        is_cut = _LOST_BYTE.search(word[0]) and re.match(r" [\x00-\x7f]", text[word.end() : word.end() + 2])
        lost = "\xa0" if is_cut else ""
        if _is_suspect(word[0] + lost):
            yield from _repair(word, lost)


@cache
def _suspicion() -> re.Pattern[str]:
    """What a misread character begins with, in any of the encodings."""
    bytes_of = [_bytes_of(codec) for codec in (*_SURE, *_DOUBTFUL)]
    lead = {character for byte_of in bytes_of for character, byte in byte_of.items() if byte >= 0xC2}
    follow = {character for byte_of in bytes_of for character, byte in byte_of.items() if byte < 0xC0}
    return re.compile(f"[{re.escape(''.join(sorted(lead)))}][{re.escape(''.join(sorted(follow)))}]|Ã ")


@cache
def _bytes_of(codec: str) -> dict[str, int]:
    byte_of: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        try:
            byte_of[bytes([byte]).decode(codec)] = byte
        except UnicodeDecodeError:
            byte_of[chr(byte)] = byte  # holes of the code page come through as C1 controls
    return byte_of


@cache
def _codecs() -> tuple[_Codec, ...]:
    return tuple(_codec(name, is_sure=name in _SURE) for name in (*_SURE, *_DOUBTFUL))


def _codec(name: str, *, is_sure: bool) -> _Codec:
    byte_of = _bytes_of(name)

    def characters(low: int, high: int) -> str:
        return "[" + re.escape("".join(c for c, byte in byte_of.items() if low <= byte <= high)) + "]"

    follow = characters(0x80, 0xBF)
    two, three = f"{characters(0xC2, 0xDF)}{follow}", f"{characters(0xE0, 0xEF)}{follow}{{2}}"
    four = f"{characters(0xF0, 0xF4)}{follow}{{3}}"
    return _Codec(re.compile(f"(?:{two}|{three}|{four})+"), byte_of, is_sure)


def _is_suspect(word: str) -> bool:
    if len(word) > _LONGEST or not _suspicion().search(word):
        return False
    return _CYRILLIC.search(word) is not None or any(_decode(word, codec) != word for codec in _codecs())


def _repair(word: re.Match[str], lost: str) -> Iterator[Misreading]:
    """The part of a word that was misread, if it is one, whole. lost: what stood behind it."""
    written, repaired = word[0], word[0] + lost
    for _ in range(_LAYERS):
        layer = repaired
        repaired = _ask_ftfy(layer)
        if repaired == layer:
            repaired = _decode_best(layer)
        if repaired == layer:
            break
    if repaired == written or not all(map(_is_plausible, set(repaired) - set(written))):
        return
    first, last = 0, 0
    shortest = min(len(written), len(repaired))
    while first < shortest and written[first] == repaired[first]:
        first += 1
    while last < shortest - first and written[-1 - last] == repaired[-1 - last]:
        last += 1
    while first and _belongs(written[first - 1]):
        first -= 1
    while last and _belongs(written[-last]):
        last -= 1
    meant = repaired[first : len(repaired) - last]
    yield Misreading(word.start() + first, word.end() - last, meant)


def _belongs(character: str) -> bool:
    """Whether a character beside what changed is of the same damage: the pound sign of `Â£` stays."""
    return character > "\x7f" and character not in _PUNCTUATION


def _ask_ftfy(word: str) -> str:
    """The word as ftfy repairs it; as it is where nobody writes what came of it."""
    from ftfy import fix_encoding

    repaired: str = fix_encoding(word)
    return repaired if all(map(_is_plausible, set(repaired) - set(word))) else word


def _decode_best(word: str) -> str:
    """The word with one layer less, in the encoding that leaves no capitals within it and decodes most."""
    readings = dict.fromkeys(_decode(word, codec) for codec in _codecs())
    readings.pop(word, None)
    return min(readings, key=lambda reading: (_capitals_within(reading), len(reading)), default=word)


def _capitals_within(word: str) -> int:
    return sum(before.islower() and after.isupper() for before, after in pairwise(word))


def _decode(word: str, codec: _Codec) -> str:
    """The word with what looks misread in this encoding decoded."""

    def decode(match: re.Match[str]) -> str:
        try:
            meant = bytes(codec.bytes[character] for character in match[0]).decode("utf-8")
        except UnicodeDecodeError:
            return match[0]
        is_wanted = _is_plausible if codec.is_sure else _is_western
        # What was misread more than once becomes characters of the same encoding first.
        is_legible = all(is_wanted(character) or character in codec.bytes for character in meant)
        return meant if is_legible and _is_misread(match, meant, codec) else match[0]

    return codec.sequences.sub(decode, word)


def _is_plausible(character: str) -> bool:
    """Whether articles contain it: accented letters, typographic marks, other common scripts, emoji."""
    return (
        _is_western(character)
        or "\u0390" <= character <= "\u045f"
        or "\u05d0" <= character <= "\u064a"
        or "\u20a0" <= character <= "\u22ff"
        or "\u3000" <= character <= "\u9fff"
        or "\U0001f300" <= character <= "\U0001faff"
        or "\x20" <= character <= "\x7e"
    )


def _is_western(character: str) -> bool:
    """Whether it is a letter or mark that stands in English and in European names."""
    return (
        "\xa0" <= character <= "\u017f"
        or "\u1e00" <= character <= "\u1eff"
        or "\u2010" <= character <= "\u2044"
        or character in "€™−\ufb01\ufb02ȘșȚț"
    )


def _is_misread(match: re.Match[str], meant: str, codec: _Codec) -> bool:
    """False for pairs that stand in undamaged text: “CAFÉ” before a closing quote, `Ñ–`, “naïve » …"""
    text, (before, after) = match[0], _neighbours(match)
    if len(text) > 2 or len(meant) > 1:
        if any("\u2010" <= character <= "\u2044" for character in meant):
            return True
        # Of one script alone, it is text in that language; Russian before closing marks reads as Chinese.
        is_chinese = codec is _codecs()[_SURE.index("cp1251")] and max(meant) >= "\u3000"
        return not is_chinese and not _is_one_script(text)
    if meant == "£" or (meant == "°" and before.isdigit()):
        return True
    if codec.is_sure and not _is_cyrillic(text[0]):
        is_first_letter = text in _FIRST_LETTERS and after.islower() and not before.strip()
        is_lost_byte = text == "Ã\xa0" and not before.isupper()
        return text[1] not in _PUNCTUATION or before.islower() or is_first_letter or is_lost_byte
    is_within_word = before.islower() or (after.islower() and (before.isalpha() or text[1].isupper()))
    if not is_within_word or not (before + after).isascii():
        return (
            not before.isalpha()
            and "a" <= after <= "z"
            and not text[1].isalnum()
            and text[1] not in _PUNCTUATION
        )
    return before.islower() or not text[1].islower()


def _neighbours(match: re.Match[str]) -> tuple[str, str]:
    """The characters before and behind; empty at the ends of the text."""
    return match.string[: match.start()][-1:], match.string[match.end() :][:1]


def _is_one_script(text: str) -> bool:
    return all(map(_is_cyrillic, text)) or all("\u0370" <= character <= "\u03ff" for character in text)


def _is_cyrillic(character: str) -> bool:
    return "\u0400" <= character <= "\u04ff"
