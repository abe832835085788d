"""One article to one entry: what a worker does, and what is done here where no worker pays."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from pathlib import Path

from mtcheck.checker import Checker
from mtcheck.readers import ReadError
from mtcheck.runner.article import Article
from mtcheck.runner.cache.entry import Entry, Scores, encode
from mtcheck.runner.texts import read


@dataclass(frozen=True)
class Analysed:
    """content: digest of what was read (see `texts`). entry: see `entry.encode`."""

    content: bytes
    entry: bytes


@dataclass(frozen=True)
class Failed:
    """Why an article was not checked, and what to do."""

    cause: str


Outcome = Analysed | Failed


def analyse(article: Article, checker: Checker) -> Outcome:
    """Read an article and find what is to be found. Raises nothing that the article could be the cause of."""
    try:
        texts = read(article)
        document = texts.document
        analysis = checker.analyse(document, texts.source, texts.references, aligned=texts.aligned)
        analysis = replace(analysis, problems=(*texts.problems, *analysis.problems))
        scores = Scores()
        if analysis.blocked is None:
            scores(
                document, analysis.findings, analysis.estimates
            )  # what counts, if nobody has decided about any of it
        return Analysed(
            texts.content, encode(Entry(document, analysis, scores.cards, texts.source, texts.references))
        )
    except ReadError as error:
        return Failed(error.message)
    except MemoryError:
        return Failed("there was not enough memory to check it; check it again, with fewer --jobs or alone")
    except Exception as error:  # a mistake of ours: said, and the other articles are not lost
        return Failed(
            f"mtcheck itself failed on it ({_said(error)}); please report that, with the article if you may"
        )


def _said(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {str(error)[:200]}; {Path(last.filename).name}:{last.lineno}"
