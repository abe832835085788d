"""What an article comes with, read: its text, its source, its references, and the digest of all their
bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from mtcheck.readers import Bitext, ReadError, format_of, read_texts
from mtcheck.readers.bitext import bitext as bitext_of
from mtcheck.runner.article import Article
from mtcheck.text.document import Document

#: What the format of an article is called that was rows of a table.
TABLE = "table"


@dataclass(frozen=True)
class Texts:
    """Everything that was read of an article.

    aligned: the units of the texts translate one another. problems: what could not be read beside the
    article, and so was not checked. content: SHA-256 over the bytes and formats of all of them.
    """

    document: Document
    source: Document | None
    references: tuple[Document, ...]
    aligned: bool
    problems: tuple[str, ...]
    content: bytes


def read(article: Article) -> Texts:
    """Read an article and what belongs to it. Raises ReadError for the article itself."""
    data = article.load()
    if article.rows is not None:
        read: Document | Bitext = bitext_of(article.rows, article.name, TABLE)
    else:
        read = read_texts(data, article.name, article.suffix)
    bitext = read if isinstance(read, Bitext) else Bitext(read)
    source, references, problems = (
        bitext.source,
        list(bitext.references),
        [*article.problems, *bitext.problems],
    )
    parts = [("article", article, data)]

    def beside(role: str, other: Article, what: str) -> Document | None:
        try:
            content = other.load()
            document = read_texts(content, other.name, other.suffix)
            if isinstance(document, Bitext):
                raise ReadError(
                    other.name, "holds a translation and its source itself", "check it as an article"
                )
        except ReadError as error:
            problems.append(f"it was not {what} {other.name}, which {error.message}")
            return None
        parts.append((role, other, content))
        return document

    if article.source is not None:
        source = beside("source", article.source, "checked against its source")
    for other in article.references:
        reference = beside("reference", other, "scored against its reference")
        references.extend([] if reference is None else [reference])
    return Texts(bitext.target, source, tuple(references), bitext.aligned, tuple(problems), _digest(parts))


def content(article: Article) -> bytes | None:
    """As `Texts.content`, without taking the texts apart; None where not all is there. Raises ReadError."""
    if article.problems:
        return None
    others = [] if article.source is None else [("source", article.source)]
    others += [("reference", one) for one in article.references]
    return _digest((role, one, one.load()) for role, one in [("article", article), *others])


def form(article: Article) -> str:
    """The format of an article."""
    return TABLE if article.rows is not None else format_of(article.suffix)


def _digest(parts: Iterable[tuple[str, Article, bytes]]) -> bytes:
    """Of an article alone, that of its bytes."""
    own, *others = [(role, form(one), hashlib.sha256(data).digest()) for role, one, data in parts]
    if not others:
        return own[2]
    return hashlib.sha256(
        own[2] + b"".join(f"{role}:{form}:".encode() + digest for role, form, digest in others)
    ).digest()
