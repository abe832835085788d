"""Harper (https://writewithharper.com, PyPI `harper-py`): the embedded grammar checker, no Java and no
server.

Building a `Linter` takes half a second (its dictionary), so one is built a process, in the background from
`start` on. It is not thread-safe: a lock lets one thread in at a time. Harper releases the GIL while it
builds and while it lints.

Of some 900 lints nine tenths of the time goes into those that nobody asked for; an engine that is told which
ids are wanted switches the others off in Harper itself (about 4,000 words a second with all, 9,000 with the
default set, reading included).
"""

from __future__ import annotations

import re
import threading
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from mtcheck.engines.harper import rules as harper_rules
from mtcheck.engines.interface import EngineError, EngineUnavailableError
from mtcheck.findings.finding import Finding, Suggestion
from mtcheck.text.document import OPAQUE, Document

if TYPE_CHECKING:
    import harper

#: Harper's time grows faster than the text: longer ones are sent in parts, cut between paragraphs (code
#: points).
_PART = 50_000
#: A finding marks at most so many characters.
_MARK = 80
_SUGGESTIONS = 3
_SPELLING = "SpellCheck"

# What is sent otherwise than it stands: a line break inside a paragraph, or more than eight spaces (one
# space), a run of OPAQUE or a hundred characters without space (one OPAQUE: Harper takes seconds for such a
# “word”), a lone surrogate (U+FFFD).
_REWRITE = re.compile(
    rf"[ \t]*(?:\r\n|\r|\n)[ \t]*|(?P<gap>[ \t]{{9,}})|(?P<noun>{OPAQUE}+|(?<!\S)\S{{100,}})|(?P<broken>[\ud800-\udfff])"
)


class _Segment(NamedTuple):
    """A stretch that is the same in what Harper is sent, from `sent` on, and in the prose, from `start`
    on.
    """

    sent: int
    start: int


class _Part(NamedTuple):
    """A stretch of the article as Harper is sent it: paragraphs parted by blank lines, markup gone."""

    text: str
    segments: tuple[_Segment, ...]

    def offset(self, sent: int) -> int:
        """The document offset of the character at `sent`."""
        segment = self.segments[max(bisect_right(self.segments, (sent, 1 << 60)) - 1, 0)]
        return segment.start + sent - segment.sent

    def span(self, start: int, end: int) -> tuple[int, int]:
        first = self.offset(start)
        return first, max(self.offset(end - 1) + 1, first) if end > start else first


