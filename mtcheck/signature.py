"""The signature: what has to be equal for two scores to be comparable."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from mtcheck.findings.analysis import Analysis
from mtcheck.readers.side_files import read_side_file
from mtcheck.rules.registry import pair_rules, rules
from mtcheck.settings.model import Settings
from mtcheck.settings.selection import Selection
from mtcheck.version import __version__

_PACKAGE = Path(__file__).parent
_SOURCE_RULES = "source"


def signature(settings: Settings, decided: str, analysis: Analysis | None = None) -> str:
    """The signature of a result, `key:value` parted by bars.

    decided: the signature of the decisions. analysis: None where the article was not checked.
    """
    analysis = analysis or Analysis(())
    engines = "+".join(f"{name}-{version}" for name, version in sorted(analysis.versions.items()))
    parts = {
        "mtcheck": __version__,
        "rules": rules_hash(settings.selection),
        "engines": engines or "none",
        "skipped": "+".join(sorted(skip.name for skip in analysis.skipped)) or "none",
        "model": analysis.model,
        "lang": "en",
        "settings": settings.fingerprint(),
        "decided": decided,
    }
    # Only where there is something: scores without a source stay comparable with older ones.
    if analysis.pair is not None:
        parts["lang"] = f"{analysis.pair.language}-en"
        parts["pair"] = pair_hash(settings)
    if analysis.reference is not None:
        parts["nrefs"] = str(analysis.reference.references)
    return "|".join(f"{key}:{value}" for key, value in parts.items())


@cache
def rules_hash(selection: Selection) -> str:
    """Eight hex digits over the rules that run on an article alone, their code, and the data they read."""
    digest = hashlib.sha256(repr([rule.id for rule in rules() if selection.runs(rule)]).encode())
    for folder in ("rules", "lexicon"):
        for file in _files(_PACKAGE / folder, without={_SOURCE_RULES}):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


@cache
def pair_hash(settings: Settings) -> str:
    """Eight hex digits over the rules that compare with the source, their code, and the terms given."""
    selection = settings.selection
    digest = hashlib.sha256(repr([rule.id for rule in pair_rules() if selection.runs(rule)]).encode())
    digest.update(repr((settings.source_language, settings.do_not_translate)).encode())
    for name in settings.glossary:
        with suppress(OSError):  # MT617 says why it cannot be read
            digest.update(read_side_file(Path(name)))
    for folder in (_PACKAGE / "rules" / _SOURCE_RULES, _PACKAGE / "bilingual"):
        for file in _files(folder):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


def _files(folder: Path, without: Collection[str] = ()) -> Iterator[Path]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not entry.is_dir():
            yield entry
        elif entry.name not in ("__pycache__", *without):
            yield from _files(entry)
