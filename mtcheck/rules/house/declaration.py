"""A house rule as the settings declare it: what to look for, what to say and write instead, and examples.

[[rule]]
id = "HR-KYIV"
phrase = "Kiev"
message = "The house writes “Kyiv”, not “{text}”."
replacement = "Kyiv"
flag = ["He flew to Kiev."]
pass = ["He flew to Kyiv."]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.house.expression import check_replacement, compiled
from mtcheck.toml_values import (
    BOOL,
    STRING,
    STRING_OR_STRINGS,
    STRINGS,
    SettingsError,
    check_choice,
    convert,
    key,
    keys_of,
)

_SLOT = re.compile(r"\{(\w+)\}")
_SLOTS = ("text", "replacement")


def _values(choices: type[Enum]) -> tuple[str, ...]:
    return tuple(choice.value for choice in choices)


@dataclass(frozen=True)
class HouseRule:
    """One `[[rule]]`. The help of its key documents each field but `source`."""

    id: str = field(
        metadata=key(
            STRING,
            "What the rule is called, such as HR-KYIV.",
            pattern="HR(?:-[A-Za-z0-9_]+)+",
            complaint="write it as HR-NAME, in letters, figures, hyphens and underscores.",
        )
    )
    message: str = field(
        metadata=key(STRING, "What to say; {text} is what was found, {replacement} what to write instead.")
    )
    phrases: tuple[str, ...] = field(
        default=(),
        metadata=key(
            STRING_OR_STRINGS, "Literal whole words to look for, unless there is a pattern.", name="phrase"
        ),
    )
    pattern: str | None = field(
        default=None,
        metadata=key(STRING, "A regular expression of the regex package, instead of a phrase."),
    )
    name: str = field(
        default="",
        metadata=key(
            STRING,
            "A name in small letters, which reports show. Default: from the id.",
            pattern="[a-z0-9]+(?:-[a-z0-9]+)*",
            complaint="“{value}” is not small letters and figures parted by hyphens.",
        ),
    )
    match_case: bool | None = field(
        default=None,
        metadata=key(
            BOOL, "Whether case matters. Default: in patterns, and in phrases with a capital letter."
        ),
    )
    severity: Severity = field(
        default=Severity.MINOR, metadata=key(STRING, "How grave a finding is.", choices=_values(Severity))
    )
    category: Category = field(
        default=Category.HOUSE_STYLE, metadata=key(STRING, "The MQM error type.", choices=_values(Category))
    )
    replacement: str | None = field(
        default=None,
        metadata=key(STRING, "What to write instead; \\1 and \\g<name> are the groups of a pattern."),
    )
    safe_fix: bool = field(
        default=False, metadata=key(BOOL, "Whether --fix may put the replacement in unseen.")
    )
    default: bool = field(default=True, metadata=key(BOOL, "Whether it runs without being selected."))
    flag: tuple[str, ...] = field(default=(), metadata=key(STRINGS, "Examples that must be flagged."))
    passes: tuple[str, ...] = field(
        default=(), metadata=key(STRINGS, "Examples that must not be flagged.", name="pass")
    )
    source: str = field(default="", compare=False)
    """The settings file it stands in."""

    def __post_init__(self) -> None:
        if not self.name:
            object.__setattr__(self, "name", self.id.removeprefix("HR-").lower().replace("_", "-"))
        _check(self)

    @property
    def significant(self) -> HouseRule:
        """The part that changes findings, for the fingerprint of the settings: all but the examples."""
        return replace(self, flag=(), passes=(), source="")


def house_rules(tables: Iterable[Mapping[str, Any]]) -> tuple[HouseRule, ...]:
    """The house rules of a settings file. Raises SettingsError, which names the rule and the key."""
    return tuple(_house_rule(table, number) for number, table in enumerate(tables, 1))


def check_ids(rules: Iterable[HouseRule]) -> None:
    """Raise SettingsError for two rules of one id."""
    seen: dict[str, HouseRule] = {}
    for rule in rules:
        other = seen.setdefault(rule.id, rule)
        if other is not rule:
            places = dict.fromkeys(filter(None, (other.source, rule.source)))
            where = f" ({', '.join(places)})" if places else ""
            raise SettingsError(f"[[rule]] {rule.id}: the id is declared twice{where}: rename one.")


def _house_rule(table: Mapping[str, Any], number: int) -> HouseRule:
    given = table.get("id")
    where = f"[[rule]] {given}" if isinstance(given, str) and given else f"[[rule]] number {number}"
    keys = keys_of(HouseRule)
    values = convert(table, keys, where)
    for name, example in _REQUIRED.items():
        if not values.get(name, "").strip():
            raise SettingsError(f"{where}: “{name}” is missing; add {name} = {example}.")
    for name in ("severity", "category", "name"):
        keys[name].check(f"{where}: {name}", values.get(name))
    if "severity" in values:
        values["severity"] = Severity(values["severity"])
    if "category" in values:
        values["category"] = Category(values["category"])
    return HouseRule(**values)


#: The keys that a rule cannot do without, each with an example.
_REQUIRED = {"id": '"HR-KYIV"', "message": '"The house writes “Kyiv”, not “{text}”."'}


def _check(rule: HouseRule) -> None:
    """Raise SettingsError for a rule that cannot work."""
    where = f"[[rule]] {rule.id}"
    keys_of(HouseRule)["id"].check(f"{where}: id", rule.id)
    if bool(rule.phrases) == (rule.pattern is not None):
        raise SettingsError(f"{where}: it needs a phrase or a pattern, and not both.")
    if not all(phrase.split() for phrase in rule.phrases):
        raise SettingsError(f"{where}: phrase: an empty one stands everywhere; write a word.")
    for slot in _SLOT.findall(rule.message):
        check_choice(f"{where}: message: slot", slot, _SLOTS)
    if "{replacement}" in rule.message and rule.replacement is None:
        raise SettingsError(
            f'{where}: message: it speaks of {{replacement}}, and there is none; add replacement = "…".'
        )
    if rule.safe_fix and rule.replacement is None:
        raise SettingsError(f'{where}: safe-fix: there is nothing to put in; add replacement = "…".')
    if rule.pattern is not None:
        _check_pattern(rule, rule.pattern, where)


def _check_pattern(rule: HouseRule, pattern: str, where: str) -> None:
    try:
        expression = compiled(pattern, rule.match_case)
    except ValueError as error:
        raise SettingsError(f"{where}: pattern: “{pattern}” is no regular expression: {error}.") from None
    try:
        matches_nothing = expression.search("", timeout=1.0) is not None
    except TimeoutError:
        raise SettingsError(
            f"{where}: pattern: “{pattern}” takes too long even where there is no text."
        ) from None
    if matches_nothing:
        raise SettingsError(
            f"{where}: pattern: “{pattern}” matches where nothing stands; make it ask for a character."
        )
    if rule.replacement is not None:
        try:
            check_replacement(expression, rule.replacement)
        except ValueError as error:
            raise SettingsError(f"{where}: replacement: “{rule.replacement}”: {error}.") from None
