"""The texts of an article: read from their bytes, and the digest of all these bytes."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from mtcheck.readers import Bitext, ReadError, format_of, read_texts
from mtcheck.readers.bitext import bitext
from mtcheck.readers.excerpt import read_excerpt
from mtcheck.runner.article import Article
from mtcheck.text.document import Document

_log = logging.getLogger(__name__)

#: What the format of an article is called that was rows of a table.
TABLE = "table"


@dataclass(frozen=True)
class ArticleTexts:
    """Everything that was read of an article."""

    document: Document
    """The article itself."""
    source: Document | None
    """What it was translated from; None where nothing was given, or could not be read."""
    references: tuple[Document, ...]
    """Other translations of it that could be read."""
    aligned: bool
    """Whether the units of the texts translate one another."""
    problems: tuple[str, ...]
    """What could not be read beside the article, and so was not checked."""
    content: bytes
    """SHA-256 over the bytes and formats of all texts."""


def read_article(article: Article) -> ArticleTexts:
    """Read an article and what belongs to it. Raises ReadError for the article itself."""
    data = article.load()
    own = _read(article, data)
    companions = _CompanionReader([*article.problems, *own.problems])
    source, references = own.source, list(own.references)
    if article.source is not None:
        source = companions.read("source", article.source, "checked against its source")
    for reference in article.references:
        document = companions.read("reference", reference, "scored against its reference")
        references += [] if document is None else [document]
    return ArticleTexts(
        document=own.target,
        source=source,
        references=tuple(references),
        aligned=own.aligned,
        problems=tuple(companions.problems),
        content=_digest([("article", article, data), *companions.parts]),
    )


def digest_of(article: Article) -> bytes | None:
    """As `ArticleTexts.content`, without taking the texts apart; None where not all is there. Raises
    ReadError.
    """
    if article.problems:
        return None
    texts = [("article", article)]
    texts += [] if article.source is None else [("source", article.source)]
    texts += [("reference", reference) for reference in article.references]
    return _digest((role, text, text.load()) for role, text in texts)


def format_name(article: Article) -> str:
    """The format of an article."""
    if article.excerpt is not None:
        return article.excerpt.format
    return TABLE if article.rows is not None else format_of(article.suffix)


@dataclass
class _CompanionReader:
    """The sources and references of one article, as they are read."""

    problems: list[str]
    """What could not be read, a sentence each."""
    parts: list[tuple[str, Article, bytes]] = field(default_factory=list)
    """What was read: its role, the text, its bytes."""

    def read(self, role: str, text: Article, purpose: str) -> Document | None:
        """The document of a companion; None, and a problem, where it cannot be read."""
        try:
            data = text.load()
            document = _read_texts(text, data)
            if isinstance(document, Bitext):
                raise ReadError(
                    text.name, "holds a translation and its source itself", "check it as an article"
                )
        except ReadError as error:
            self.problems.append(f"it was not {purpose} {text.name}, which {error.message}")
            return None
        self.parts.append((role, text, data))
        return document


def _read(article: Article, data: bytes) -> Bitext:
    if article.rows is not None:
        return bitext(article.rows, article.name, TABLE)
    if article.excerpt is not None:
        return Bitext(read_excerpt(article.excerpt, article.name))
    texts = _read_texts(article, data)
    return texts if isinstance(texts, Bitext) else Bitext(texts)


def _read_texts(article: Article, data: bytes) -> Document | Bitext:
    began = time.perf_counter()
    texts = read_texts(data, article.name, article.suffix)
    seconds = time.perf_counter() - began
    _log.debug("%s: %s, %d bytes, parsed in %.3f s", article.name, format_name(article), len(data), seconds)
    return texts


def _digest(parts: Iterable[tuple[str, Article, bytes]]) -> bytes:
    """Over the bytes of all texts; of an article alone, that of its bytes."""
    digests = [(role, format_name(text), hashlib.sha256(data).digest()) for role, text, data in parts]
    (_, _, own), *others = digests
    if not others:
        return own
    return hashlib.sha256(
        own + b"".join(f"{role}:{form}:".encode() + digest for role, form, digest in others)
    ).digest()
