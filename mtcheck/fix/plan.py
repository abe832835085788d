"""Fixes: from findings to edits to the fixed text. Pure: no file is read or written here.

The first suggestion of a finding is applied if the rule marks it as safe (`Finding.safe_fix`), unless it is
in a quotation or in what is masked, or would add or remove a line break: the file keeps its lines. Of two
findings that overlap, the first wins. An article is fixed again until nothing is left to do, so fixing it
twice changes nothing more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document
from mtcheck.text.quotations import quotations, touches
from mtcheck.text.span import Span

#: How often an article is fixed and checked again. More is only needed by rules that undo each other.
PASSES = 25
#: Code points up to which the unchanged middle of a fix is looked for, so that marks around a quotation can
#: change.
_COMPARED = 200

QUOTED, MASKED, LINE_BREAK, OVERLAPS, UNENCODABLE = (
    "in a quotation",
    "in markup",
    "over a line break",
    "overlapping another",
    "not possible in the file's encoding",
)


@dataclass(frozen=True)
class Edit:
    """Put `text` in the place of `[start:end]`."""

    start: int
    """Offset in the text where the replaced characters begin."""
    end: int
    """Offset behind them."""
    text: str
    """What takes their place."""


@dataclass(frozen=True)
class EditPlan:
    """What can be done about one article at once."""

    edits: tuple[Edit, ...] = ()
    """The edits, in order, none overlapping."""
    applied: Counter[str] = field(default_factory=Counter)
    """Fixes by rule."""
    left: Counter[str] = field(default_factory=Counter)
    """Safe fixes that are not made, by reason."""


@dataclass(frozen=True)
class FixedDocument:
    """An article and what was done to it."""

    document: Document
    """The fixed article; the one that was given where the fixes came to no end."""
    applied: Mapping[str, int]
    """Fixes by rule."""
    left: Mapping[str, int]
    """Safe fixes that were not applied, by reason."""
    unsettled: tuple[str, ...] = ()
    """The rules that undo each other's fixes, or their own."""


def fix_repeatedly(
    document: Document,
    findings_of: Callable[[Document], Iterable[Finding]],
    reread: Callable[[Document, str], Document],
) -> FixedDocument:
    """Fix an article until nothing is left to fix.

    findings_of: the findings that count. reread: the document that a text gives in the place of another's.
    """
    applied: Counter[str] = Counter()
    fixed = document
    for _ in range(PASSES):
        plan = plan_edits(fixed, findings_of(fixed))
        if not plan.edits:
            return FixedDocument(fixed, applied, plan.left)
        fixed = reread(fixed, apply_edits(fixed.text, plan.edits))
        applied += plan.applied
    return FixedDocument(document, {}, {}, tuple(sorted(plan.applied)))


def plan_edits(document: Document, findings: Iterable[Finding]) -> EditPlan:
    """The edits for those findings whose fix is safe here."""
    plan = EditPlan()
    edits: list[Edit] = []
    quoted: tuple[Span, ...] | None = None
    end = -1
    for finding in sorted(findings, key=lambda finding: (finding.start, finding.end)):
        if not finding.safe_fix or not finding.suggestions or finding.suggestions[0].text == finding.text:
            continue
        if quoted is None:
            quoted = quotations(document)
        own = _edits(finding, finding.suggestions[0].text)
        reason = _reason_against(document, finding, own, quoted)
        if reason is None and finding.start < end:
            reason = OVERLAPS
        if reason is not None:
            plan.left[reason] += 1
            continue
        edits += own
        end = finding.end
        plan.applied[finding.rule] += 1
    return EditPlan(tuple(edits), plan.applied, plan.left)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; they are sorted and do not overlap."""
    parts: list[str] = []
    end = 0
    for edit in edits:
        parts += (text[end : edit.start], edit.text)
        end = edit.end
    return "".join((*parts, text[end:]))


def _edits(finding: Finding, replacement: str) -> list[Edit]:
    """What really changes between a finding and its fix."""
    if max(len(finding.text), len(replacement)) > _COMPARED:
        return [Edit(finding.start, finding.end, replacement)]
    matcher = SequenceMatcher(None, finding.text, replacement, autojunk=False)
    return [
        Edit(finding.start + first, finding.start + last, replacement[start:end])
        for tag, first, last, start, end in matcher.get_opcodes()
        if tag != "equal"
    ]


def _reason_against(
    document: Document, finding: Finding, edits: Sequence[Edit], quoted: tuple[Span, ...]
) -> str | None:
    """Why a fix must not be made here; None if it may."""
    if finding.start < document.settings_end or document.is_masked(finding.start, finding.end):
        return MASKED
    if any(_has_break(document.text[edit.start : edit.end]) or _has_break(edit.text) for edit in edits):
        return LINE_BREAK
    if any(touches(quoted, edit.start, edit.end) for edit in edits):
        return QUOTED
    if not all(_can_encode(edit.text, document.encoding) for edit in edits):
        return UNENCODABLE
    return None


def _has_break(text: str) -> bool:
    return "\n" in text or "\r" in text


def _can_encode(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
