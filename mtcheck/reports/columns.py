"""Text in the columns of a terminal: how many it takes, wrapped by words, cut to fit.

Letters of East Asia and pictures take two columns, combining marks none (UAX #11, and what terminals do).
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, east_asian_width

from mtcheck.text.late_pattern import late_pattern

#: What is cut away.
ELLIPSIS = "…"
_NO_WIDTH = frozenset(("Mn", "Me", "Mc", "Cf"))
#: Asks for the character before it as a picture, which is wide.
_AS_PICTURE = "\ufe0f"
#: The words of a line with the spaces before them; between wide letters a line may break as well.
_WIDE = "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60"
_WORDS = late_pattern(f" *(?:[{_WIDE}]|[^ {_WIDE}]+)| +$")


def width_of(text: str) -> int:
    """How many columns the text takes."""
    return len(text) if text.isascii() else sum(columns for _, columns in _clusters(text))


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """The characters with the marks that belong to them, and how many columns each takes."""
    cluster, columns = "", 0
    for character in text:
        own = _columns_of(character)
        if own and not (columns == 2 and "\U0001f3fb" <= character <= "\U0001f3ff"):  # the tone of a skin
            if cluster:
                yield cluster, columns
            cluster, columns = character, own
            continue
        cluster += character
        if character == _AS_PICTURE and columns == 1 and category(cluster[0])[0] in "SPN":
            columns = 2
    if cluster:
        yield cluster, columns


def _columns_of(character: str) -> int:
    if character < "\u0300":
        return 0 if character == "\xad" else 1
    if category(character) in _NO_WIDTH or "\u1160" <= character <= "\u11ff":  # vowels below a syllable
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int | None, indent: str = "") -> list[str]:
    """The text in lines of at most `width` columns, broken between words; `indent` begins all but the first.

    Only a word that is wider than a line is broken, and the first not even then: it is a place, which editors
    and terminals take for a link. None: one line.
    """
    if width is None or width_of(text) <= width:
        return [text]
    lines, line, used = [], "", 0
    for number, word in enumerate(_WORDS.findall(text)):
        columns = width_of(word)
        if line and used + columns > width:
            lines.append(line)
            word = word.lstrip(" ")
            line, used = indent, width_of(indent)
            columns = width_of(word)
        while number and used + columns > width and used < width:
            head = cut(word, width - used)
            if not head:
                break
            lines.append(line + head)
            word = word[len(head) :]
            line, used, columns = indent, width_of(indent), width_of(word)
        line, used = line + word, used + columns
    return [*lines, line] if line.strip() else lines


def wrap_signature(label: str, signature: str, width: int | None, indent: str) -> list[str]:
    """The line of a signature, which is broken at its bars."""
    parts = signature.replace("|", "| ")
    return [line.replace("| ", "|") for line in wrap(f"{label}: {parts}", width, indent)]


def cut(text: str, width: int) -> str:
    """The beginning of the text that takes at most so many columns."""
    if text.isascii():
        return text[: max(width, 0)]
    taken, used = "", 0
    for cluster, columns in _clusters(text):
        if used + columns > width:
            break
        taken, used = taken + cluster, used + columns
    return taken


def cut_left(text: str, width: int) -> str:
    """The end of the text that takes at most so many columns."""
    clusters, used, taken = list(_clusters(text)), 0, 0
    for _, columns in reversed(clusters):
        if used + columns > width:
            break
        used, taken = used + columns, taken + 1
    return "".join(cluster for cluster, _ in clusters[len(clusters) - taken :])


def shorten_middle(text: str, width: int) -> str:
    """The text in at most so many columns; what is too much is cut from its middle."""
    if width_of(text) <= width:
        return text
    head = cut(text, (width - 1) // 2)
    return f"{head}{ELLIPSIS}{cut_left(text, width - 1 - width_of(head))}"


def fit_excerpt(before: str, marked: str, after: str, width: int) -> tuple[str, str, str]:
    """The three parts of an excerpt, cut so that together they take at most so many columns.

    The words in the middle stay whole where they can; what stands around them is cut between words.
    """
    marked = shorten_middle(marked, width)
    room = width - width_of(marked)
    behind = min(width_of(after), max(room * 2 // 5, room - width_of(before)))
    before = _end_of(before, room - behind)
    return before, marked, _beginning_of(after, room - width_of(before))


def _beginning_of(text: str, width: int) -> str:
    if width_of(text) <= width:
        return text
    head = cut(text, width - 1)
    words, space, _ = head.rpartition(" ")
    return (words if space and len(words) > len(head) // 2 else head).rstrip() + ELLIPSIS if width > 0 else ""


def _end_of(text: str, width: int) -> str:
    if width_of(text) <= width:
        return text
    tail = cut_left(text, width - 1)
    _, space, words = tail.partition(" ")
    return ELLIPSIS + (words if space and len(words) > len(tail) // 2 else tail).lstrip() if width > 0 else ""
