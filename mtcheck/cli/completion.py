"""What shells complete: files, formats and the ids of rules, with nothing loaded that a check would need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def file_item(word: str) -> CompletionItem:
    """What tells a shell to complete a path itself."""
    return _item(word, type="file")


def complete_file(context: click.Context, parameter: click.Parameter, word: str) -> list[CompletionItem]:
    """Paths of files and folders."""
    return [file_item(word)]


def complete_format(context: click.Context, parameter: click.Parameter, word: str) -> list[CompletionItem]:
    """What `--format` takes."""
    from mtcheck.reports.formats import FORMATS

    return [_item(name) for name in (*FORMATS, "auto") if name.startswith(word.lower())]


def complete_output(context: click.Context, parameter: click.Parameter, word: str) -> list[CompletionItem]:
    """What `-o` takes: a path, or a format before one."""
    from mtcheck.reports.formats import FORMATS

    names = [f"{name}=" for name in FORMATS if word and name.startswith(word.lower())]
    return [_item(name) for name in names] or complete_file(context, parameter, word)


def complete_id(context: click.Context, parameter: click.Parameter, word: str) -> list[CompletionItem]:
    """The id of a rule."""
    return [_item(id, help=name) for id, name in _ids().items() if id.startswith(word.upper())]


def complete_ids(context: click.Context, parameter: click.Parameter, word: str) -> list[CompletionItem]:
    """Ids and prefixes of rules; behind a comma, another one."""
    before, comma, last = word.rpartition(",")
    families = {id[:3]: "" for id in _ids() if id.startswith("MT")}
    known = {**families, **_ids(), "GR-HARPER-": "", "GR-LT-": "", "all": "every rule"}
    return [
        _item(f"{before}{comma}{id}", help=name)
        for id, name in known.items()
        if id.lower().startswith(last.lower())
    ]


def _item(value: str, *, type: str = "plain", help: str | None = None) -> CompletionItem:
    from click.shell_completion import CompletionItem  # when a shell asks, and not at every start

    return CompletionItem(value, type, help)


def _ids() -> dict[str, str]:
    """Name by id, from the names of the modules: importing these takes longer than a key stroke."""
    from mtcheck.rules.registry import MODEL_RULE, MODULES

    ids = {}
    for module in MODULES:
        id, _, name = module.rpartition(".")[2].partition("_")
        ids[id.upper()] = name.replace("_", "-")
    return {**ids, MODEL_RULE: "damaged-phrase"}
