"""The documentation of a house rule from its declaration, under the headings of our own rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mtcheck.rules.house.declaration import HouseRule


def documentation(rule: HouseRule) -> str:
    """The documentation; the message is the summary, and headings with nothing under them are left out."""
    parts = [_summary(rule)]
    for heading, lines in _sections(rule):
        parts.append(f"{heading}\n{'-' * len(heading)}\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _summary(rule: HouseRule) -> str:
    """The message with the phrases for the text found."""
    phrases = " or ".join(rule.phrases) if rule.phrases else "…"
    message = rule.message.replace("{text}", phrases).replace("{replacement}", rule.replacement or "")
    return " ".join(message.split())


def _sections(rule: HouseRule) -> Iterator[tuple[str, Iterable[str]]]:
    if rule.pattern is not None:
        yield "What it finds", [f"What the pattern matches: {rule.pattern}"]
    else:
        yield "What it finds", ["The words " + ", ".join(f"“{phrase}”" for phrase in rule.phrases)]
    if rule.flag:
        yield "Example", rule.flag
    instead = [_instead(rule.replacement, rule.safe_fix)] if rule.replacement is not None else []
    if instead or rule.passes:
        yield "Instead", [*instead, *rule.passes]
    if rule.source:
        yield "Source", [f"A rule of the house, {rule.source}"]


def _instead(replacement: str, safe_fix: bool) -> str:
    advice = f"Write “{replacement}”" if replacement else "Leave it out"
    return f"{advice} (--fix does)" if safe_fix else advice
