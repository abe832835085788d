"""The companions of articles: what `--source`, `--reference` and the columns of tables name, for each
article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mtcheck.readers import format_of
from mtcheck.readers.discovery import Problem
from mtcheck.readers.globs import fixed_part, is_glob
from mtcheck.readers.pairing import Missing, is_of_another_language, partner
from mtcheck.readers.table import Columns
from mtcheck.runner.article import Article
from mtcheck.runner.containers import take_apart

#: Formats that hold the source themselves.
BILINGUAL = frozenset({"xliff", "tmx", "po"})


class CompanionError(ValueError):
    """Sources, references or columns do not fit the articles. The message says what to do."""


@dataclass(frozen=True)
class Companions:
    """What `--source`, `--reference` and the options for columns name."""

    source: Path | None = None
    """A file, for one article, or a folder, for many."""
    references: tuple[Path, ...] = ()
    """Files, for one article, or folders, for many."""
    columns: Columns = Columns()
    """The columns of tables."""

    def attach(
        self, found: Sequence[Article | Problem], paths: Sequence[str], fields: Sequence[str] = ()
    ) -> list[Article | Problem]:
        """The articles with what belongs to them; files that hold several are taken apart. Raises
        CompanionError.

        paths: as the user named them. fields: of JSON that hold the text.
        """
        targets = [
            item
            for item in found
            if isinstance(item, Problem) or item.path is None or not self._holds(item.path, paths)
        ]
        if found and not targets:
            raise CompanionError(
                f"{', '.join(paths)}: all that is there are sources or references; name the articles as well."
            )
        articles = [article for target in targets for article in take_apart(target, self.columns, fields)]
        self._check(articles)
        folders = [
            *filter(Path.is_dir, map(Path, paths)),
            *(fixed_part(path) for path in paths if is_glob(path)),
        ]
        return [
            article if isinstance(article, Problem) else self._attach_to(article, folders)
            for article in articles
        ]

    def _holds(self, path: Path, paths: Sequence[str]) -> bool:
        """Whether a file that was found among the articles is a source or a reference: by its folder, or by
        its name.

        What the user named is an article. In a folder that holds both, sources have their language in their
        names.
        """
        named = [Path(name).resolve() for name in paths]
        real = path.resolve()
        if real in named:
            return False
        for companion in filter(None, (self.source, *self.references)):
            if real.is_relative_to(companion.resolve()) and companion.resolve() not in named:
                return True
        return (
            self.source is not None
            and real.is_relative_to(self.source.resolve())
            and is_of_another_language(path)
        )

    def _check(self, found: Sequence[Article | Problem]) -> None:
        """Raise CompanionError where sources and references do not fit the articles."""
        articles = [article for article in found if isinstance(article, Article)]
        with_source = [article.name for article in articles if _has_source(article)]
        if self.source is not None and with_source:
            raise CompanionError(
                f"{with_source[0]} holds its source itself; drop --source, or check it by itself."
            )
        if self.references and any(article.rows is not None for article in articles):
            raise CompanionError(
                "a table holds its references itself; name their column with --reference-column."
            )
        options = [] if self.source is None else [("--source", self.source)]
        options += [("--reference", path) for path in self.references]
        for option, path in options:
            if not path.exists():
                raise CompanionError(f"{option} {path}: there is no such file or folder; check the path.")
            if len(found) > 1 and not path.is_dir():
                raise CompanionError(
                    f"{option} {path} is one file for {len(found)} articles; "
                    "name a folder that has one for each."
                )

    def _attach_to(self, article: Article, folders: Sequence[Path]) -> Article:
        search = _Search(article, folders)
        source = None
        if self.source is not None:
            source = search.find(self.source, "checked against its source", english=False)
        references = [
            search.find(path, "scored against a reference", english=True) for path in self.references
        ]
        return replace(
            article,
            source=source,
            references=tuple(filter(None, references)),
            problems=(*article.problems, *search.problems),
        )


@dataclass
class _Search:
    """The search for the companions of one article."""

    article: Article
    """The article."""
    folders: Sequence[Path]
    """Folders that articles are named relative to."""
    problems: list[str] = field(default_factory=list)
    """What was not found, a sentence each."""

    def find(self, path: Path, purpose: str, *, english: bool) -> Article | None:
        """The companion at `path`, or in it where that is a folder; None, and a problem, without one."""
        if not path.is_dir():
            return Article.at(path)
        article = self.article
        if article.path is None:
            self.problems.append(
                f"it was not {purpose}: {article.name} has no name to look for in {path}; "
                "name the file itself"
            )
            return None
        match = partner(article.path, self.folders, path, english=english)
        if isinstance(match, Missing):
            self.problems.append(
                f"it was not {purpose}: {match.cause}; add the file, or name it for this article alone"
            )
            return None
        return Article.at(match)


def _has_source(article: Article) -> bool:
    if article.rows is not None:
        return any(row.source is not None for row in article.rows)
    return format_of(article.suffix) in BILINGUAL
