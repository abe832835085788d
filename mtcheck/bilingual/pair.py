"""Pair: a translation and its source, aligned."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from mtcheck.findings.pair import Link
from mtcheck.readers.glossary import GlossaryEntry, GlossaryError, load
from mtcheck.text.document import Document


@dataclass(frozen=True)
class Terms:
    """The terms that a translation has to keep to."""

    do_not_translate: tuple[str, ...] = ()
    """Terms that stay as they are in the source."""
    glossary: tuple[GlossaryEntry, ...] = ()
    """What the glossaries say for the source's language."""
    problem: str | None = None
    """Why the glossaries could not be read."""

    @classmethod
    def read(cls, do_not_translate: tuple[str, ...], glossaries: tuple[str, ...], language: str) -> Terms:
        """The terms for a source language (ISO 639-1). glossaries: paths of TBX or CSV files."""
        try:
            return cls(do_not_translate, load(glossaries, language) if glossaries else ())
        except GlossaryError as error:
            return cls(do_not_translate, problem=str(error))


@dataclass(frozen=True)
class Pair:
    """A translation with its source, aligned sentence by sentence."""

    source: Document
    """Its sentences are those of its language."""
    target: Document
    """The translation, in English."""
    language: str
    """ISO 639-1 code of the source, `und` where it cannot be told."""
    links: tuple[Link, ...]
    """Which sentences translate each other, in order."""
    terms: Terms = field(default_factory=Terms)
    """What must be called what."""

    @cached_property
    def decoded(self) -> Pair:
        """The two as a reader sees them: the same sentences, linked as here."""
        return replace(self, source=self.source.decoded, target=self.target.decoded)
