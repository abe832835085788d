"""What is named beside the articles, `--source`, `--reference` and the columns of tables, given to each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mtcheck.readers import ReadError, format_of
from mtcheck.readers.discovery import Problem
from mtcheck.readers.pairing import Missing, is_of_another_language, partner
from mtcheck.readers.table import Columns, is_table, read_table
from mtcheck.runner.article import Article

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
        """The articles with what belongs to them; tables are taken apart. paths: as the user named them. Raises BesideError."""
        found = list(self._without_sources(found))
        roots = [Path(path) for path in paths if Path(path).is_dir()]
        articles = [one for apart in map(self._taken_apart, found) for one in apart]
        self._check(articles)
        return [one if isinstance(one, Problem) else self._with(one, roots) for one in articles]

    def _without_sources(self, found: Sequence[Article | Problem]) -> Iterator[Article | Problem]:
        """Where sources lie among the articles, they are known by the language in their names, and are no articles."""
        for one in found:
            if isinstance(one, Article) and one.path is not None and self.source is not None and self.source.is_dir():
                inside = one.path.resolve().is_relative_to(self.source.resolve())
                if inside and is_of_another_language(one.path):
                    continue
            yield one

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
            raise BesideError("a table holds its references itself; name their column with --reference-column.")
        for option, path in [("--source", self.source), *(("--reference", one) for one in self.references)]:
            if path is None:
                continue
            if not path.exists():
                raise BesideError(f"{option} {path}: there is no such file or folder; check the path.")
            if len(found) > 1 and not path.is_dir():
                raise BesideError(f"{option} {path} is one file for {len(found)} articles; name a folder that has one for each.")

    def _with(self, article: Article, roots: Sequence[Path]) -> Article:
        problems: list[str] = []

        def one(path: Path, what: str, *, english: bool) -> Article | None:
            if not path.is_dir():
                return Article.at(path)
            if article.path is None:
                problems.append(f"it was not {what}: {article.name} has no name to look for in {path}; name the file itself")
                return None
            match = partner(article.path, roots, path, english=english)
            if isinstance(match, Missing):
                problems.append(f"it was not {what}: {match.cause}; add the file, or name it for this article alone")
                return None
            return Article.at(match)

        source = None if self.source is None else one(self.source, "checked against its source", english=False)
        references = [one(path, "scored against a reference", english=True) for path in self.references]
        return replace(article, source=source, references=tuple(filter(None, references)), problems=tuple(problems))


def _has_source(article: Article) -> bool:
    return article.rows is not None or format_of(article.suffix) in BILINGUAL
