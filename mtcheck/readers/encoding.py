"""From bytes to text: which encoding, and is it text at all.

In this order: a byte-order mark (kept, as U+FEFF at offset 0); strict UTF-8, which other encodings hardly
ever pass by chance; what the file says of itself (HTML, XML); Windows-1252 where the only bytes above 127 are
its typographic marks and accented letters; what charset-normalizer makes of it. UTF-8 with a few broken bytes
is an error, not a legacy encoding: read as one it would be full of damage that is not in the article. Line
endings stay as they are.
"""

from __future__ import annotations

import codecs
import re

from mtcheck.readers.error import ReadError

# UTF-32 before UTF-16: its mark begins with the other's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF file", "export it as text or .docx and check that"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Office file (.doc) or an encrypted one",
        "save it as .docx without a password",
    ),
    (b"{\\rtf", "an RTF file", "save it as .docx or as plain text"),
    (b"PK\x03\x04", "a ZIP or Office file", "unpack it, or name it .docx if it is a Word document"),
    (b"\x1f\x8b", "a gzip file", "unpack it"),
    (b"\x89PNG", "an image", "check the text, not its picture"),
    (b"\xff\xd8\xff", "an image", "check the text, not its picture"),
    (b"GIF8", "an image", "check the text, not its picture"),
)

#: What Windows-1252 text has above ASCII when it is English or has Western names in it.
_WESTERN = frozenset("€‚„…‰‹‘’“”•–—˜™›ŠšŒœŽžŸ\xa0¡£§¨©ª«®°±´µ·º»¼½¾¿" + "".join(map(chr, range(0xC0, 0x100))))
# What other encodings look like when read as Windows-1252: “cafŽ” (Mac), “Wa³êsa” (Windows-1250).
_NOT_WESTERN = re.compile("[a-z](?:[À-ÖØ-ÞŠŒŽŸ]|[³¹¿¼¾±])")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
# Bytes that no text has: control characters but tab, line feed, form feed, carriage return and escape
# (ISO-2022).
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
# The WHATWG Encoding Standard reads these labels as Windows-1252, and so do browsers.
_REALLY_WINDOWS_1252 = frozenset({"ascii", "iso8859-1"})
# Python codecs that are no encodings of files.
_NO_FILE_ENCODING = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined", "mbcs", "oem"}
)
# What is asked of charset-normalizer: encodings that files are found in, of those it can tell. Without the
# list it takes bytes for EBCDIC or for UTF-16 without a mark sooner than say that it does not know.
# Windows-1252 has been ruled out before.
_PLAUSIBLE = [
    *("cp1250", "cp1251", "cp1253", "cp1255", "cp1256", "cp1257", "cp866", "koi8_r", "koi8_u"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "iso8859_8", "mac_cyrillic", "mac_roman"),
    *("big5", "gb18030", "cp932", "shift_jis", "euc_jp", "cp949", "euc_kr"),
]
_SAVE_AS_UTF8 = "save it as UTF-8 (iconv -f ENCODING -t UTF-8 converts it)"


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    """The text of `data` and the encoding it was read in. `declared`: the encoding that the file itself
    names.

    Raises ReadError for what is no text, and for text in no encoding that could be told.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _broken(
                    data, name, encoding.upper().replace("-LE", "").replace("-BE", ""), error
                ) from None
            if "\0" in text:
                raise _binary(name)
            return text, encoding
    _refuse_binary(data, name)
    encoding = _codec(declared)
    if (
        encoding.startswith("iso2022")
        and b"\x1b" in data
        and (text_or_none := _attempt(data, encoding)) is not None
    ):
        return text_or_none, encoding  # seven bits, so it would pass for UTF-8
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _legacy(data, name, encoding, error)


def _refuse_binary(data: bytes, name: str) -> None:
    for signature, what, next_step in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(name, f"is {what}", next_step)
    if b"\0" in data:
        raise _binary(name)
    sample = data[:100_000]
    if len(sample) - len(sample.translate(None, _CONTROL)) > len(sample) / 20:
        raise _binary(name)


def _binary(name: str) -> ReadError:
    return ReadError(
        name,
        "is a binary file, not text",
        "name a text, Markdown, HTML or .docx file (UTF-16 text needs a byte-order mark)",
    )


def _legacy(data: bytes, name: str, declared: str, error: UnicodeDecodeError) -> tuple[str, str]:
    """Text that is no UTF-8. `declared` is a codec's name, or empty."""
    if declared and declared != "utf-8" and (text := _attempt(data, declared)) is not None:
        return text, declared
    if _is_broken_utf8(data):
        raise _broken(data, name, "UTF-8", error) from None
    if (text := _western(data)) is not None:
        return text, "cp1252"
    if (guess := _guess(data)) is not None:
        return guess
    raise _broken(data, name, "UTF-8", error) from None


def _codec(label: str | None) -> str:
    """The codec for the label of an encoding in a file; empty if there is none for it."""
    if not label:
        return ""
    try:
        codec = codecs.lookup(label.strip())
    except (LookupError, ValueError):
        return ""
    if codec.name.replace("_", "-") in _NO_FILE_ENCODING or not codec._is_text_encoding:
        return ""
    return "cp1252" if codec.name in _REALLY_WINDOWS_1252 else codec.name


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
    return text if not _has_surrogates_or_nul(text) else None


def _has_surrogates_or_nul(text: str) -> bool:
    return "\0" in text or any("\ud800" <= char <= "\udfff" for char in set(text))


def _is_broken_utf8(data: bytes) -> bool:
    """Whether most of the bytes above 127 do form UTF-8 characters: one cut in two, or a few bytes pasted
    in.
    """
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    whole = sum(char > "\x7f" for char in text) - broken
    return whole > broken


def _western(data: bytes) -> str | None:
    """The text as Windows-1252, if all that is above ASCII is what English text in that encoding has
    there.
    """
    runs = _HIGH_RUN.findall(data)
    if any(len(run) > 3 for run in runs):  # a word of another script
        return None
    try:
        high = b"".join(runs).decode("cp1252")
    except UnicodeDecodeError:
        return None
    if not set(high) <= _WESTERN:
        return None
    text = data.decode("cp1252")
    return None if _NOT_WESTERN.search(text) else text


def _guess(data: bytes) -> tuple[str, str] | None:
    """What charset-normalizer makes of it: the text and the encoding, None if nothing plausible."""
    from charset_normalizer import from_bytes

    try:
        best = from_bytes(data, cp_isolation=_PLAUSIBLE).best()
    except (UnicodeError, LookupError, ValueError, RuntimeError):  # its own slips on bytes that are no text
        return None
    if best is None or (text := _attempt(data, best.encoding)) is None:
        return None
    # The C1 control characters: no text has them, but single-byte tables have a place for every byte.
    odd = sum("\x80" <= char <= "\x9f" or char == "\ufffd" for char in text)
    return None if odd > len(text) / 1000 else (text, best.encoding)


def _broken(data: bytes, name: str, encoding: str, error: UnicodeDecodeError) -> ReadError:
    line = data.count(b"\n", 0, error.start) + 1
    byte = f"0x{data[error.start]:02X}" if error.start < len(data) else "the end"
    where = f"at byte offset {error.start} (line {line}, {byte})"
    return ReadError(
        name,
        f"is not valid {encoding} {where}, nor text in another encoding that could be told",
        _SAVE_AS_UTF8,
    )
