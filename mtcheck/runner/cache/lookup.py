"""Looking articles up in the cache, and keeping what is found, under everything that it depends on."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from mtcheck.readers import ReadError
from mtcheck.runner.article import Article
from mtcheck.runner.cache.entry import Entry, Scores, decode, encode
from mtcheck.runner.cache.identity import Identity, UnknowableError, identify
from mtcheck.runner.cache.store import Cache
from mtcheck.runner.texts import digest_of, format_name
from mtcheck.settings.model import Settings

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class KeptAnalysis:
    """What the cache has of an article."""

    entry: Entry
    """The entry, its texts called what they are called now."""
    content: bytes
    """Digest of the article's texts."""


class AnalysisCache:
    """The cache of one run. What an analysis depends on besides the article is told once a run."""

    def __init__(self, store: Cache) -> None:
        self._store = store
        self._identities: dict[Settings, Identity | None] = {}

    def find(self, article: Article, settings: Settings) -> KeptAnalysis | None:
        """What is known of an article; None where it has to be checked."""
        identity = self._identity(settings)
        if identity is None:
            return None
        try:
            content = digest_of(article)
            data = None if content is None else self._store.get(identity.key(content, format_name(article)))
            if content is None or data is None:
                return None
            entry = decode(data, *article.text_names)
        except (ReadError, ValueError):  # the first is said when the article is checked
            return None
        if not identity.vouches_for(entry.analysis):
            return None
        _log.debug("%s: is in the cache", article.name)
        return KeptAnalysis(entry, content)

    def keep(
        self, article: Article, settings: Settings, content: bytes, entry: Entry, scores: Scores
    ) -> None:
        """Keep an entry with its scorecards, if the analysis is all that was asked for."""
        identity = self._identity(settings)
        if identity is not None and identity.vouches_for(entry.analysis):
            key = identity.key(content, format_name(article))
            self._store.put(key, encode(replace(entry, cards=scores.cards)))

    def prune(self) -> None:
        """Remove old entries, if something was kept."""
        self._store.prune()

    def _identity(self, settings: Settings) -> Identity | None:
        """None where it cannot be told, so that nothing is looked up or kept."""
        if settings not in self._identities:
            try:
                self._identities[settings] = identify(settings)
            except UnknowableError as error:
                _log.debug("the cache cannot be used: %s", error)
                self._identities[settings] = None
        return self._identities[settings]
