"""Files fixed in place: their bytes but for the fixes stay what they are, encoding, byte-order mark and
line endings included.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mtcheck.checker import Checker
from mtcheck.findings.finding import Finding
from mtcheck.findings.score import Scorecard
from mtcheck.fix.patch import patch
from mtcheck.fix.plan import settle
from mtcheck.readers import ReadError, read_bytes
from mtcheck.readers.discovery import Problem
from mtcheck.runner import Article
from mtcheck.settings.loader import merge
from mtcheck.settings.model import ENGINES, Settings
from mtcheck.text.document import Document


@dataclass(frozen=True)
class Outcome:
    """What fixing an article came to. before, after: the bytes, empty where they could not be read.

    applied: fixes by rule. left: safe fixes that were not applied, by reason. trouble: why nothing could be
    fixed here. failed: the trouble is a mistake, and not a format that is never fixed.
    """

    name: str
    before: bytes = b""
    after: bytes = b""
    applied: Mapping[str, int] = field(default_factory=dict)
    left: Mapping[str, int] = field(default_factory=dict)
    trouble: str | None = None
    failed: bool = False

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


def fix_articles(
    found: Iterable[Article | Problem], checker_for: Callable[[str], Checker], *, write: bool
) -> Iterator[tuple[Article, Outcome]]:
    """Fix the articles, one after another: each as it is then, and what was done. write: put the fixed
    files in place.
    """
    for article in found:
        if isinstance(article, Problem):
            continue
        if article.rows is not None:
            yield article, Outcome(article.name, trouble=_NEVER["table"])
            continue
        try:
            outcome = fixed(article.load(), article.name, article.suffix, checker_for(article.name))
        except ReadError:  # the check says so
            outcome = Outcome(article.name)
        if write and outcome.changed:
            if article.path is None:
                article = replace(article, data=outcome.after)
            else:
                outcome = _written(article.path, outcome)
        yield article, outcome


def without_engines(settings: Settings) -> Settings:
    """The settings under which fixes are looked for: neither engines nor the model have any that are safe."""
    return replace(
        merge(settings, {"model": False}), no_engine=ENGINES, require_engine=(), languagetool_url=None
    )


def remark(outcome: Outcome, *, would: bool) -> str | None:
    """What to say of one article; None where there is nothing to say. would: the fixes are only shown."""
    if outcome.trouble is not None:
        return f"{outcome.name}: {outcome.trouble}."
    said = []
    if outcome.applied:
        said.append(
            f"{_fixes(outcome.applied)} {'would be ' if would else ''}applied ({_listed(outcome.applied)})"
        )
    if outcome.left:
        said.append(f"{_fixes(outcome.left)} left to you ({_listed(outcome.left)})")
    return f"{outcome.name}: {', '.join(said)}." if said else None


def total(outcomes: Sequence[Outcome], *, would: bool) -> str:
    """What to say of the whole run."""
    changed = [outcome for outcome in outcomes if outcome.applied]
    if not changed:
        why = (
            ""
            if any(outcome.trouble for outcome in outcomes)
            else ": no finding has a fix that is safe where it stands"
        )
        return f"nothing {'would be' if would else 'was'} fixed{why}."
    applied = sum((Counter(outcome.applied) for outcome in changed), Counter[str]())
    where = f"in {len(changed)} of {len(outcomes)} article{'' if len(outcomes) == 1 else 's'}"
    return f"{_fixes(applied)} {'would be ' if would else ''}applied {where}."


def _fixes(counts: Mapping[str, int]) -> str:
    number = sum(counts.values())
    return f"{number:,} fix{'' if number == 1 else 'es'}"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))


#: Formats without characters of their own to replace.
_NEVER = {
    "docx": "a .docx is not fixed; take the suggestions over in Word",
    "table": "a table is not fixed; take the suggestions over where it was made",
    "xliff": "an XLIFF file is not fixed; take the suggestions over in your translation tool",
    "tmx": "a TMX file is not fixed; take the suggestions over in your translation tool",
}


class _NotTheSameError(Exception):
    """The fixed bytes would be read as another text."""


def fixed(data: bytes, name: str, suffix: str | None, checker: Checker) -> Outcome:
    """Fix the article in `data`, of the format that `suffix` tells. What cannot be read or checked is left
    as it is.
    """
    try:
        document = read_bytes(data, name, suffix)
    except ReadError:  # the check says so
        return Outcome(name, data, data)
    if document.units is not None:
        return Outcome(name, data, data, trouble=_NEVER[document.format])
    if _encoded(document) != data:
        trouble = (
            f"not fixed: read as {document.encoding} it cannot be written back as it was; save it as UTF-8"
        )
        return Outcome(name, data, data, trouble=trouble, failed=True)

    def reread(now: Document, text: str) -> Document:
        again = read_bytes(text.encode(document.encoding), name, suffix)
        if again.text != text:
            raise _NotTheSameError
        return replace(again, encoding=document.encoding)  # without its last accent a file may pass for UTF-8

    try:
        result = settle(document, lambda now: _findings(checker, now), reread)
    except (_NotTheSameError, ReadError):
        trouble = (
            f"not fixed: once fixed it would not be read as {document.encoding} any more; save it as UTF-8"
        )
        return Outcome(name, data, data, trouble=trouble, failed=True)
    if result.unsettled:
        trouble = f"not fixed: the fixes of {', '.join(result.unsettled)} come to no end; take safe-fix from one of them"
        return Outcome(name, data, data, trouble=trouble, failed=True)
    return Outcome(name, data, result.document.text.encode(document.encoding), result.applied, result.left)


def _written(path: Path, outcome: Outcome) -> Outcome:
    """Put the fixed bytes in the place of the file, at once or not at all; links are followed, permissions
    kept.
    """
    try:
        target = path.resolve()
        if target.read_bytes() != outcome.before:
            return _failed(outcome, "it changed meanwhile; run it again")
        draft = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            draft.write_bytes(outcome.after)
            shutil.copymode(target, draft)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        return _failed(
            outcome, f"the file could not be written: {error.strerror or error}; see to its permissions"
        )
    return outcome


def _failed(outcome: Outcome, cause: str) -> Outcome:
    return Outcome(outcome.name, outcome.before, outcome.before, trouble=f"not fixed: {cause}", failed=True)


def _encoded(document: Document) -> bytes | None:
    try:
        return document.text.encode(document.encoding)
    except (UnicodeEncodeError, LookupError):
        return None


def _findings(checker: Checker, document: Document) -> Iterable[Finding]:
    report = checker.decide(document, checker.analyse(document), _unscored)
    return () if report.not_checked is not None else report.findings


def _unscored(
    document: Document, findings: Sequence[Finding], estimates: Sequence[float | None]
) -> Scorecard:
    return Scorecard(0, 0, 0.0, 100.0, (100.0, 100.0), False, ())
