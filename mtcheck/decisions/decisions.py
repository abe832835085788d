"""Decisions: everything that was decided before about what is found, loaded once a run and applied to each
article.

In this order, so that what stands nearest to the words has the first say: comments and `[sic]`, entries of
the settings, the vocabulary, the baseline; then what `--diff-base` leaves. What is out of date among them
joins the findings that count, without penalty points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from mtcheck.decisions import baseline as baselines
from mtcheck.decisions import vocabulary as vocabularies
from mtcheck.decisions.baseline import Baseline
from mtcheck.decisions.changes import ALL as ALL_LINES
from mtcheck.decisions.changes import Changes, is_changed
from mtcheck.decisions.coverage import Coverage
from mtcheck.decisions.inline import by_comments, by_sic
from mtcheck.decisions.vocabulary import Vocabulary
from mtcheck.findings.finding import Finding
from mtcheck.findings.report import BaselineEntry, Suppressed
from mtcheck.rules.base import Match
from mtcheck.rules.housekeeping.mt902_unused_suppression import DECLARATION as UNUSED
from mtcheck.rules.housekeeping.mt903_stale_baseline_entry import DECLARATION as STALE
from mtcheck.settings.article_names import is_file_name, relative
from mtcheck.settings.model import Settings
from mtcheck.settings.suppression import Suppression
from mtcheck.text.document import Document

_NAMED = 3  # of what is out of date, so many are named in a message


@dataclass(frozen=True)
class Decided:
    """What is left of an article's findings.

    baseline: as in `Report`. whole: whether it is the article as a whole that is judged; where only new
    findings count, its estimate, which is about all of it, fails nothing.
    """

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    baseline: tuple[BaselineEntry, ...] | None = None
    whole: bool = True


@dataclass(frozen=True)
class Decisions:
    """The decisions that hold in one run.

    recording: a baseline is being written: every finding that is left goes into it.
    changes: what changed since a commit, where only that counts.
    """

    entries: tuple[Suppression, ...] = ()
    root: str | None = None
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    baseline: Baseline | None = None
    recording: bool = False
    changes: Changes | None = None

    @classmethod
    def load(cls, settings: Settings, *, recording: bool = False, since: str | None = None) -> Decisions:
        """Read what the settings name. since: a commit of the repository that the current folder is in.
        Raises SettingsError.
        """
        found = baselines.load(settings, new=recording)
        changes = Changes.since(since, Path.cwd()) if since is not None else None
        return cls(settings.suppress, settings.root, vocabularies.load(settings), found, recording, changes)

    @cached_property
    def signature(self) -> str:
        """What has to be equal for two results to be comparable; `none` where nothing was decided outside
        the articles.
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
        """What is decided about articles that are no files any more: there is no report to say it in."""
        said = []
        if self.baseline is not None and (gone := self.baseline.missing()):
            what = (
                "an article that is no file" if len(gone) == 1 else f"{len(gone)} articles that are no files"
            )
            said.append(
                f"{self.baseline.path}: knows {what} any more: {_some(gone)}; take such out with --prune-baseline"
            )
        for entry in self.entries:
            if entry.path and "/" in entry.file and self.root and not (Path(self.root) / entry.path).exists():
                said.append(f"{entry}: there is no such file any more; drop the entry")
        return said

    def apply(self, document: Document, findings: Sequence[Finding], coverage: Coverage) -> Decided:
        """Take out of the findings what was decided on, and add what is out of date among the decisions."""
        sieve = _Sieve(document, coverage, list(findings))
        remarks = self._by_the_text(sieve)
        if self.entries:
            remarks += self._by_entries(sieve)
        if self.vocabulary.entries:
            sieve.take("vocabulary", self._accepted(document))
        held, stale = self._by_baseline(sieve)
        remarks += stale
        sieve.left += (remark for remark in remarks if coverage.selection.takes(remark.rule, True))
        whole = self._by_changes(sieve)
        suppressed = sorted(sieve.suppressed, key=lambda one: _order(one.finding))
        return Decided(tuple(sorted(sieve.left, key=_order)), tuple(suppressed), held, whole and held is None)

    def _by_the_text(self, sieve: _Sieve) -> list[Finding]:
        """Comments and `[sic]`; what is wrong with the comments."""
        sieve.left, by_comment, remarks = by_comments(sieve.document, sieve.left, sieve.coverage)
        sieve.left, marked = by_sic(sieve.document, sieve.left)
        sieve.suppressed += by_comment + marked
        return remarks

    def _by_entries(self, sieve: _Sieve) -> list[Finding]:
        path = relative(sieve.document.name, self.root)
        holding = [entry for entry in self.entries if entry.holds_for(path)]
        used: set[Suppression] = set()

        def reason(finding: Finding) -> str | None:
            taking = [entry for entry in holding if entry.takes(finding.rule, finding.text)]
            guests = [
                one
                for one in holding
                if any(one.takes(rule, finding.text) for rule in finding.also_reported_by)
            ]
            used.update(taking, guests)
            return taking[0].reason if taking else None

        sieve.take("settings", reason)
        unused = [
            one for one in holding if one.names(path) and one not in used and sieve.coverage.covers(one.rule)
        ]
        return [
            UNUSED.finding(sieve.document, Match(0, 0, f"{one} suppresses nothing: drop it"))
            for one in unused
        ]

    def _accepted(self, document: Document) -> Callable[[Finding], str | None]:
        def remark(finding: Finding) -> str | None:
            entry = self.vocabulary.accepting(document, finding)
            return None if entry is None else entry.remark

        return remark

    def _by_baseline(self, sieve: _Sieve) -> tuple[tuple[BaselineEntry, ...] | None, list[Finding]]:
        """(the entries that hold, None where the article has none; what is out of date among them)."""
        document = sieve.document
        if self.baseline is None or not is_file_name(document.name):
            return None, []
        entries = self.baseline.of(document.name)
        if self.recording:
            found = sieve.left
            sieve.take("baseline", lambda _: "")
            return baselines.recorded(document, found, entries or (), sieve.coverage), []
        if entries is None:
            return None, []
        sieve.left, known, holding, stale = baselines.by_baseline(
            document, sieve.left, entries, sieve.coverage
        )
        sieve.suppressed += known
        if not stale:
            return holding, []
        number = sum(entry.count for entry in stale)
        what = (
            f"{number} entries of the baseline no longer match"
            if number > 1
            else "an entry of the baseline no longer matches"
        )
        named = _some([f"{entry.rule} “{entry.text}”" for entry in stale])
        return holding, [
            STALE.finding(
                document, Match(0, 0, f"{what} ({named}): take such entries out with --prune-baseline")
            )
        ]

    def _by_changes(self, sieve: _Sieve) -> bool:
        """Whether the article counts as a whole."""
        lines = ALL_LINES if self.changes is None else self.changes.lines(sieve.document)
        if lines == ALL_LINES:
            return True
        sieve.take("unchanged", lambda finding: None if is_changed(sieve.document, finding, lines) else "")
        return False


@dataclass
class _Sieve:
    """The findings of an article on their way through the decisions."""

    document: Document
    coverage: Coverage
    left: list[Finding]
    suppressed: list[Suppressed] = field(default_factory=list)

    def take(self, by: str, reason: Callable[[Finding], str | None]) -> None:
        """Take out the findings for which there is a reason, if only an empty one."""
        left = []
        for finding in self.left:
            given = reason(finding)
            if given is None:
                left.append(finding)
            else:
                self.suppressed.append(Suppressed(finding, by, given))
        self.left = left


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.rule
