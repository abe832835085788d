"""The baseline: what was there when somebody drew the line, article by article, so that only new findings
count.

An entry is a finding's fingerprint (rule, normalised text, neighbouring words; see `report.fingerprint`) and
how often it was there: no line number, so it holds when the text above and below changes. Rule and text stand
beside it for people. Articles are named by their paths from the baseline's own folder. An article that has no
entry in it is new: all of it counts.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from mtcheck.decisions.coverage import Coverage
from mtcheck.findings.finding import Finding
from mtcheck.findings.report import BaselineEntry, Suppressed, fingerprint
from mtcheck.settings.article_names import relative
from mtcheck.settings.model import NO_BASELINE, Settings, SettingsError
from mtcheck.text.document import Document

FILE_NAME = ".mtcheck-baseline.json"
SCHEMA_VERSION = 1

_LONGEST_TEXT = 80
_NEXT_STEP = "restore it, or delete it and write a new one with --write-baseline"


@dataclass(frozen=True)
class Baseline:
    """A baseline file. path: where it is or will be. articles: path from its folder to the entries of the
    article.
    """

    path: str
    articles: Mapping[str, tuple[BaselineEntry, ...]]

    @cached_property
    def digest(self) -> str:
        """Eight hex digits over all of it."""
        return hashlib.sha256(self.text().encode()).hexdigest()[:8]

    def key(self, name: str) -> str:
        """What the article `name` is called in here."""
        return relative(name, str(Path(self.path).parent))

    def of(self, name: str) -> tuple[BaselineEntry, ...] | None:
        """The entries of the article `name`; None if it is not in here, which is not the same as having
        none.
        """
        return self.articles.get(self.key(name))

    def updated(self, articles: Mapping[str, Sequence[BaselineEntry]]) -> Baseline:
        """With other entries for some articles, given by their names; the rest as it is."""
        return replace(
            self,
            articles={**self.articles, **{self.key(name): tuple(found) for name, found in articles.items()}},
        )

    def without_missing(self) -> Baseline:
        """Without the articles that are no files any more."""
        missing = set(self.missing())
        return replace(
            self, articles={name: found for name, found in self.articles.items() if name not in missing}
        )

    def missing(self) -> list[str]:
        """The articles in here that are no files any more."""
        folder = Path(self.path).parent
        return [name for name in sorted(self.articles) if not (folder / name).is_file()]

    def text(self) -> str:
        """The file: JSON, sorted, one entry a line, so that two people's changes merge."""
        articles = []
        for name in sorted(self.articles):
            lines = [
                f"   {json.dumps(_as_json(entry), ensure_ascii=False)}"
                for entry in sorted(self.articles[name])
            ]
            body = "[\n" + ",\n".join(lines) + "\n  ]" if lines else "[]"
            articles.append(f"  {json.dumps(name, ensure_ascii=False)}: {body}")
        inner = "{\n" + ",\n".join(articles) + "\n }" if articles else "{}"
        return f'{{\n "schema_version": {SCHEMA_VERSION},\n "articles": {inner}\n}}\n'


def _as_json(entry: BaselineEntry) -> dict[str, Any]:
    return {"rule": entry.rule, "text": entry.text, "fingerprint": entry.fingerprint, "count": entry.count}


def file_of(settings: Settings) -> Path | None:
    """Where the baseline of these settings is, or would be written; None if it is left out or there is no
    folder for it.
    """
    if settings.baseline is not None:
        return None if settings.baseline == NO_BASELINE else Path(settings.baseline)
    return None if settings.root is None else Path(settings.root) / FILE_NAME


def load(settings: Settings, *, new: bool = False) -> Baseline | None:
    """The baseline that these settings name, or the one at the default place where it is there; None if there
    is none.

    new: an empty one where it is not there, to be written. Raises SettingsError for one that is missing or
    broken.
    """
    path = file_of(settings)
    if path is None:
        return None
    if not path.exists():
        if new:
            return Baseline(str(path), {})
        if settings.baseline is None:
            return None
        raise SettingsError(
            f"{path}: there is no such baseline; write it (--write-baseline) or leave it out (--no-baseline)."
        )
    return Baseline(str(path), _read(path))


