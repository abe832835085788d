"""Text from outside, made safe to print: the names of files, rules and settings as well as articles.

A file may be called anything. A line break in its name could begin a workflow command of a CI service, and an
escape character is obeyed by terminals.
"""

from __future__ import annotations

import json
import re
from typing import Any

# What terminals act on and JSON allows as it stands: the second set of controls, marks of direction.
_ACTED_ON = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """`text` on one line, with the characters that a terminal or a log would act on made visible.

    Marks of text direction are among them, and characters without a width.
    """
    if text.isprintable():
        return text
    return "".join(map(_printable_character, text))


def _printable_character(character: str) -> str:
    if character in "\r\n\t\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029":
        return " "
    if character.isprintable() or (character.isspace() and character > "\x7f"):
        return character
    return f"<U+{ord(character):04X}>"


def without_commands(line: str) -> str:
    """A printed line that is no workflow command of GitHub: those begin with `::`, or have `##[` in them."""
    line = line.replace("##[", "## [")
    return line.replace("::", "<U+003A>:", 1) if line.lstrip().startswith("::") else line


def to_json(value: Any) -> str:
    """JSON to print, indented, with what a terminal would act on as escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _ACTED_ON.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"
