"""What is named beside the articles, `--source`, `--reference` and the columns of tables, given to each of
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from mtcheck.readers import ReadError, format_of
from mtcheck.readers.discovery import Problem
from mtcheck.readers.pairing import Missing, is_of_another_language, partner
from mtcheck.readers.table import Columns, is_table, read_table
from mtcheck.runner.article import Article

_GLOB = frozenset("*?[")
#: Formats that hold the source themselves.
BILINGUAL = frozenset({"xliff", "tmx"})


class BesideError(ValueError):
    """What was named beside the articles cannot be given to them. The message says what to do."""


@dataclass(frozen=True)
class Beside:
    """source: a file, for one article, or a folder, for many. references: likewise. columns: of tables."""

    source: Path | None = None
    references: tuple[Path, ...] = ()
    columns: Columns = Columns()

    def given_to(self, found: Sequence[Article | Problem], paths: Sequence[str]) -> list[Article | Problem]:
        """The articles with what belongs to them; tables are taken apart. paths: as the user named them.
        Raises BesideError.
        """
        left = [
            one
            for one in found
            if isinstance(one, Problem) or one.path is None or not self._is_beside(one.path, paths)
        ]
        if found and not left:
            raise BesideError(
                f"{', '.join(paths)}: all that is there are sources or references; name the articles as well."
            )
        articles = [one for apart in map(self._taken_apart, left) for one in apart]
        self._check(articles)
        roots = [
            *filter(Path.is_dir, map(Path, paths)),
            *(_fixed(path) for path in paths if _GLOB & set(path)),
        ]
        return [one if isinstance(one, Problem) else self._with(one, roots) for one in articles]

    def _is_beside(self, path: Path, paths: Sequence[str]) -> bool:
        """Whether a file that was found among the articles is a source or a reference: by its folder, or by
        its name.

        What the user named is an article. In a folder that holds both, sources have their language in their
        names.
        """
        named = [Path(one).resolve() for one in paths]
        real = path.resolve()
        if real in named:
            return False
        for one in filter(None, (self.source, *self.references)):
            if real.is_relative_to(one.resolve()) and one.resolve() not in named:
                return True
        return (
            self.source is not None
            and real.is_relative_to(self.source.resolve())
            and is_of_another_language(path)
        )

    def _taken_apart(self, one: Article | Problem) -> Iterator[Article | Problem]:
        if isinstance(one, Problem) or not is_table(one.suffix):
            yield one
            return
        try:
            documents = read_table(one.load(), one.name, one.suffix, self.columns)
        except ReadError as error:
            yield Problem(one.name, error.cause, error.next_step)
            return
        for document, rows in documents.items():
            yield Article(f"{one.name}#{document}" if document else one.name, rows=rows)

    def _check(self, found: Sequence[Article | Problem]) -> None:
        articles = [one for one in found if isinstance(one, Article)]
        own = [one.name for one in articles if _has_source(one)]
        if self.source is not None and own:
            raise BesideError(f"{own[0]} holds its source itself; drop --source, or check it by itself.")
        if self.references and any(one.rows is not None for one in articles):
            raise BesideError(
                "a table holds its references itself; name their column with --reference-column."
            )
        for option, path in [("--source", self.source), *(("--reference", one) for one in self.references)]:
            if path is None:
                continue
            if not path.exists():
                raise BesideError(f"{option} {path}: there is no such file or folder; check the path.")
            if len(found) > 1 and not path.is_dir():
                raise BesideError(
                    f"{option} {path} is one file for {len(found)} articles; name a folder that has one for each."
                )

    def _with(self, article: Article, roots: Sequence[Path]) -> Article:
        problems: list[str] = []

        def one(path: Path, what: str, *, english: bool) -> Article | None:
            if not path.is_dir():
                return Article.at(path)
            if article.path is None:
                problems.append(
                    f"it was not {what}: {article.name} has no name to look for in {path}; name the file itself"
                )
                return None
            match = partner(article.path, roots, path, english=english)
            if isinstance(match, Missing):
                problems.append(
                    f"it was not {what}: {match.cause}; add the file, or name it for this article alone"
                )
                return None
            return Article.at(match)

        source = (
            None if self.source is None else one(self.source, "checked against its source", english=False)
        )
        references = [one(path, "scored against a reference", english=True) for path in self.references]
        return replace(
            article, source=source, references=tuple(filter(None, references)), problems=tuple(problems)
        )


def _fixed(pattern: str) -> Path:
    """The folder that a glob goes down from."""
    return Path(*takewhile(lambda part: not _GLOB & set(part), Path(pattern).parts))


def _has_source(article: Article) -> bool:
    if article.rows is not None:
        return any(row.source is not None for row in article.rows)
    return format_of(article.suffix) in BILINGUAL
