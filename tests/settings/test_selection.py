from __future__ import annotations

import pytest

from mtcheck.rules.registry import UnknownRuleError, check_selectors
from mtcheck.rules.registry import rules as all_rules
from mtcheck.settings.selection import Selection


def ids(selection: Selection) -> set[str]:
    return {rule.id for rule in all_rules() if selection.runs(rule)}


def test_the_default_set_is_what_the_rules_declare() -> None:
    assert ids(Selection()) == {rule.id for rule in all_rules() if rule.default or rule.blocks}


def test_select_replaces_extend_adds_and_ignore_wins() -> None:
    guards = {rule.id for rule in all_rules() if rule.blocks}
    assert ids(Selection(select=("MT505",))) == {"MT505"} | guards
    everything = {rule.id for rule in all_rules() if rule.id.startswith("MT5")}
    assert everything <= ids(Selection(select=("MT5",))), "a prefix takes opt-in rules too"
    assert ids(Selection(extend_select=("MT5",))) >= ids(Selection()) | everything
    assert "MT505" not in ids(Selection(select=("MT505",), ignore=("MT5",)))


def test_what_decides_whether_a_text_can_be_checked_always_runs_unless_ignored() -> None:
    guards = {rule.id for rule in all_rules() if rule.blocks}
    assert guards <= ids(Selection(select=("MT505",)))
    assert not guards & ids(Selection(ignore=("MT0",)))


def test_relayed_rules_are_taken_by_prefix() -> None:
    assert Selection(select=("GR-HARPER",)).takes("GR-HARPER-Anything", False)
    assert not Selection(select=("GR-HARPER",)).takes("GR-LT-ANYTHING", True)
    assert Selection(extend_select=("GR-LT-SOME",)).takes("GR-LT-SOME_RULE", False)
    assert Selection().takes("GR-LT-ANY", True)
    assert not Selection().takes("GR-LT-ANY", False)


def test_an_engine_that_nobody_could_want_a_finding_of_is_not_started() -> None:
    assert Selection().wants_engine("harper")
    assert not Selection(select=("MT5",)).wants_engine("harper")
    assert Selection(select=("MT5", "GR-HARPER-X")).wants_engine("harper")
    assert Selection(select=("GR",)).wants_engine("languagetool")
    assert not Selection(ignore=("GR-LT",)).wants_engine("languagetool")
    assert Selection(ignore=("GR-LT-ONE",)).wants_engine("languagetool")


@pytest.mark.parametrize("selector", ["MT55", "XX", "", "mt505"])
def test_an_unknown_selector_is_an_error(selector: str) -> None:
    with pytest.raises(UnknownRuleError, match="mtcheck rules"):
        check_selectors([selector])


def test_the_error_names_the_nearest_rule() -> None:
    with pytest.raises(UnknownRuleError, match="did you mean MT5"):
        check_selectors(["MT5O5"])
