"""The baseline: what was there when somebody drew the line, so that only new findings count.

An entry is a finding's fingerprint (rule, normalised text, neighbouring words; see `report.fingerprint`) and
how often it was there. It has no line number, so it holds when text above or below changes. Rule and text are
in it for people. Articles are named by their paths from the folder of the baseline. An article without an
entry in it is new: all of its findings count.
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
from mtcheck.decisions.sieve import Sieve
from mtcheck.findings.finding import Finding
from mtcheck.findings.report import BaselineEntry, fingerprint
from mtcheck.readers.side_files import is_there, read_side_file
from mtcheck.settings.article_names import relative
from mtcheck.settings.model import NO_BASELINE, Settings
from mtcheck.text.document import Document
from mtcheck.toml_values import SettingsError

FILE_NAME = ".mtcheck-baseline.json"
SCHEMA_VERSION = 1

_LONGEST_TEXT = 80
_NEXT_STEP = "restore it, or delete it and write a new one with --write-baseline"


@dataclass(frozen=True)
class Baseline:
    """A baseline file, there already or yet to be written."""

    path: str
    """Where it is or will be."""
    articles: Mapping[str, tuple[BaselineEntry, ...]]
    """The entries of each article, by its path from the folder of the baseline."""

    @cached_property
    def digest(self) -> str:
        """Eight hex digits over all of it."""
        return hashlib.sha256(self.text().encode("utf-8", "surrogatepass")).hexdigest()[:8]

    def key(self, name: str) -> str:
        """The name that the article `name` has in the baseline."""
        return relative(name, str(Path(self.path).parent))

    def of(self, name: str) -> tuple[BaselineEntry, ...] | None:
        """The entries of the article `name`; None if the baseline does not have the article."""
        return self.articles.get(self.key(name))

    def updated(self, articles: Mapping[str, Sequence[BaselineEntry]]) -> Baseline:
        """The baseline with other entries for some articles, given by their names."""
        changed = {self.key(name): tuple(entries) for name, entries in articles.items()}
        return replace(self, articles={**self.articles, **changed})

    def without_missing(self) -> Baseline:
        """The baseline without the articles whose files are gone."""
        missing = set(self.missing())
        kept = {name: entries for name, entries in self.articles.items() if name not in missing}
        return replace(self, articles=kept)

    def missing(self) -> list[str]:
        """The articles in the baseline whose files are gone."""
        folder = Path(self.path).parent
        return [name for name in sorted(self.articles) if not (folder / name).is_file()]

    def text(self) -> str:
        """The content of the file: JSON, sorted, one entry a line, so that two people's changes merge."""
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


def file_of(settings: Settings) -> Path | None:
    """Where the baseline of these settings is or would be; None if it is left out or has no folder."""
    if settings.baseline is not None:
        return None if settings.baseline == NO_BASELINE else Path(settings.baseline)
    return None if settings.root is None else Path(settings.root) / FILE_NAME


def load(settings: Settings, *, new: bool = False) -> Baseline | None:
    """The baseline that these settings name, or the one at the default place; None if there is none.

    new: a missing one is to be written, and starts empty. Raises SettingsError for a broken baseline, and for
    a missing one that the settings name.
    """
    path = file_of(settings)
    if path is None:
        return None
    if is_there(path):
        return Baseline(str(path), _read(path))
    if new:
        return Baseline(str(path), {})
    if settings.baseline is None:
        return None
    raise SettingsError(
        f"{path}: there is no such baseline; write it (--write-baseline) or leave it out (--no-baseline)."
    )


def take_known(
    sieve: Sieve, entries: Sequence[BaselineEntry]
) -> tuple[tuple[BaselineEntry, ...], list[BaselineEntry]]:
    """Take out the findings that the baseline knows: (the entries that still hold, those out of date).

    The same fingerprint n times takes the first n such findings. An entry whose rule did not run still holds:
    nothing is known of it.
    """
    unmatched = Counter({entry.fingerprint: entry.count for entry in entries})

    def reason(finding: Finding) -> str | None:
        for name in _fingerprints(sieve.document, finding):
            if unmatched[name] > 0:
                unmatched[name] -= 1
                return ""
        return None

    if entries:
        sieve.take("baseline", reason)
    holding, stale = [], []
    for entry in entries:
        count = unmatched[entry.fingerprint]
        if count > 0 and sieve.coverage.covers(entry.rule):
            stale.append(replace(entry, count=count))
            entry = replace(entry, count=entry.count - count)
        if entry.count > 0:
            holding.append(entry)
    return tuple(holding), stale


def record(
    document: Document, findings: Iterable[Finding], entries: Sequence[BaselineEntry], coverage: Coverage
) -> tuple[BaselineEntry, ...]:
    """The entries of a baseline written now: all findings, and the old entries of rules that did not run."""
    counts: Counter[str] = Counter()
    recorded: dict[str, BaselineEntry] = {}
    for finding in findings:
        name = fingerprint(document, finding)
        counts[name] += 1
        text = " ".join(finding.text.split())
        text = text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"
        recorded[name] = BaselineEntry(finding.rule, text, name, counts[name])
    for entry in entries:
        if entry.fingerprint not in recorded and not coverage.covers(entry.rule):
            recorded[entry.fingerprint] = entry
    return tuple(sorted(recorded.values()))


def _fingerprints(document: Document, finding: Finding) -> Iterable[str]:
    """The fingerprints a finding may be known by. Merged with others, it may have had another one's rule."""
    for rule in (finding.rule, *finding.also_reported_by):
        yield fingerprint(document, replace(finding, rule=rule))


def _as_json(entry: BaselineEntry) -> dict[str, Any]:
    return {"rule": entry.rule, "text": entry.text, "fingerprint": entry.fingerprint, "count": entry.count}


def _read(path: Path) -> dict[str, tuple[BaselineEntry, ...]]:
    try:
        data = json.loads(read_side_file(path).decode("utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: the baseline cannot be read: {error.strerror or error}.") from None
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{path}: the baseline is no JSON ({error}); {_NEXT_STEP}.") from None
    if not isinstance(data, dict) or not isinstance(data.get("articles"), dict):
        raise SettingsError(f"{path}: this is no baseline of mtcheck: it has no “articles”; {_NEXT_STEP}.")
    version = data.get("schema_version")
    if version != SCHEMA_VERSION:
        raise SettingsError(
            f"{path}: the baseline has version {version!r}; "
            f"this mtcheck reads {SCHEMA_VERSION}; {_NEXT_STEP}."
        )
    try:
        return {name: _entries(items) for name, items in data["articles"].items()}
    except (TypeError, KeyError):
        raise SettingsError(
            f"{path}: the baseline is damaged: an entry lacks something; {_NEXT_STEP}."
        ) from None


def _entries(items: Any) -> tuple[BaselineEntry, ...]:
    """The entries of one article. Raises TypeError or KeyError for anything else."""
    if not isinstance(items, list):
        raise TypeError
    entries: dict[str, BaselineEntry] = {}
    for item in items:
        entry = BaselineEntry(item["rule"], item["text"], item["fingerprint"], item["count"])
        if not all(isinstance(part, str) for part in (entry.rule, entry.text, entry.fingerprint)):
            raise TypeError
        if not isinstance(entry.count, int) or isinstance(entry.count, bool) or entry.count < 1:
            raise TypeError
        known = entries.get(entry.fingerprint)  # a merge of two people's changes may leave an entry twice
        entries[entry.fingerprint] = replace(entry, count=max(entry.count, known.count)) if known else entry
    return tuple(entries.values())