def _read(path: Path) -> dict[str, tuple[BaselineEntry, ...]]:
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: the baseline cannot be read: {error.strerror or error}.") from None
    except ValueError as error:
        raise SettingsError(f"{path}: the baseline is no JSON ({error}); {_NEXT_STEP}.") from None
    if not isinstance(data, dict) or not isinstance(data.get("articles"), dict):
        raise SettingsError(f"{path}: this is no baseline of mtcheck: it has no “articles”; {_NEXT_STEP}.")
    if data.get("schema_version") != SCHEMA_VERSION:
        version = data.get("schema_version")
        raise SettingsError(
            f"{path}: the baseline has version {version!r}; this mtcheck reads {SCHEMA_VERSION}; {_NEXT_STEP}."
        )
    try:
        return {name: _entries(found) for name, found in data["articles"].items()}
    except (TypeError, KeyError):
        raise SettingsError(
            f"{path}: the baseline is damaged: an entry lacks something; {_NEXT_STEP}."
        ) from None


def _entries(found: Any) -> tuple[BaselineEntry, ...]:
    if not isinstance(found, list):
        raise TypeError
    entries: dict[str, BaselineEntry] = {}
    for data in found:
        entry = BaselineEntry(data["rule"], data["text"], data["fingerprint"], data["count"])
        if not all(isinstance(part, str) for part in (entry.rule, entry.text, entry.fingerprint)):
            raise TypeError
        if not isinstance(entry.count, int) or isinstance(entry.count, bool) or entry.count < 1:
            raise TypeError
        twice = entries.get(entry.fingerprint)  # as a merge of two people's changes may leave it
        entries[entry.fingerprint] = replace(entry, count=max(entry.count, twice.count)) if twice else entry
    return tuple(entries.values())


def by_baseline(
    document: Document, findings: Sequence[Finding], entries: Sequence[BaselineEntry], coverage: Coverage
) -> tuple[list[Finding], list[Suppressed], tuple[BaselineEntry, ...], list[BaselineEntry]]:
    """(findings left, findings that were there, the entries that hold, those that are out of date).

    The same fingerprint n times takes the first n such findings. Of an entry whose rule did not run nothing
    can be said: it holds.
    """
    if not entries:
        return list(findings), [], (), []
    left = Counter({entry.fingerprint: entry.count for entry in entries})
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        # Merged with another check's finding on these words, it may have gone by that one's id.
        names = (
            fingerprint(document, replace(finding, rule=rule))
            for rule in (finding.rule, *finding.also_reported_by)
        )
        known = next((name for name in names if left[name] > 0), None)
        if known is None:
            kept.append(finding)
        else:
            left[known] -= 1
            suppressed.append(Suppressed(finding, "baseline"))
    stale = [
        replace(entry, count=left[entry.fingerprint]) for entry in entries if left[entry.fingerprint] > 0
    ]
    stale = [entry for entry in stale if coverage.covers(entry.rule)]
    gone = {entry.fingerprint: entry.count for entry in stale}
    holding = (replace(entry, count=entry.count - gone.get(entry.fingerprint, 0)) for entry in entries)
    return kept, suppressed, tuple(entry for entry in holding if entry.count > 0), stale


def recorded(
    document: Document, findings: Iterable[Finding], entries: Sequence[BaselineEntry], coverage: Coverage
) -> tuple[BaselineEntry, ...]:
    """The entries that a baseline written now has: all findings, and of the old entries those whose rule
    did not run.
    """
    counts: Counter[str] = Counter()
    found: dict[str, BaselineEntry] = {}
    for finding in findings:
        name = fingerprint(document, finding)
        counts[name] += 1
        text = " ".join(finding.text.split())
        text = text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"
        found[name] = BaselineEntry(finding.rule, text, name, counts[name])
    for entry in entries:
        if entry.fingerprint not in found and not coverage.covers(entry.rule):
            found[entry.fingerprint] = entry
    return tuple(sorted(found.values()))
