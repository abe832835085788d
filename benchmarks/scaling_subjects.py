"""What `benchmarks.scaling` times: the parts of the program, each on the inputs that could be bad for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from benchmarks.growth import Prepare, Run
from benchmarks.hostile_files import FILES, WRAPPED
from benchmarks.hostile_texts import TEXTS
from benchmarks.scaling_findings import DECISIONS, REPORTS, SETTINGS
from mtcheck.checker import Checker
from mtcheck.fix.files import fix_bytes, without_engines
from mtcheck.garble.ask import ask_model
from mtcheck.readers import ReadError
from mtcheck.readers.discovery import Problem
from mtcheck.readers.table import Columns
from mtcheck.rules.base import Rule
from mtcheck.rules.registry import pair_rules, rules
from mtcheck.rules.source.analysis import PairRequest, compare_with_source
from mtcheck.runner.article import Article
from mtcheck.runner.containers import take_apart
from mtcheck.runner.texts import read_article
from mtcheck.settings.model import Settings
from mtcheck.text.deliberate import is_deliberate
from mtcheck.text.document import Document
from mtcheck.text.language import judge
from mtcheck.text.passages import passages
from mtcheck.text.quotations import quotations

#: The suffixes of formats that are text, each of which reads every hostile text as it is.
_TEXT_SUFFIXES = (".txt", ".md", ".mdx", ".html", ".rst", ".adoc", ".srt", ".vtt", ".po")
#: Articles of a file that are read; the others are read alike.
_MOST_ARTICLES = 50


class Subject(NamedTuple):
    """Something that is timed on one kind of input."""

    name: str
    input: str
    prepare: Prepare
    """Makes an input of a size, and gives what is timed."""


@lru_cache(maxsize=4)
def _document(text: str, size: int) -> Document:
    """The document of a hostile text, taken apart already."""
    document = Document(TEXTS[text](size))
    assert document.decoded.words is not None
    quotations(document.decoded)
    return document


def _rules() -> Iterator[Subject]:
    for text in TEXTS:
        for rule in rules():
            yield Subject(rule.id, text, lambda size, rule=rule, text=text: _rule_run(rule, text, size))


def _rule_run(rule: Rule, text: str, size: int) -> Run:
    document = _document(text, size)
    return lambda: list(rule.check(document))


def _readers() -> Iterator[Subject]:
    for suffix in _TEXT_SUFFIXES:
        for name, generate in TEXTS.items():
            yield Subject(
                suffix,
                name,
                lambda size, suffix=suffix, generate=generate: _reading(
                    generate(size).encode("utf-8", "surrogatepass"), suffix
                ),
            )
    for suffix, wrap in WRAPPED.items():
        for name, generate in TEXTS.items():
            yield Subject(
                f"text in {suffix}",
                name,
                lambda size, suffix=suffix, wrap=wrap, generate=generate: _reading(
                    wrap(generate(size)), suffix
                ),
            )
    for name, (suffix, make) in FILES.items():
        yield Subject(suffix, name, lambda size, suffix=suffix, make=make: _reading(make(size), suffix))


def _reading(data: bytes, suffix: str) -> Run:
    return lambda: _read(data, suffix)


def _read(data: bytes, suffix: str) -> None:
    """Read a file and take its text apart, as a check does; one that cannot be read is refused as quickly."""
    file = Article(name=f"a{suffix}", data=data, suffix=suffix)
    articles = list(take_apart(file, Columns(), ("text",)))
    for article in articles[:_MOST_ARTICLES]:
        if isinstance(article, Problem):
            continue
        try:
            texts = read_article(article)
        except ReadError:
            continue
        assert texts.document.decoded.words is not None
        assert texts.document.sentences is not None


def _texts() -> Iterator[Subject]:
    parts: Mapping[str, Callable[[Document], object]] = {
        "decoding": lambda document: document.decoding,
        "sentences": lambda document: document.sentences,
        "words": lambda document: document.words,
        "quotations": quotations,
        "language": judge,
        "passages": passages,
        "reading": lambda document: document.reading,
        "deliberate words": _ask_about_words,
        "words about a word": _words_about,
        "locations": lambda document: [document.locate(word.start, word.end) for word in document.words],
    }
    for name, work in parts.items():
        for text in TEXTS:
            yield Subject(name, text, lambda size, work=work, text=text: _text_run(work, TEXTS[text](size)))


def _text_run(work: Callable[[Document], object], text: str) -> Run:
    document = Document(text)
    return lambda: work(document)


def _ask_about_words(document: Document) -> None:
    for word in document.decoded.words:
        is_deliberate(document.decoded, word.start, word.end)


def _words_about(document: Document) -> None:
    for word in document.words:
        document.words_about(word.start, word.end, 3)


def _sources() -> Iterator[Subject]:
    for text in TEXTS:
        yield Subject("source", text, lambda size, text=text: _comparison(text, size))


def _comparison(text: str, size: int) -> Run:
    source, target = Document(TEXTS[text](size), "source"), Document(TEXTS[text](size), "target")
    request = PairRequest(pair_rules(), "de")
    return lambda: compare_with_source(source, target, request, ())


def _fixes() -> Iterator[Subject]:
    checker = Checker(without_engines(Settings(select=("all",))))
    for text in TEXTS:
        yield Subject("fixes", text, lambda size, text=text: _fixing(checker, TEXTS[text](size)))


def _fixing(checker: Checker, text: str) -> Run:
    data = text.encode("utf-8", "surrogatepass")
    return lambda: fix_bytes(data, "a.txt", ".txt", checker).patch


def _model() -> Iterator[Subject]:
    for text in TEXTS:
        yield Subject("model", text, lambda size, text=text: _asking(Document(TEXTS[text](size))))


def _asking(document: Document) -> Run:
    return lambda: ask_model(document, "balanced")


def _named(subjects: Mapping[str, Mapping[str, Prepare]]) -> Callable[[], Iterator[Subject]]:
    def generate() -> Iterator[Subject]:
        for name, inputs in subjects.items():
            for kind, prepare in inputs.items():
                yield Subject(name, kind, prepare)

    return generate


#: The parts of the program, by the names that the command takes.
PARTS: Final[Mapping[str, Callable[[], Iterator[Subject]]]] = {
    "text": _texts,
    "rules": _rules,
    "readers": _readers,
    "source": _sources,
    "reports": _named(REPORTS),
    "decisions": _named(DECISIONS),
    "settings": _named(SETTINGS),
    "fixes": _fixes,
    "model": _model,
}
