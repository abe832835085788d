"""What fixing an article came to, and how it is told."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mtcheck.fix.patch import patch


@dataclass(frozen=True)
class FixOutcome:
    """What fixing an article came to."""

    name: str
    """What the article is called."""
    before: bytes = b""
    """Its bytes as they were; empty where they could not be read."""
    after: bytes = b""
    """Its bytes with the fixes."""
    applied: Mapping[str, int] = field(default_factory=dict)
    """Fixes by rule."""
    left: Mapping[str, int] = field(default_factory=dict)
    """Safe fixes that were not applied, by reason."""
    trouble: str | None = None
    """Why nothing could be fixed here."""
    failed: bool = False
    """Whether the trouble is a mistake, and not a format that is never fixed."""

    @property
    def changed(self) -> bool:
        return self.after != self.before

    @property
    def patch(self) -> bytes:
        """The change as a patch to apply in the current folder; what lies outside of it, in the root of
        the file system.
        """
        path = os.path.relpath(self.name)
        if path.startswith(".."):
            path = os.path.abspath(self.name)  # noqa: PTH100 - without links resolved, but with `..` taken out
        return patch(path.replace(os.sep, "/"), self.before, self.after)


def describe(outcome: FixOutcome, *, would: bool) -> str | None:
    """What to say of one article; None where there is nothing to say. would: the fixes are only shown."""
    if outcome.trouble is not None:
        return f"{outcome.name}: {outcome.trouble}."
    parts = []
    if outcome.applied:
        parts.append(f"{_count(outcome.applied)} {_applied(would)} ({_list(outcome.applied)})")
    if outcome.left:
        parts.append(f"{_count(outcome.left)} left to you ({_list(outcome.left)})")
    return f"{outcome.name}: {', '.join(parts)}." if parts else None


def describe_total(outcomes: Sequence[FixOutcome], *, would: bool) -> str:
    """What to say of the whole run."""
    fixed = [outcome for outcome in outcomes if outcome.applied]
    if not fixed:
        has_trouble = any(outcome.trouble for outcome in outcomes)
        why = "" if has_trouble else ": no finding has a fix that is safe where it stands"
        return f"nothing {'would be' if would else 'was'} fixed{why}."
    applied = sum((Counter(outcome.applied) for outcome in fixed), Counter[str]())
    articles = f"{len(fixed)} of {len(outcomes)} article{'' if len(outcomes) == 1 else 's'}"
    return f"{_count(applied)} {_applied(would)} in {articles}."


def _applied(would: bool) -> str:
    return "would be applied" if would else "applied"


def _count(counts: Mapping[str, int]) -> str:
    number = sum(counts.values())
    return f"{number:,} fix{'' if number == 1 else 'es'}"


def _list(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
