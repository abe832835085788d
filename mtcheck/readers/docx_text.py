"""The text of paragraphs in WordprocessingML, without what a reader does not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑", "softHyphen": "\u00ad"}
# Deleted text, and text that was moved elsewhere; a text box is read as paragraphs of its own.
_LEFT_OUT = frozenset({"del", "moveFrom", "txbxContent", "rPr", "pPr"})
_OFF = frozenset({"0", "false", "off"})
_WORD = re.compile(r"[^\W\d_]\w*")


def count_words(text: str) -> int:
    """How many words a text has, numbers aside."""
    return len(_WORD.findall(text))


class HiddenStyles(NamedTuple):
    """The styles whose text is hidden, by their ids."""

    ids: frozenset[str] = frozenset()
    """Of paragraphs and of characters."""
    default: str = ""
    """The style of a paragraph that names none."""

    @classmethod
    def of(cls, styles: Any) -> HiddenStyles:
        """Those of the part with the styles, whose root element is given."""
        own: dict[str, bool | None] = {}
        based_on: dict[str, str] = {}
        default = ""
        for style in styles.iter(W + "style"):
            known_as = style.get(W + "styleId") or ""
            own[known_as] = _vanishes(style.find(W + "rPr"))
            parent = style.find(W + "basedOn")
            based_on[known_as] = "" if parent is None else parent.get(W + "val") or ""
            if style.get(W + "type") == "paragraph" and style.get(W + "default") not in (None, *_OFF):
                default = known_as
        return cls(frozenset(style for style in own if _inherits(style, own, based_on)), default)


def _inherits(style: str, own: dict[str, bool | None], based_on: dict[str, str]) -> bool:
    """Whether a style or the nearest of those it is based on that says anything says that text is hidden."""
    seen = set()
    while style in own and style not in seen:
        if (hidden := own[style]) is not None:
            return hidden
        seen.add(style)
        style = based_on[style]
    return False


def _vanishes(properties: Any) -> bool | None:
    """Whether properties of a run hide its text; None where they do not say."""
    vanish = None if properties is None else properties.find(W + "vanish")
    return None if vanish is None else vanish.get(W + "val") not in _OFF


class ParagraphTexts:
    """Reads paragraphs, and counts what of them is hidden."""

    def __init__(self, hidden: HiddenStyles) -> None:
        self._hidden = hidden
        self.hidden_words = 0
        """The words so far that are formatted as hidden."""

    def of_all(self, root: Any) -> list[str]:
        """The texts of the paragraphs in an element, in their order.

        A text box has two versions, of which one is read.
        """
        return [
            self._text(paragraph)
            for paragraph in root.iter(W + "p")
            if not any(ancestor.tag == _FALLBACK for ancestor in paragraph.iterancestors())
        ]

    def _text(self, paragraph: Any) -> str:
        style = _style(paragraph.find(W + "pPr"), "pStyle") or self._hidden.default
        is_hidden = style in self._hidden.ids
        shown: list[str] = []
        for text, run in _texts(paragraph):
            if self._is_hidden(run, is_hidden):
                self.hidden_words += count_words(text)
            else:
                shown.append(text)
        return "".join(shown)

    def _is_hidden(self, run: Any, in_hidden_paragraph: bool) -> bool:
        """Whether the text of a run is hidden: by itself, or by one of its styles; two of them cancel out."""
        properties = None if run is None else run.find(W + "rPr")
        if properties is None:
            return in_hidden_paragraph
        own = _vanishes(properties)
        by_style = _style(properties, "rStyle") in self._hidden.ids
        return by_style is not in_hidden_paragraph if own is None else own


def _style(properties: Any, tag: str) -> str:
    """The style that properties name; empty if they name none."""
    style = None if properties is None else properties.find(W + tag)
    return "" if style is None else style.get(W + "val") or ""


def _texts(element: Any) -> Iterator[tuple[str, Any]]:
    """The pieces of text in a paragraph, each with its run.

    They are found without recursion: a hostile file may nest thousands deep.
    """
    stack = [(child, None) for child in reversed(element)]
    while stack:
        child, run = stack.pop()
        tag = child.tag if isinstance(child.tag, str) else _FALLBACK  # a comment has no tag
        # What is not Word's own is a drawing, a formula or a wrapper for compatibility, and may hold text.
        name = tag.removeprefix(W)
        if name == "t":
            yield child.text or "", run
        elif name in _TEXT:
            yield _TEXT[name], run
        elif tag != _FALLBACK and name not in _LEFT_OUT:
            run = child if name == "r" else run
            stack.extend((grandchild, run) for grandchild in reversed(child))
