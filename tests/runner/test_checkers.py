"""One checker for all that have the same settings, one LanguageTool for all that ask the same."""

from __future__ import annotations

from dataclasses import replace
from threading import Thread

from mtcheck.checker import Checker
from mtcheck.decisions.decisions import Decisions
from mtcheck.decisions.vocabulary import Vocabulary, VocabularyEntry
from mtcheck.runner.checkers import Checkers
from mtcheck.settings.model import Settings

ALONE = Settings(no_engine=("harper", "languagetool"), model=False)
WITH_SERVER = Settings(no_engine=("harper",), model=False)


def test_the_same_settings_have_the_same_checker() -> None:
    checkers = Checkers()
    assert checkers.get(ALONE) is checkers.get(replace(ALONE))
    assert checkers.get(ALONE) is not checkers.get(replace(ALONE, ignore=("MT505",)))


def test_other_decisions_have_another_checker() -> None:
    checkers = Checkers()
    accepting = Decisions(vocabulary=Vocabulary((VocabularyEntry("e-fuel"),)))
    assert checkers.get(ALONE, accepting) is not checkers.get(ALONE, Decisions())
    assert checkers.get(ALONE, accepting) is checkers.get(ALONE, replace(accepting))


def test_one_server_for_all_that_ask_at_the_same_address() -> None:
    checkers = Checkers()
    first = checkers.get(WITH_SERVER)
    elsewhere = replace(WITH_SERVER, languagetool_url="http://127.0.0.1:9")
    server = first.engine("languagetool")
    assert server is not None
    assert checkers.get(replace(WITH_SERVER, ignore=("MT505",))).engine("languagetool") is server
    assert checkers.get(elsewhere).engine("languagetool") is not server
    assert Checkers(server).get(WITH_SERVER).engine("languagetool") is server
    assert Checkers(server).get(elsewhere).engine("languagetool") is not server


def test_threads_that_ask_at_once_get_the_same() -> None:
    checkers = Checkers()
    got: list[Checker] = []
    threads = [Thread(target=lambda: got.append(checkers.get(ALONE))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 20
    assert len(set(map(id, got))) == 1
