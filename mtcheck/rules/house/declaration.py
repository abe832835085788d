"""A house rule as the settings declare it: what to look for, what to say, what to write instead, and examples
to prove it.

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
from typing import Any

import regex

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.house.expression import check_replacement, compiled
from mtcheck.toml_values import (
    BOOL,
    STRING,
    STRING_OR_STRINGS,
    STRINGS,
    Kind,
    SettingsError,
    converted,
    one_of,
)

_ID = re.compile(r"HR(?:-[A-Za-z0-9_]+)+")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SLOT = re.compile(r"\{(\w+)\}")
_SLOTS = ("text", "replacement")

_KINDS: dict[str, Kind] = {
    "id": STRING,
    "name": STRING,
    "phrase": STRING_OR_STRINGS,
    "pattern": STRING,
    "match_case": BOOL,
    "message": STRING,
    "severity": STRING,
    "category": STRING,
    "replacement": STRING,
    "safe_fix": BOOL,
    "default": BOOL,
    "flag": STRINGS,
    "pass": STRINGS,
}


@dataclass(frozen=True)
class HouseRule:
    """One `[[rule]]`.

    id: `HR-…`. phrases: literal whole words; or pattern: an expression of the `regex` package (see
    `expression`). message: what to say; `{text}` is what was found, `{replacement}` what would do.
    match_case: None: by each phrase's own case, and patterns as written. replacement: what to write instead;
    in that of a pattern, `\\1` and `\\g<name>` are its groups. safe_fix: whether `--fix` may put it in
    unseen. default: whether the rule runs without being selected. flag, passes: sentences that must be found,
    and that must not be (`pass` in the file). source: the file it stands in.
    """

    id: str
    message: str
    phrases: tuple[str, ...] = ()
    pattern: str | None = None
    name: str = ""
    match_case: bool | None = None
    severity: Severity = Severity.MINOR
    category: Category = Category.HOUSE_STYLE
    replacement: str | None = None
    safe_fix: bool = False
    default: bool = True
    flag: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    source: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.name:
            object.__setattr__(self, "name", self.id.removeprefix("HR-").lower().replace("_", "-"))
        _validate(self)

    @property
    def expression(self) -> regex.Pattern[str]:
        """What it looks for."""
        return compiled(self.phrases, self.pattern, self.match_case)

    @property
    def without_examples(self) -> HouseRule:
        """What of it matters for what is found."""
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
    values = converted(table, _KINDS, where)
    for key in ("id", "message"):
        if not values.get(key, "").strip():
            example = '"HR-KYIV"' if key == "id" else '"The house writes “Kyiv”, not “{text}”."'
            raise SettingsError(f"{where}: “{key}” is missing; add {key} = {example}.")
    for key, kind in (("severity", Severity), ("category", Category)):
        if key in values:
            one_of(f"{where}: {key}", values[key], [one.value for one in kind])
            values[key] = kind(values[key])
    if "name" in values and not _NAME.fullmatch(values["name"]):
        raise SettingsError(
            f"{where}: name: “{values['name']}” is not small letters and figures parted by hyphens."
        )
    for key, field_name in (("phrase", "phrases"), ("pass", "passes")):
        if key in values:
            values[field_name] = values.pop(key)
    return HouseRule(**values)


def _validate(rule: HouseRule) -> None:
    where = f"[[rule]] {rule.id}"
    if not _ID.fullmatch(rule.id):
        raise SettingsError(
            f"{where}: id: write it as HR-NAME, in letters, figures, hyphens and underscores."
        )
    if bool(rule.phrases) == (rule.pattern is not None):
        raise SettingsError(f"{where}: it needs a phrase or a pattern, and not both.")
    if not all(phrase.split() for phrase in rule.phrases):
        raise SettingsError(f"{where}: phrase: an empty one stands everywhere; write a word.")
    for slot in _SLOT.findall(rule.message):
        one_of(f"{where}: message: slot", slot, _SLOTS)
    if "{replacement}" in rule.message and rule.replacement is None:
        raise SettingsError(
            f'{where}: message: it speaks of {{replacement}}, and there is none; add replacement = "…".'
        )
    if rule.safe_fix and rule.replacement is None:
        raise SettingsError(f'{where}: safe-fix: there is nothing to put in; add replacement = "…".')
    _validate_expression(rule, where)


def _validate_expression(rule: HouseRule, where: str) -> None:
    try:
        expression = rule.expression
    except regex.error as error:
        raise SettingsError(
            f"{where}: pattern: “{rule.pattern}” is no regular expression: {error}."
        ) from None
    if rule.pattern is None:
        return
    try:
        is_everywhere = expression.search("", timeout=1.0) is not None
    except TimeoutError:
        raise SettingsError(
            f"{where}: pattern: “{rule.pattern}” takes too long even where there is no text."
        ) from None
    if is_everywhere:
        raise SettingsError(
            f"{where}: pattern: “{rule.pattern}” matches where nothing stands; make it ask for a character."
        )
    if rule.replacement is not None:
        try:
            check_replacement(expression, rule.replacement)
        except ValueError as error:
            raise SettingsError(f"{where}: replacement: “{rule.replacement}”: {error}.") from None
