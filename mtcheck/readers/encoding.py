"""From bytes to text: which encoding is it, and is it text at all?

Tried in this order: a byte-order mark (kept, as U+FEFF at offset 0); UTF-16 and UTF-32 without one, if most
of it is ASCII; strict UTF-8, which text in another encoding hardly ever passes by chance; what the file says
of itself (HTML, XML); Windows-1252, if its typographic marks and accented letters are the only bytes above
127; what charset-normalizer says. UTF-8 with a few broken bytes is an error: read in another encoding, it
would be full of damage that is not in the article. Line endings stay as they are.
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

#: How files begin that are not text, what they are, and what to do about them.
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
# Signs of another encoding in what was read as Windows-1252: “cafŽ” (Mac), “Wa³êsa” (Windows-1250).
_NOT_WESTERN = re.compile("[a-z](?:[À-ÖØ-ÞŠŒŽŸ]|[³¹¿¼¾±])")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
# Bytes that no text has: control characters other than tab, line feed, form feed, carriage return and escape
# (which ISO-2022 uses).
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
# The WHATWG Encoding Standard reads these labels as Windows-1252, and so do browsers.
_REALLY_WINDOWS_1252 = frozenset({"ascii", "iso8859-1"})
# Python codecs that are not for files.
_NO_FILE_ENCODING = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined", "mbcs", "oem"}
)
# What charset-normalizer may answer: encodings that files are in, and that it can tell apart. Without the
# list it would sooner say EBCDIC, or UTF-16 without a mark, than that it does not know. Windows-1252 was
# ruled out before.
_PLAUSIBLE = [
    *("cp1250", "cp1251", "cp1253", "cp1255", "cp1256", "cp1257", "cp866", "koi8_r", "koi8_u"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "iso8859_8", "mac_cyrillic", "mac_roman"),
    *("big5", "gb18030", "cp932", "shift_jis", "euc_jp", "cp949", "euc_kr"),
]
#: Encodings whose characters have several bytes each, so that English in them has a NUL in each.
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
#: The share of ASCII from which on text is taken to be in one of them without a mark.
_MOSTLY = 0.5
# Characters that no text has; of such a file, some would be there if it were read wrongly.
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_XML_DECLARATION = re.compile(r"\ufeff?\s*<\?xml\s[^>]*\?>")
_XML_ENCODING = re.compile(rb"<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_SAVE_AS_UTF8 = "save it as UTF-8 (iconv -f ENCODING -t UTF-8 converts it)"


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    """The text of `data`, and the encoding in which it was read.

    declared: the encoding that the file itself names. Raises ReadError if `data` is not text, or is in no
    encoding that can be recognised.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data, name, encoding), encoding
    if b"\0" in data and (wide := _decode_wide(data)) is not None:
        return wide
    _refuse_binary(data, name)
    encoding = _codec(declared)
    if encoding.startswith("iso2022") and b"\x1b" in data:  # has seven bits, so it would pass for UTF-8
        text = _attempt(data, encoding)
        if text is not None:
            return text, encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _legacy(data, name, encoding, error)


def decode_xml(data: bytes, name: str) -> bytes:
    """An XML file in UTF-8, with spaces in place of its declaration: what that says need not be true.

    Places in it are those of the decoded file. Raises ReadError.
    """
    declared = _XML_ENCODING.match(data.lstrip())
    text, _ = decode(data, name, declared[1].decode("ascii") if declared else None)
    return _XML_DECLARATION.sub(lambda match: re.sub(r"[^\r\n\ufeff]", " ", match[0]), text, count=1).encode()


def _decode_wide(data: bytes) -> tuple[str, str] | None:
    """The text and encoding of data in UTF-16 or UTF-32 without a byte-order mark; None if it is neither."""
    for encoding in _WIDE:
        text = _attempt(data, encoding)
        if text and not _NO_TEXT.search(text) and sum(map(str.isascii, text)) > len(text) * _MOSTLY:
            return text, encoding
    return None


def _decode_marked(data: bytes, name: str, encoding: str) -> str:
    """The text of `data` that begins with a byte-order mark."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        family = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        raise _broken(data, name, family, error) from None
    if "\0" in text:
        raise _binary(name)
    return text


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
    step = "name a text, Markdown, HTML or .docx file"
    return ReadError(name, "is a binary file, not text", step)


def _legacy(data: bytes, name: str, declared: str, error: UnicodeDecodeError) -> tuple[str, str]:
    """The text and encoding of `data` that is not UTF-8.

    declared: the name of a codec, or empty. error: why it is not UTF-8.
    """
    if declared and declared != "utf-8" and (text := _attempt(data, declared)) is not None:
        return text, declared
    if _is_broken_utf8(data):
        raise _broken(data, name, "UTF-8", error) from None
    if (text := _decode_western(data)) is not None:
        return text, "cp1252"
    if (guess := _guess(data)) is not None:
        return guess
    raise _broken(data, name, "UTF-8", error) from None


def _codec(label: str | None) -> str:
    """The name of the codec for the encoding that a file declares; empty if there is none."""
    if not label:
        return ""
    try:
        codec = codecs.lookup(label.strip())
    except (LookupError, ValueError):
        return ""
    name = codec.name.replace("_", "-")
    # UTF-16 and UTF-32 were recognised before, where it is one.
    if name in _NO_FILE_ENCODING or name.startswith(("utf-16", "utf-32")) or not codec._is_text_encoding:
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
    """Whether most of the bytes above 127 form UTF-8 characters, so that the others were cut or pasted in."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    whole = sum(char > "\x7f" for char in text) - broken
    return whole > broken


def _decode_western(data: bytes) -> str | None:
    """The text in Windows-1252, if all its characters above ASCII are some that English text has."""
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
    """The text and encoding that charset-normalizer finds; None if they are not plausible."""
    from charset_normalizer import from_bytes

    try:
        best = from_bytes(data, cp_isolation=_PLAUSIBLE).best()
    except (UnicodeError, LookupError, ValueError, RuntimeError):  # its own errors on bytes that are not text
        return None
    if best is None or (text := _attempt(data, best.encoding)) is None:
        return None
    # No text has the C1 control characters, but tables of single-byte encodings have a place for every byte.
    unlikely = sum("\x80" <= char <= "\x9f" or char == "\ufffd" for char in text)
    return None if unlikely > len(text) / 1000 else (text, best.encoding)


def _broken(data: bytes, name: str, encoding: str, error: UnicodeDecodeError) -> ReadError:
    line = data.count(b"\n", 0, error.start) + 1
    byte = f"0x{data[error.start]:02X}" if error.start < len(data) else "the end"
    where = f"at byte offset {error.start} (line {line}, {byte})"
    cause = f"is not valid {encoding} {where}, nor text in another encoding that could be told"
    return ReadError(name, cause, _SAVE_AS_UTF8)
