"""The catalogue of rules, made from their declarations: `mtcheck rules`, `mtcheck explain`, the site."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

from mtcheck.findings.finding import ENGINE_PREFIXES
from mtcheck.rules.base import Declaration, Rule
from mtcheck.rules.registry import MODEL_RULE, UnknownRuleError, check_selectors, declarations
from mtcheck.text.nearest import nearest
from mtcheck.version import DOCUMENTATION

#: Where the engines list their rules.
_ENGINE_RULES = {
    "harper": "https://writewithharper.com/docs/rules",
    "languagetool": "https://community.languagetool.org/rule/list",
}
_HOUSE = "HR-"
_ENGINE_HELP = {
    "harper": (
        f"Relayed from Harper ({_ENGINE_RULES['harper']}). The part after GR-HARPER- is Harper's "
        "own lint name; mtcheck/engines/harper/rules.py says which are on by default, with which "
        "category and severity."
    ),
    "languagetool": (
        f"Relayed from LanguageTool ({_ENGINE_RULES['languagetool']}). The part after GR-LT- is "
        "its own rule id; mtcheck/engines/languagetool/rules.py says which are on by default, with "
        "which category and severity."
    ),
}

_MODEL_HELP = (
    "GM101 damaged-phrase\n"
    "minor or major by its confidence, accuracy/mistranslation, on by default\n"
    "\n"
    "The garble model: an embedded network that marks words which hardly fit their sentence, learnt from "
    "fifty machine translations\n"
    "of the same sentence (a word that nobody else wrote is damage) and from what professionals marked "
    "(MQM). It proposes what was\n"
    "meant where a candidate fits clearly better. A finding of it is a suspicion; its confidence is the "
    "share of such findings that\n"
    "were right where it was measured. mtcheck/garble/MODEL_CARD.md has data, figures and limits.\n"
    "\n"
    "To hear less or more of it: --sensitivity low|default|high. To silence it: --ignore GM101. Without "
    "the network: --no-model.\n"
)


def as_text(house: Sequence[Rule] = ()) -> str:
    """One line a rule: id, name, severity, whether it is on, what it finds. House rules come last."""
    width = max(len(rule.name) for rule in (*declarations(), *house))
    lines = [_line(rule, width) for rule in declarations()]
    lines.append(
        f"{MODEL_RULE}  {'damaged-phrase':{width}}  minor     on   "
        "Words that hardly fit their sentence (the garble model)"
    )
    lines += [f"{prefix}…  findings of {engine}, relayed" for engine, prefix in ENGINE_PREFIXES.items()]
    lines += [_line(rule, width) for rule in house]
    return "\n".join(lines) + "\n"


def as_json(house: Sequence[Rule] = ()) -> str:
    """A list of objects: id, name, category, severity, default, summary, sections of the documentation."""
    return (
        json.dumps([_entry(rule) for rule in (*declarations(), *house)], ensure_ascii=False, indent=2) + "\n"
    )


def as_markdown(house: Sequence[Rule] = ()) -> str:
    """A Markdown table; house rules come last."""
    lines = ["| id | name | severity | default | what it finds |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| {rule.id} | {rule.name} | {rule.severity.value} | {_state(rule)} | {rule.summary} |"
        for rule in (*declarations(), *house)
    ]
    return "\n".join(lines) + "\n"


def explanation(name: str, house: Sequence[Rule] = ()) -> str:
    """The documentation of a rule, by id or name. Raises UnknownRuleError, with the nearest id."""
    for rule in (*declarations(), *house):
        if name.lower() in (rule.id.lower(), rule.name):
            return _explain(rule)
    if name.upper() == MODEL_RULE or name.lower() == "damaged-phrase":
        return _MODEL_HELP
    for engine, prefix in ENGINE_PREFIXES.items():
        if name.upper().startswith(prefix.rstrip("-")):
            return f"{name}\n\n{_ENGINE_HELP[engine]}\n"
    check_selectors([name], [rule.id for rule in (*declarations(), *house)])
    raise UnknownRuleError(f"“{name}” stands for several rules; “mtcheck rules” lists them.")


def explanations(name: str, house: Sequence[Rule] = ()) -> str:
    """As `explanation`; of a prefix that several rules share, the list of them."""
    rules = (*declarations(), *house)
    prefix = name.lower()
    alike = [rule for rule in rules if rule.id.lower().startswith(prefix) or rule.name.startswith(prefix)]
    if not name or any(prefix in (rule.id.lower(), rule.name) for rule in alike) or not alike:
        meant = None if name.upper().startswith("MT") else nearest(name, [rule.name for rule in rules])
        try:
            return explanation(name, house)
        except UnknownRuleError:
            if meant is None:
                raise
            hint = f"did you mean {meant}? “mtcheck rules” lists them."
            raise UnknownRuleError(f"unknown rule “{name}”: {hint}") from None
    if len(alike) == 1:
        return _explain(alike[0])
    width = max(len(rule.name) for rule in alike)
    return "".join(f"{_line(rule, width)}\n" for rule in alike)


def rule_page(rule: str) -> str | None:
    """The address of what is written about a rule, by its id; None where there is nothing."""
    if rule == MODEL_RULE or rule in _ids():
        return f"{DOCUMENTATION}rules/{rule}/"
    for engine, prefix in ENGINE_PREFIXES.items():
        if rule.startswith(prefix):
            return _ENGINE_RULES[engine]
    return f"{DOCUMENTATION}settings/#house-rules" if rule.startswith(_HOUSE) else None


@cache
def _ids() -> frozenset[str]:
    return frozenset(rule.id for rule in declarations())


def _line(rule: Declaration, width: int) -> str:
    return f"{rule.id}  {rule.name:{width}}  {rule.severity.value:8}  {_state(rule):3}  {rule.summary}"


def _state(rule: Declaration) -> str:
    return "on" if rule.default else "off"


def _explain(rule: Declaration) -> str:
    state = (
        "on by default" if rule.default else f"off by default; switch it on with --extend-select {rule.id}"
    )
    return (
        f"{rule.id} {rule.name}\n{rule.severity.value}, {rule.category.value}, {state}\n\n"
        f"{rule.doc.strip()}\n\n"
        f'To silence it: --ignore {rule.id}, or ignore = ["{rule.id}"] in mtcheck.toml.\n'
    )


def _entry(rule: Declaration) -> dict[str, object]:
    return {
        "id": rule.id,
        "name": rule.name,
        "category": rule.category.value,
        "severity": rule.severity.value,
        "default": rule.default,
        "confidence": rule.confidence,
        "summary": rule.summary,
        "sections": rule.sections,
    }
