"""What the page says about rules: their families, and the explanations at its end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from mtcheck.findings.finding import Finding
from mtcheck.rules.catalogue import explanation
from mtcheck.rules.registry import UnknownRuleError, declarations

#: The beginnings of rule ids and the families they stand for, in the order of the filters.
FAMILIES = {
    "MT0": "showstoppers",
    "MT1": "damaged phrases",
    "MT2": "names and terms",
    "MT3": "numbers and dates",
    "MT4": "punctuation",
    "MT5": "structure",
    "MT6": "source and reference",
    "GM": "garble model",
    "GR": "grammar engines",
    "HR": "house rules",
    "MT9": "housekeeping",
}
#: The sections of a rule's documentation that an editor needs; `mtcheck explain` has the others.
_SECTIONS = ("What it finds", "Why it matters", "Example", "Instead")


@dataclass(frozen=True)
class Explanation:
    """The entry of a rule at the end of the page."""

    id: str
    """The rule's id."""
    name: str
    """The rule's name."""
    severity: str
    """In lower case; empty of a rule without a declaration."""
    summary: str
    """One line without a full stop; empty of a rule without a declaration."""
    sections: tuple[tuple[str, Markup], ...]
    """Headings and texts."""


def family_of(rule: str) -> str:
    """The key in FAMILIES of a rule's id; else the part of the id before its first hyphen or digit."""
    for prefix in FAMILIES:
        if rule.startswith(prefix):
            return prefix
    return re.split(r"[-\d]", rule, maxsplit=1)[0] or rule


def anchor(rule: str) -> str:
    """The id on the page of a rule's explanation; no two rules share one."""
    return "rule-" + re.sub(r"[^A-Za-z0-9-]", lambda match: f"_{ord(match.group()):x}_", rule)


def count_families(findings: Iterable[Finding]) -> list[tuple[str, str, int]]:
    """(key, name, number of findings) of the families that have findings."""
    counts = Counter(family_of(finding.rule) for finding in findings)
    known = [(key, name, counts[key]) for key, name in FAMILIES.items() if counts[key]]
    return [*known, *((key, key, counts[key]) for key in sorted(counts) if key not in FAMILIES)]


def explain_rules(findings: Iterable[Finding]) -> list[Explanation]:
    """An explanation of each rule that has findings, by id."""
    by_rule = {finding.rule: finding for finding in findings}
    return [_explain(finding) for _, finding in sorted(by_rule.items())]


def _explain(finding: Finding) -> Explanation:
    for rule in declarations():
        if rule.id == finding.rule:
            sections = tuple(
                (heading, _to_html(rule.sections[heading]))
                for heading in _SECTIONS
                if heading in rule.sections
            )
            return Explanation(rule.id, rule.name, rule.severity.value, rule.summary, sections)
    try:
        text = explanation(finding.rule).partition("\n\n")[2]
    except UnknownRuleError:
        is_house_rule = finding.rule.startswith("HR-")
        text = "A rule of the house: what it says, it says in the finding." if is_house_rule else ""
    sections = (("What it finds", _to_html(text)),) if text.strip() else ()
    return Explanation(finding.rule, finding.name, "", "", sections)


def _to_html(text: str) -> Markup:
    """Paragraphs of a rule's documentation, with `code`."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text.strip())]
    with_code = (re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))) for text in paragraphs)
    return Markup("\n").join(Markup("<p>{}</p>").format(Markup(text)) for text in with_code)