class _Loader:
    """The process's one Linter, built in the background when first asked for."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._linter: harper.Linter | None = None
        self._error: Exception | None = None
        self.lock = threading.Lock()
        #: The configuration that the linter has now, for whoever holds the lock.
        self.config: dict[str, bool | None] | None = None

    def start(self) -> None:
        with self._guard:
            if self._thread is None:
                self._thread = threading.Thread(target=self._build, name="harper-dictionary", daemon=True)
                self._thread.start()

    def get(self) -> harper.Linter:
        self.start()
        assert self._thread is not None
        self._thread.join()
        if self._linter is None:
            raise EngineUnavailableError(
                f"Harper could not be loaded ({self._error}); pip install --force-reinstall harper-py"
            )
        return self._linter

    def _build(self) -> None:
        try:
            import harper

            self._linter = harper.Linter()
            _give_back()
        except Exception as error:  # whatever a broken or foreign “harper” package does, it is not here
            self._error = error


def _give_back() -> None:
    """Have the C library return what building the dictionary has left free (some 35 MB), where it can be
    asked (glibc).
    """
    import ctypes

    with suppress(
        AttributeError, OSError, TypeError
    ):  # musl, macOS; Windows, where no library is called None
        ctypes.CDLL(None).malloc_trim(0)


_LOADER = _Loader()


class Harper:
    """Harper as an engine. wanted: which rule ids are worth looking for; None: all of them, which is
    slower.
    """

    name = "harper"

    def __init__(self, wanted: Callable[[str], bool] | None = None) -> None:
        self._wanted = wanted
        self._config: dict[str, bool | None] | None = None

    def start(self) -> None:
        _LOADER.start()

    def stop(self) -> None:
        """Nothing to stop: the dictionary stays for the next document of this process."""

    def version(self) -> str:
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("harper-py")
        except PackageNotFoundError:
            raise EngineUnavailableError("harper-py is not installed; pip install harper-py") from None

    def check(self, document: Document) -> list[Finding]:
        linter = _LOADER.get()
        spelling = _Spelling(document)
        findings: list[Finding] = []
        for part in _parts(document):
            for lint_name, lints in self._lint(linter, part.text).items():
                for lint in lints:
                    finding = _finding(document, part, lint_name, lint, spelling)
                    if finding is not None:
                        findings.append(finding)
        findings.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
        return findings

    def _lint(self, linter: harper.Linter, text: str) -> dict[str, list[harper.Lint]]:
        import harper

        with _LOADER.lock:
            try:
                if self._config is None:
                    self._config = {lint: self._wants(lint) for lint in linter.get_lint_config()}
                if _LOADER.config is not self._config:
                    linter.set_lint_config(self._config)
                    _LOADER.config = self._config
                return linter.organized_lints(text, language=harper.Language.PLAINTEXT, dedup=False)
            except BaseException as error:  # pyo3's PanicException is no Exception
                if isinstance(error, Exception) or type(error).__name__ == "PanicException":
                    raise EngineError(
                        f"Harper failed on this text ({type(error).__name__}: {error})"
                    ) from error
                raise

    def _wants(self, lint: str) -> bool:
        return self._wanted is None or any(map(self._wanted, harper_rules.variants_of(lint)))


def create(wanted: Callable[[str], bool] | None, url: str | None) -> Harper:
    """The engine, as the registry asks for it. Harper needs no server, so `url` is ignored."""
    return Harper(wanted)


def _parts(document: Document) -> Iterator[_Part]:
    pieces: list[str] = []
    segments: list[_Segment] = []
    length = 0
    for start, text in _pieces(document):
        if text == "\n\n" and length > _PART:
            yield _Part("".join(pieces), tuple(segments))
            pieces, segments, length = [], [], 0
            continue
        segments.append(_Segment(length, start))
        pieces.append(text)
        length += len(text)
    if pieces:
        yield _Part("".join(pieces), tuple(segments))


def _pieces(document: Document) -> Iterator[tuple[int, str]]:
    """(document offset, what to send) in order; a blank line after each paragraph."""
    prose, masks = document.prose, document.masks
    at_mask = 0
    for paragraph in document.paragraphs:
        at = paragraph.start
        while at_mask < len(masks) and masks[at_mask].end <= at:
            at_mask += 1
        index = at_mask
        while index < len(masks) and masks[index].start < paragraph.end:
            mask = masks[index]
            index += 1
            if mask.opaque or mask.end <= at:
                continue
            yield from _rewritten(prose, at, max(at, mask.start))
            at = min(mask.end, paragraph.end)
            # "the <br> word": one of the two spaces goes with the markup.
            if mask.start > paragraph.start and prose[mask.start - 1].isspace() and prose[at : at + 1] == " ":
                at += 1
        yield from _rewritten(prose, at, paragraph.end)
        yield max(paragraph.end - 1, 0), "\n\n"


def _rewritten(prose: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    at = start
    for match in _REWRITE.finditer(prose, start, end):
        if at < match.start():
            yield at, prose[at : match.start()]
        yield match.start(), OPAQUE if match["noun"] else "\ufffd" if match["broken"] else " "
        at = match.end()
    while end - at > _PART:  # one endless paragraph: cut at a space
        cut = prose.rfind(" ", at + _PART // 2, at + _PART) + 1 or at + _PART
        yield at, prose[at:cut]
        yield cut - 1, "\n\n"
        at = cut
    if at < end:
        yield at, prose[at:end]


def _finding(
    document: Document, part: _Part, lint_name: str, lint: harper.Lint, spelling: _Spelling
) -> Finding | None:
    start, end = part.span(lint.span.start, lint.span.end)
    text = document.text[start:end]
    if not text or document.is_masked(start, end):
        return None
    suggestions = [_replacement(text, one) for one in lint.suggestions[:_SUGGESTIONS]]
    message = re.sub(r"“([^“”]*)“", r"“\1”", lint.message.replace("`", "“"))
    rule = harper_rules.PREFIX + lint_name + harper_rules.variant(lint_name, text)
    if lint_name == _SPELLING:
        rule += spelling.variant(start, end, text, suggestions)
        message = _spelling_message(rule, text, suggestions)
        if rule.endswith("-FOREIGN"):
            suggestions = []
    elif lint.lint_kind == "Capitalization" and text.isupper():
        return None  # KUALA LUMPUR: capitals throughout are a headline's or a dateline's choice
    if end - start > _MARK:
        end = document.text.rfind(" ", start, start + _MARK) if " " in text[:_MARK] else start + _MARK
        text, suggestions = document.text[start:end], []
    category, severity = harper_rules.kind_of(rule, lint.lint_kind)
    return Finding(
        rule=rule,
        name=_kebab(rule.removeprefix(harper_rules.PREFIX)),
        category=category,
        severity=severity,
        start=start,
        end=end,
        text=text,
        message=message,
        suggestions=tuple(Suggestion(one) for one in dict.fromkeys(suggestions) if one != text),
        confidence=harper_rules.confidence_of(rule),
        engine="harper",
    )


def _replacement(text: str, suggestion: harper.Suggestion) -> str:
    """What stands in the finding's place if the suggestion is taken."""
    name = suggestion.kind.name
    if name == "REMOVE":
        return ""
    return text + suggestion.replacement_text if name == "INSERT_AFTER" else suggestion.replacement_text


