"""The documents that a reader of the repository opens, and the commands in them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from mtcheck.cli.main import main

ROOT = Path(__file__).parents[2]
DOCUMENTS = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
)

_BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"`([^`]+)`")


def blocks(document: Path, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return [text for name, text in _BLOCK.findall(document.read_text("utf-8")) if name == language]


def command_lines(document: Path) -> Iterator[str]:
    """The lines of shell blocks, continued ones as one, and the commands that stand in running text."""
    for block in blocks(document, "sh"):
        yield from block.replace("\\\n", " ").splitlines()
    prose = _BLOCK.sub("", document.read_text("utf-8"))
    for text in _INLINE.findall(prose):
        if re.match(r"(mtcheck|python -m|pip|docker) ", text):
            yield " ".join(text.split())


def commands(document: Path) -> Iterator[list[str]]:
    """The words of each command: lines are split at pipes and connectives, redirections are left out."""
    for line in command_lines(document):
        lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
        lexer.whitespace_split = True
        lexer.commenters = "#"
        words: list[str] = []
        for word in [*lexer, ";"]:
            if set(word) <= set("|&;<>"):
                if words:
                    yield words
                words = ["redirected-to"] if set(word) <= set("<>") else []
            else:
                words.append(word)


def commands_of(document: Path, program: str) -> Iterator[list[str]]:
    """The arguments of each call of a program, wherever it is installed and whatever is set before it."""
    for words in commands(document):
        while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
            words = words[1:]
        if words and words[0].rsplit("/", 1)[-1] == program:
            yield words[1:]


def all_commands(command: click.Command = main, name: str = "mtcheck") -> Iterator[tuple[str, click.Command]]:
    """Every command by its full name, those of a group after it."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name)
        for part in command.list_commands(context):
            nested = command.get_command(context, part)
            assert nested is not None
            yield from all_commands(nested, f"{name} {part}")
