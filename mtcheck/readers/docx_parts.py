"""The parts of a .docx beside its body: notes, which are read, and what is not, which is counted."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mtcheck.readers.docx_text import ParagraphTexts, W, count_words
from mtcheck.readers.package import parse_part, shorten
from mtcheck.text.document import Unread

#: Kinds of parts that hold text which Word shows and which is none of the article's own.
_OBJECTS = ("chart", "diagramData", "aFChunk", "oleObject", "package")


@dataclass(frozen=True)
class DocxNote:
    """A footnote or endnote."""

    name: str
    """What it is called, such as `footnote 3`."""
    paragraphs: list[str]
    """The texts of its paragraphs, without empty ones."""


@dataclass(frozen=True)
class DocxParts:
    """What the body of a .docx refers to."""

    part: Any
    """The part of the body, as python-docx has it."""
    package: zipfile.ZipFile
    """The file."""
    texts: ParagraphTexts
    """What reads paragraphs."""
    damaged: list[Unread] = field(default_factory=list)
    """The parts so far that could not be read."""

    def notes(self, kind: str) -> Iterator[DocxNote]:
        """The notes of a kind, `footnote` or `endnote`, in the order of the references to them.

        Notes that the body does not refer to follow; separators are none.
        """
        notes: dict[str, list[str]] = {}
        for root in self._roots(kind + "s"):
            for note in root.iter(W + kind):
                if note.get(W + "type") in (None, "normal"):
                    paragraphs = [text.strip(" ") for text in self.texts.of_all(note) if text.strip()]
                    notes.setdefault(note.get(W + "id") or "", paragraphs)
        references = self._references(kind)
        for number, known_as in enumerate(references, 1):
            if paragraphs := notes.pop(known_as, []):
                yield DocxNote(f"{kind} {number}", paragraphs)
        for paragraphs in filter(None, notes.values()):
            yield DocxNote(f"{'an' if kind[0] == 'e' else 'a'} {kind} without a reference", paragraphs)

    def unread(self) -> Iterator[Unread]:
        """What is not checked, in words for reports."""
        yield from self._comments()
        texts = [" ".join(self.texts.of_all(root)) for root in self._roots("header", "footer")]
        counts = [count for text in texts if (count := count_words(text))]
        if counts:
            reason = f"{_plural(sum(counts), 'word')} that stand beside the text, page after page"
            yield Unread("headers and footers", reason)
        if self.texts.hidden_words:
            reason = f"{_plural(self.texts.hidden_words, 'word')} that the formatting hides"
            yield Unread("hidden text", reason)
        objects = sum(1 for _ in self._related(*_OBJECTS))
        if objects:
            yield Unread("embedded objects", f"{objects:,} in the text (charts, diagrams or other files)")
        yield from self.damaged

    def _comments(self) -> Iterator[Unread]:
        comments = [comment for root in self._roots("comments") for comment in root.iter(W + "comment")]
        if comments:
            words = count_words(" ".join(text for comment in comments for text in self.texts.of_all(comment)))
            reason = f"{_plural(len(comments), 'comment')} in the margin, with {_plural(words, 'word')}"
            yield Unread("comments", reason)

    def _references(self, kind: str) -> list[str]:
        """The ids of the notes that the body refers to, in its order, without those that were deleted."""
        references: dict[str, None] = {}
        for reference in self.part.element.body.iter(f"{W}{kind}Reference"):
            if not any(ancestor.tag in (W + "del", W + "moveFrom") for ancestor in reference.iterancestors()):
                references[reference.get(W + "id") or ""] = None
        return list(references)

    def _roots(self, *kinds: str) -> Iterator[Any]:
        """The root elements of the parts of these kinds. What is damaged is remembered."""
        for name in self._related(*kinds):
            try:
                yield parse_part(self.package, name)
            except Exception as error:  # nearly anything, from KeyError to XMLSyntaxError
                self.damaged.append(Unread(name, f"it is damaged ({shorten(error)})"))

    def _related(self, *kinds: str) -> Iterator[str]:
        """The names of the parts of these kinds, as the package has them."""
        names = dict.fromkeys(
            str(relation.target_part.partname).lstrip("/")
            for relation in self.part.rels.values()
            if not relation.is_external and relation.reltype.rpartition("/")[2] in kinds
        )
        yield from names


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
