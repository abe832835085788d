"""Where each engine's code is. Nothing of an engine is imported before it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from mtcheck.engines.interface import Engine
from mtcheck.findings.finding import ENGINE_PREFIXES


@dataclass(frozen=True)
class EngineModules:
    """The modules of one engine, by their full names."""

    engine: str
    """Its `create(wanted, url)` returns an engine."""
    rules: str
    """Its `default_on(rule_id)` says whether a finding is shown unless asked otherwise."""


#: By the engine's name.
ENGINES = {
    "harper": EngineModules("mtcheck.engines.harper.engine", "mtcheck.engines.harper.rules"),
    "languagetool": EngineModules(
        "mtcheck.engines.languagetool.engine", "mtcheck.engines.languagetool.rules"
    ),
}


def create(name: str, *, wanted: Callable[[str], bool] | None = None, url: str | None = None) -> Engine:
    """A new engine, not started.

    wanted: which rule ids are worth looking for; None means all. url: the address of a server that is
    running already; None means that the engine starts its own. An engine ignores what it has no use for.
    """
    engine: Engine = import_module(ENGINES[name].engine).create(wanted=wanted, url=url)
    return engine


def default_on(rule_id: str) -> bool:
    """Whether findings with this id are shown unless asked otherwise. False for ids of no engine."""
    for name, prefix in ENGINE_PREFIXES.items():
        if rule_id.startswith(prefix):
            return bool(import_module(ENGINES[name].rules).default_on(rule_id))
    return False
