"""One article to one entry: what a worker does, and what is done here where no worker pays."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from dataclasses import dataclass, replace

from mtcheck import garble
from mtcheck.checker import Checker
from mtcheck.readers import ReadError
from mtcheck.runner.article import Article
from mtcheck.runner.cache.entry import Entry, Scores, encode
from mtcheck.runner.failure import describe_failure
from mtcheck.runner.texts import ArticleTexts, read_article
from mtcheck.runner.time_limit import (
    Clock,
    TookTooLongError,
    describe_limit,
    limit_for_bytes,
    limit_for_words,
)

#: Seconds of a time limit against which it would weigh what loads with the first text, and seconds that this
#: may take at most.
_SHORT, _WARM_UP_SECONDS = 5.0, 3.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Analysed:
    """An article that was analysed."""

    content: bytes
    """Digest of what was read (see `texts`)."""
    entry: bytes
    """What was found, as `entry.encode` writes it."""
    references: tuple[str, ...] = ()
    """What the references that were read are called."""


@dataclass(frozen=True)
class Failed:
    """An article that was not checked."""

    cause: str
    """Why, and what to do."""


Outcome = Analysed | Failed


def analyse(article: Article, checker: Checker, clock: Clock) -> Outcome:
    """Read an article and find what is to be found. Raises nothing that the article could be the cause of.

    clock: what interrupts it when it takes longer than the settings allow.
    """
    began = time.perf_counter()
    timeout = checker.settings.timeout
    try:
        with clock.running(limit_for_bytes(article.size, timeout)):
            if timeout is not None and timeout < _SHORT:
                with suppress(TookTooLongError), clock.extended(_WARM_UP_SECONDS):
                    checker.warm_up()
            texts = read_article(article)
            clock.allow(limit_for_words(len(texts.document.prose.split()), timeout))
            entry = _entry(texts, checker)
            names = tuple(reference.name for reference in texts.references)
            outcome = Analysed(texts.content, encode(entry), names)
    except TookTooLongError:
        clock.stop()  # which may be what was interrupted
        return Failed(describe_limit(clock.limit or 0.0))
    except ReadError as error:
        return Failed(error.message)
    except MemoryError:
        return Failed("there was not enough memory to check it; check it again, with fewer --jobs or alone")
    except Exception as error:
        return Failed(describe_failure(error, article.name))
    findings, seconds = len(entry.analysis.findings), time.perf_counter() - began
    _log.debug("%s: analysed in %.3f s; findings: %d", article.name, seconds, findings)
    return outcome


def load_model(threads: int | None = None) -> None:
    """Load the model's network; what is wrong with it is said when it is asked. threads: see `garble`."""
    with suppress(Exception):
        garble.load(threads)


def _entry(texts: ArticleTexts, checker: Checker) -> Entry:
    document = texts.document
    analysis = checker.analyse(document, texts.source, texts.references, aligned=texts.aligned)
    analysis = replace(analysis, problems=(*texts.problems, *analysis.problems))
    scores = Scores()
    if analysis.blocked is None:
        # The card for the case that nobody has decided about any of the findings.
        scores(document, analysis.findings, analysis.estimates)
    return Entry(document, analysis, scores.cards, texts.source, texts.references)
