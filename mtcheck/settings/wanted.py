"""Which engines run under given settings, whether the model does, and what is left out."""

from __future__ import annotations

from mtcheck import garble
from mtcheck.findings.report import Skipped
from mtcheck.rules.registry import MODEL_RULE, defaults
from mtcheck.settings.model import ENGINES, Settings


def wanted_engines(settings: Settings) -> tuple[str, ...]:
    """The engines that are to be asked, installed or not."""
    return tuple(
        name
        for name in ENGINES
        if name not in settings.no_engine
        and (name in settings.require_engine or settings.selection.wants_engine(name))
    )


def required_engines(settings: Settings) -> frozenset[str]:
    """The engines whose absence makes the check incomplete; a LanguageTool at an address is one."""
    at_an_address = {"languagetool"} if settings.languagetool_url is not None else set()
    return frozenset({*settings.require_engine, *at_an_address})


def wants_model(settings: Settings) -> bool:
    """Whether the model is to be asked, and is in this installation."""
    return settings.model and settings.selection.wants_model and garble.is_installed()


def selects_nothing(settings: Settings) -> bool:
    """Whether no rule, no engine and no model would look for damage."""
    selection = settings.selection
    ids = defaults() | {rule.id: True for rule in settings.rule}
    if not settings.model:
        del ids[MODEL_RULE]
    return not (wanted_engines(settings) or any(selection.takes(id, default) for id, default in ids.items()))


def left_out(settings: Settings) -> tuple[Skipped, ...]:
    """What does not run although the selection would have it."""
    skipped = [Skipped(name, "left out by --no-engine") for name in settings.no_engine]
    if not settings.model:
        skipped.append(Skipped("model", "left out by --no-model"))
    elif settings.selection.wants_model and not garble.is_installed():
        skipped.append(Skipped("model", "the garble model is not in this installation"))
    return tuple(skipped)
