"""Patterns that are compiled when they are first used, and those of the package."""

from __future__ import annotations

import copy
import re
import sys
from importlib import import_module
from pkgutil import walk_packages

import pytest

import mtcheck
from mtcheck.text.late_pattern import _LatePattern, late_pattern


def test_it_does_what_a_pattern_does() -> None:
    pattern, compiled = (
        late_pattern(r"(?P<first>a+)(b)?", re.IGNORECASE),
        re.compile(r"(?P<first>a+)(b)?", re.I),
    )
    for text in ("xAAb aa", "", "b"):
        assert pattern.findall(text) == compiled.findall(text)
        assert pattern.sub("-", text) == compiled.sub("-", text)
        assert [m.span() for m in pattern.finditer(text, 1)] == [m.span() for m in compiled.finditer(text, 1)]
    assert (pattern.pattern, pattern.flags, pattern.groups) == (
        compiled.pattern,
        compiled.flags,
        compiled.groups,
    )
    assert pattern.groupindex == compiled.groupindex
    assert copy.copy(pattern).match("a")


def test_it_is_compiled_once_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given[0]) or real(*given))
    pattern = late_pattern("ab")
    assert not compiled
    assert pattern.search("xab")
    assert pattern.search("xab")
    assert pattern.match("ab")
    assert compiled == ["ab"]


def test_a_mistake_is_told_when_it_is_used() -> None:
    with pytest.raises(re.error):
        late_pattern("(").search("")


def test_all_patterns_of_the_package_can_be_compiled() -> None:
    for module in walk_packages(mtcheck.__path__, "mtcheck."):
        if module.name.startswith(
            ("mtcheck.rules.", "mtcheck.text.", "mtcheck.readers.", "mtcheck.reports.")
        ):
            import_module(module.name)
    patterns = [
        value
        for name, module in list(sys.modules.items())
        if name.startswith("mtcheck.")
        for value in vars(module).values()
        if isinstance(value, _LatePattern)
    ]
    assert len(patterns) > 50
    for pattern in patterns:
        assert isinstance(pattern.pattern, str)
