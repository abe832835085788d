"""Harper's lints as findings: rule id, category, place, message and suggestions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtcheck.engines.harper import rules
from mtcheck.engines.harper.exceptions import is_mistaken
from mtcheck.engines.harper.spelling import UnknownWords
from mtcheck.findings.finding import Finding, Suggestion
from mtcheck.text.document import Document
from mtcheck.text.reading import Reading

if TYPE_CHECKING:
    import harper

#: Characters that a finding marks at most.
LONGEST = 80
_SUGGESTIONS = 3
_SPELLING = "SpellCheck"


def to_finding(
    document: Document, chunk: Reading, lint_name: str, lint: harper.Lint, unknown_words: UnknownWords
) -> Finding | None:
    """The lint as a finding; None where it is about markup or code, or about words in capitals."""
    span = chunk.span(lint.span.start, lint.span.end)
    start, end, text = span.start, span.end, document.slice(span)
    if not text or document.is_masked(start, end) or is_mistaken(lint_name, document, start, end):
        return None
    replacements = (_replacement(text, suggestion) for suggestion in lint.suggestions[:_SUGGESTIONS])
    suggestions = [other for other in dict.fromkeys(replacements) if other != text]
    rule_id = rules.PREFIX + lint_name + rules.id_ending(lint_name, text)
    message = _message(lint)
    if lint_name == _SPELLING:
        rule_id += unknown_words.id_ending(start, end, text, suggestions)
        message = _spelling_message(rule_id, text, suggestions)
        if rule_id.endswith("-FOREIGN"):
            suggestions = []
    elif lint.lint_kind == "Capitalization" and text.isupper():
        return None  # KUALA LUMPUR: a headline or a dateline, in capitals on purpose
    if end - start > LONGEST:
        end = _cut(document.text, start)
        text, suggestions = document.text[start:end], []
    kind = rules.kind_of(rule_id, lint.lint_kind)
    return Finding(
        rule=rule_id,
        name=_kebab_case(rule_id.removeprefix(rules.PREFIX)),
        category=kind.category,
        severity=kind.severity,
        start=start,
        end=end,
        text=text,
        message=message,
        suggestions=tuple(map(Suggestion, suggestions)),
        confidence=rules.confidence_of(rule_id),
        engine="harper",
    )


def _cut(text: str, start: int) -> int:
    """Where a finding at `start` that is too long ends instead: at the last space, if there is one."""
    space = text.rfind(" ", start, start + LONGEST)
    return space if space >= 0 else start + LONGEST


def _replacement(text: str, suggestion: harper.Suggestion) -> str:
    """What stands in place of `text` where the suggestion is taken."""
    kind = suggestion.kind.name
    if kind == "REMOVE":
        return ""
    return text + suggestion.replacement_text if kind == "INSERT_AFTER" else suggestion.replacement_text


def _message(lint: harper.Lint) -> str:
    """Harper's message, with “…” where Harper has backticks."""
    return re.sub(r"“([^“”]*)“", r"“\1”", lint.message.replace("`", "“"))


def _spelling_message(rule_id: str, text: str, suggestions: list[str]) -> str:
    if rule_id.endswith("-FOREIGN"):
        return (
            f"“{text}” is in no English dictionary and is spelt like another language: "
            "was it left untranslated?"
        )
    if rule_id.endswith("-CASE"):
        return f"“{text}” is written with a capital: “{text.capitalize()}”."
    guess = f": “{suggestions[0]}”?" if suggestions else "."
    return f"“{text}” is not in Harper’s dictionary{guess}"


def _kebab_case(lint_name: str) -> str:
    """`SpellCheck-NAME` → `harper-spell-check-name`."""
    return "harper-" + re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", lint_name).lower()
