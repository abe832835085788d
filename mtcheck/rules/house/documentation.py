"""The documentation of a house rule, in the form of our own rules' (`rules.interface.HEADINGS`), from what
it declares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mtcheck.rules.house.declaration import HouseRule


def documentation(rule: HouseRule) -> str:
    """The summary is the message; headings without anything to say are left out."""
    parts = [summary(rule)]
    for heading, lines in _sections(rule):
        parts.append(f"{heading}\n{'-' * len(heading)}\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def summary(rule: HouseRule) -> str:
    """The message without a text that it could be about."""
    words = " or ".join(rule.phrases) if rule.phrases else "…"
    return " ".join(
        rule.message.replace("{text}", words).replace("{replacement}", rule.replacement or "").split()
    )


def _sections(rule: HouseRule) -> Iterator[tuple[str, Iterable[str]]]:
    if rule.pattern is not None:
        what = f"What the pattern matches: {rule.pattern}"
    else:
        what = "The words " + ", ".join(f"“{phrase}”" for phrase in rule.phrases)
    yield "What it finds", [what]
    if rule.flag:
        yield "Example", rule.flag
    instead = (
        []
        if rule.replacement is None
        else [f"Write “{rule.replacement}”" if rule.replacement else "Leave it out"]
    )
    if instead and rule.safe_fix:
        instead[0] += " (--fix does)"
    if instead or rule.passes:
        yield "Instead", [*instead, *rule.passes]
    if rule.source:
        yield "Source", [f"A rule of the house, {rule.source}"]
