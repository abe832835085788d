"""All that was decided before about findings, loaded once a run and applied to each article.

What stands nearest to the words decides first: comments and `[sic]`, entries of the settings, the vocabulary,
the baseline; then `--diff-base`. What is out of date among the decisions becomes a finding, without penalty
points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from mtcheck.decisions import baseline as baselines
from mtcheck.decisions import vocabulary as vocabularies
from mtcheck.decisions.baseline import Baseline
from mtcheck.decisions.changes import ALL_LINES, Changes, is_changed
from mtcheck.decisions.coverage import Coverage
from mtcheck.decisions.inline import apply_comments, apply_sic
from mtcheck.decisions.sieve import Sieve
from mtcheck.decisions.vocabulary import Vocabulary
from mtcheck.findings.finding import Finding
from mtcheck.findings.report import BaselineEntry, Suppressed
from mtcheck.rules.housekeeping.mt902_unused_suppression import DECLARATION as UNUSED
from mtcheck.rules.housekeeping.mt903_stale_baseline_entry import DECLARATION as STALE
from mtcheck.settings.article_names import is_file_name, relative
from mtcheck.settings.model import Settings
from mtcheck.settings.suppression import Suppression, SuppressionIndex
from mtcheck.text.document import Document

#: How many names a message gives of what is out of date.
_NAMED = 3


@dataclass(frozen=True)
class Decided:
    """An article's findings after the decisions."""

    findings: tuple[Finding, ...]
    """The findings that count, those about decisions included, in the order of the text."""
    suppressed: tuple[Suppressed, ...] = ()
    """The findings that do not count, in the order of the text."""
    baseline: tuple[BaselineEntry, ...] | None = None
    """As `Report.baseline`."""
    whole: bool = True
    """Whether the article is judged as a whole. If only new findings count, its estimate fails nothing."""


@dataclass(frozen=True)
class Decisions:
    """The decisions that hold in one run."""

    entries: tuple[Suppression, ...] = ()
    """The `[[suppress]]` entries of the settings."""
    root: str | None = None
    """The folder that the entries' patterns are relative to."""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    """Names and words that are right as they stand."""
    baseline: Baseline | None = None
    """Findings that were there before."""
    recording: bool = False
    """Whether a baseline is being written: every finding that is left goes into it."""
    changes: Changes | None = None
    """What changed since a commit, if only that counts."""

    @classmethod
    def load(cls, settings: Settings, *, recording: bool = False, since: str | None = None) -> Decisions:
        """Read what the settings name. Raises SettingsError.

        since: a commit of the repository that the current folder is in.
        """
        baseline = baselines.load(settings, new=recording)
        changes = Changes.since(since, Path.cwd()) if since is not None else None
        return cls(
            settings.suppress, settings.root, vocabularies.load(settings), baseline, recording, changes
        )

    @cached_property
    def signature(self) -> str:
        """What has to be equal for two results to be comparable.

        `none` if nothing was decided outside the articles; entries are part of the settings' fingerprint.
        """
        parts = []
        if self.vocabulary.entries:
            parts.append(f"vocabulary-{self.vocabulary.digest}")
        if self.recording:
            parts.append("baseline-new")
        elif self.baseline is not None:
            parts.append(f"baseline-{self.baseline.digest}")
        if self.changes is not None:
            parts.append(f"since-{self.changes.commit[:12]}")
        return "+".join(parts) or "none"

    def out_of_date(self) -> list[str]:
        """What is decided about articles whose files are gone. No report could say it."""
        messages = []
        if self.baseline is not None and (missing := self.baseline.missing()):
            subject = "an article that is no file"
            if len(missing) > 1:
                subject = f"{len(missing)} articles that are no files"
            messages.append(
                f"{self.baseline.path}: knows {subject} any more: {_first(missing)}; "
                "take such out with --prune-baseline"
            )
        for entry in self.entries:
            if entry.path and "/" in entry.file and self.root and not (Path(self.root) / entry.path).exists():
                messages.append(f"{entry}: there is no such file any more; drop the entry")
        return messages

    def apply(self, document: Document, findings: Sequence[Finding], coverage: Coverage) -> Decided:
        """Take out the findings that were decided on, and add what is out of date among the decisions."""
        sieve = Sieve(document, coverage, list(findings))
        apply_comments(sieve)
        apply_sic(sieve)
        self._apply_entries(sieve)
        self._apply_vocabulary(sieve)
        entries = self._apply_baseline(sieve)
        sieve.admit_remarks()
        whole = self._apply_changes(sieve) and entries is None
        suppressed = sorted(sieve.suppressed, key=lambda suppressed: _place(suppressed.finding))
        return Decided(tuple(sorted(sieve.left, key=_place)), tuple(suppressed), entries, whole)

    def _apply_entries(self, sieve: Sieve) -> None:
        if not self.entries:
            return
        path = relative(sieve.document.name, self.root)
        holding = [entry for entry in self.entries if entry.holds_for(path)]
        entries = SuppressionIndex(holding)

        def reason(finding: Finding) -> str | None:
            # A finding merged into another one is not there to be suppressed; its entry has a point still.
            for rule in finding.also_reported_by:
                entries.find(rule, finding.text)
            entry = entries.find(finding.rule, finding.text)
            return None if entry is None else entry.reason

        sieve.take("settings", reason)
        covers = cache(sieve.coverage.covers)
        for entry in entries.unused():
            if entry.names(path) and covers(entry.rule):
                sieve.remark(UNUSED, f"{entry} suppresses nothing: drop it")

    def _apply_vocabulary(self, sieve: Sieve) -> None:
        if not self.vocabulary.entries:
            return

        def reason(finding: Finding) -> str | None:
            entry = self.vocabulary.accepting(sieve.document, finding)
            return None if entry is None else entry.remark

        sieve.take("vocabulary", reason)

    def _apply_baseline(self, sieve: Sieve) -> tuple[BaselineEntry, ...] | None:
        """The entries of the article that hold; None if it has none."""
        document = sieve.document
        if self.baseline is None or not is_file_name(document.name):
            return None
        entries = self.baseline.of(document.name)
        if self.recording:
            recorded = baselines.record(document, sieve.left, entries or (), sieve.coverage)
            sieve.take("baseline", lambda finding: "")
            return recorded
        if entries is None:
            return None
        holding, stale = baselines.take_known(sieve, entries)
        if stale:
            number = sum(entry.count for entry in stale)
            subject = "an entry of the baseline no longer matches"
            if number > 1:
                subject = f"{number} entries of the baseline no longer match"
            named = _first([f"{entry.rule} “{entry.text}”" for entry in stale])
            sieve.remark(STALE, f"{subject} ({named}): take such entries out with --prune-baseline")
        return holding

    def _apply_changes(self, sieve: Sieve) -> bool:
        """Whether all lines of the article count."""
        lines = ALL_LINES if self.changes is None else self.changes.lines(sieve.document)
        if lines == ALL_LINES:
            return True
        sieve.take("unchanged", lambda finding: None if is_changed(sieve.document, finding, lines) else "")
        return False


def _first(names: Sequence[str]) -> str:
    """The first of the names, and whether there are more."""
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")


def _place(finding: Finding) -> tuple[int, int, str]:
    """What findings are sorted by."""
    return finding.start, finding.end, finding.rule
