"""Which engines run under given settings, whether the model does, and what is left out."""

from __future__ import annotations

from mtcheck import garble
from mtcheck.findings.report import Skipped
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


def left_out(settings: Settings) -> tuple[Skipped, ...]:
    """What does not run although the selection would have it."""
    skipped = [Skipped(name, "left out by --no-engine") for name in settings.no_engine]
    if not settings.model:
        skipped.append(Skipped("model", "left out by --no-model"))
    elif settings.selection.wants_model and not garble.is_installed():
        skipped.append(Skipped("model", "the garble model is not in this installation"))
    return tuple(skipped)