def _spelling_message(rule: str, text: str, suggestions: list[str]) -> str:
    if rule.endswith("-FOREIGN"):
        return f"“{text}” is in no English dictionary and is spelt like another language: was it left untranslated?"
    if rule.endswith("-CASE"):
        return f"“{text}” is written with a capital: “{text.capitalize()}”."
    meant = f": “{suggestions[0]}”?" if suggestions else "."
    return f"“{text}” is not in Harper’s dictionary{meant}"


class _Spelling:
    """What kind of unknown word an unknown word is; looks at the whole article once, when the first one
    comes.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._counts: Counter[str] | None = None

    def variant(self, start: int, end: int, text: str, suggestions: list[str]) -> str:
        """The ending of the rule id: -NAME, -CASE, -FOREIGN or nothing."""
        if not text.islower() or not text.isalpha():
            return "-NAME"
        if not self._stands_alone(start, end) or len(text) < 4 or self._is_a_term(text):
            return ""
        if text.capitalize() in suggestions and text not in harper_rules.SMALL_TOO:
            return "-CASE"
        from mtcheck.lexicon import foreign

        if foreign.is_loan(text) or self._in_quotes(start, end):
            return ""
        return "-FOREIGN" if foreign.foreignness(text) > _FOREIGN else ""

    def _stands_alone(self, start: int, end: int) -> bool:
        """False for parts of compounds, addresses, file names, handles, decades."""
        prose = self._document.prose
        before, after = prose[start - 1 : start], prose[end : end + 2]
        if before and not (before.isspace() or before in "\"“‘'("):
            return False
        if not after or after[0].isspace():
            return True
        return after[0] in "\",.;:!?)”’'…" and not after[1:].isalnum()

    def _is_a_term(self, text: str) -> bool:
        """A word that comes back, or that is a name elsewhere in the article, is the article's subject."""
        if self._counts is None:
            self._counts = Counter(word.text for word in self._document.words)
        return self._counts[text] + self._counts[f"{text}s"] > 2 or text.capitalize() in self._counts

    def _in_quotes(self, start: int, end: int) -> bool:
        """“Clicktivism”: quotation marks on both sides say that the writer knows the word to be strange."""
        prose = self._document.prose
        return prose[start - 1 : start] in ('"', "“", "‘", "'") and prose[end : end + 2].lstrip(",.")[:1] in (
            '"',
            "”",
            "’",
            "'",
        )


#: Log-odds above which a word that Harper does not know is taken for a foreign one.
_FOREIGN = 1.0


def _kebab(lint: str) -> str:
    """`SpellCheck-NAME` → `harper-spell-check-name`."""
    return "harper-" + re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", lint).lower()
