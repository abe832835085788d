"""The labels of links and images in Markdown, looked for within a bound.

The parser looks from each `[` for its `]`, to the end of the paragraph where there is none. Very many of them
would take it for ever; so once it has read the paragraph many times over, what is left is text.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from markdown_it import helpers
from markdown_it.rules_inline import StateInline

#: How often a paragraph may be read in search of labels, links in links included, and characters beyond that.
_TIMES, _AT_LEAST = 10, 20_000
_LEFT = "mtcheck-characters-left"


def begin_paragraph(env: dict[str, Any], content: str) -> None:
    """Allow so much to be read in search of the labels of a paragraph."""
    env[_LEFT] = _AT_LEAST + _TIMES * len(content)


def bounded_helpers() -> Any:
    """The helpers of the parser, with a bound."""
    return SimpleNamespace(
        parseLinkLabel=_label_end,
        parseLinkDestination=helpers.parseLinkDestination,
        parseLinkTitle=helpers.parseLinkTitle,
    )


def _label_end(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """Where the label that begins at `start` ends; -1 where it does not, or where too much was read."""
    if state.env[_LEFT] < 0:
        return -1
    end = helpers.parseLinkLabel(state, start, disable_nested)
    state.env[_LEFT] -= (end if end >= 0 else state.posMax) - start
    return end
