"""Harper as an engine: offsets, paragraphs, what is masked, kinds of unknown words, and what is on by
default.
"""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.engines.ask import ask_engines
from mtcheck.engines.harper import engine as harper_engine
from mtcheck.engines.harper import rules as harper_rules
from mtcheck.engines.harper.chunks import chunks
from mtcheck.engines.harper.engine import Harper
from mtcheck.engines.harper.linter import SharedLinter
from mtcheck.engines.interface import EngineError, EngineUnavailableError
from mtcheck.findings.finding import Finding
from mtcheck.readers.html import html_document
from mtcheck.readers.markdown import markdown_document
from mtcheck.text.document import Document
from mtcheck.text.masking import Mask


@pytest.fixture(scope="module")
def engine() -> Harper:
    harper = Harper()
    harper.start()
    return harper


def findings_by_rule(engine: Harper, text: str, masks: tuple[Mask, ...] = ()) -> dict[str, Finding]:
    """Findings by rule id without the prefix; the first of each."""
    document = Document(text, masks=masks)
    findings = engine.check(document)
    for finding in findings:
        assert document.text[finding.start : finding.end] == finding.text
        assert 0 < len(finding.text) <= 80
    return {finding.rule.removeprefix("GR-HARPER-"): finding for finding in reversed(findings)}


@pytest.mark.parametrize(
    ("text", "rule", "marked", "suggestion"),
    [
        ("They met in the town in march and left.", "Months", "march", "March"),
        ("He asked to them for help.", "AskNoPreposition", "to ", ""),
        (
            "The money came from the united nations.",
            "UnitedOrganizations",
            "united nations",
            "United Nations",
        ),
        ("Talks with the syrians went on.", "SpellCheck-CASE", "syrians", "Syrians"),
        ("They bought new equipments for it.", "MassNouns-PLURAL", "equipments", "equipment"),
    ],
)
def test_finds(engine: Harper, text: str, rule: str, marked: str, suggestion: str) -> None:
    finding = findings_by_rule(engine, text)[rule]
    assert finding.text == marked
    assert finding.suggestions[0].text == suggestion
    assert finding.engine == "harper"


@pytest.mark.parametrize("before", ["", "\ufeff", "😀😀 ", "Заголовок\r\n\r\n", "e\u0301\u0301 "])
def test_offsets_are_code_points_of_the_file(engine: Harper, before: str) -> None:
    finding = findings_by_rule(engine, f"{before}They saw the syrians there.")["SpellCheck-CASE"]
    assert finding.start == len(before) + 13


def test_lines_that_are_paragraphs_are_not_joined(engine: Harper) -> None:
    assert "ToTo" not in findings_by_rule(engine, "What the court agreed to\nTo err is human.")
    assert "RepeatedWords" not in findings_by_rule(engine, "A long day in the\nThe sun came out.")


def test_wrapped_lines_are_joined(engine: Harper) -> None:
    text = (
        "The minister said on Tuesday that he would not be able\r\n"
        "to to come to the meeting that the chancellor had called for\r\nthe end of May."
    )
    assert findings_by_rule(engine, text)["ToTo"].text == "to to"


def test_markup_is_nothing_and_code_is_a_noun(engine: Harper) -> None:
    text = "They saw **the syrians**, then `x = 1` again."
    masks = (Mask(9, 11), Mask(22, 24), Mask(31, 38, opaque=True))
    findings = findings_by_rule(engine, text, masks)
    assert findings["SpellCheck-CASE"].start == 15
    assert not {"Spaces", "CommaFixes"} & set(findings)


def test_unknown_words_are_told_apart(engine: Harper) -> None:
    assert "SpellCheck-NAME" in findings_by_rule(engine, "Yesterday Oleksandrivka was hit.")
    assert "SpellCheck-FOREIGN" in findings_by_rule(engine, "The council vergeht today.")
    assert "SpellCheck" in findings_by_rule(engine, "The council met tooday.")


@pytest.mark.parametrize(
    "text",
    [
        "The trend, called “vergeht”, is new.",  # in quotation marks
        "Herr Vergeht spoke; the vergeht was his.",  # a name in the same article
        "The vergeht grew. No vergeht fell. A vergeht is rare.",  # the article's subject
        "See www.vergeht.de or vergeht/index for it.",  # addresses
        "A tete-vergeht was held.",  # part of a compound
    ],
)
def test_words_the_writer_knows_to_be_strange_are_not_foreign(engine: Harper, text: str) -> None:
    assert "SpellCheck-FOREIGN" not in findings_by_rule(engine, text)


def test_default_on() -> None:
    assert harper_rules.default_on("GR-HARPER-SpellCheck-FOREIGN")
    for off in (
        "SpellCheck",
        "SpellCheck-NAME",
        "LongSentences",
        "Regionalisms",
        "OxfordComma",
        "ALintOfALaterHarper",
    ):
        assert not harper_rules.default_on(f"GR-HARPER-{off}")


def test_every_lint_of_the_table_is_one_that_harper_has_and_may_run() -> None:
    import harper as package

    ids = {
        rule_id for lint in package.get_default_lint_config() for rule_id in harper_rules.rule_ids_of(lint)
    }
    for name in harper_rules.DEFAULT_ON:
        assert harper_rules.PREFIX + name in ids


def test_an_engine_that_is_told_what_is_wanted_finds_only_that(engine: Harper) -> None:
    text = "They saw the syrians in the last days , and the dolphin dolphin left."
    few = findings_by_rule(Harper(harper_rules.default_on), text)
    assert {"SpellCheck-CASE", "TheLastDays"} <= set(few)
    assert "RepeatedWords" not in few
    assert "RepeatedWords" in findings_by_rule(engine, text)


def test_several_threads(engine: Harper) -> None:
    results: list[int] = []
    threads = [
        threading.Thread(
            target=lambda: results.append(len(engine.check(Document("They saw the syrians go."))))
        )
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    assert len(set(results)) == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "syrians",
                "the",
                "😀",
                "\n",
                "\r\n",
                "\n\n",
                " ",
                ".",
                "שלום",
                "中文",
                "\x00",
                "e\u0301",
                "Teh",
                "“",
                "\ufeff",
            ]
        ),
        max_size=30,
    ),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9), st.booleans()), max_size=3),
)
def test_any_text_any_mask(parts: list[str], ranges: list[tuple[int, int, bool]]) -> None:
    text = " ".join(parts)
    masks, last = [], 0
    for start, length, opaque in sorted(ranges):
        if last <= start and length and start + length <= len(text):
            masks.append(Mask(start, start + length, opaque))
            last = start + length
    document = Document(text, masks=tuple(masks))
    for finding in Harper().check(document):
        assert finding.text == text[finding.start : finding.end] != ""
        assert not document.is_masked(finding.start, finding.end)


def test_a_long_paragraph_is_sent_in_parts(engine: Harper) -> None:
    text = "The dog ran home. " * 7000 + "They saw the syrians."
    assert findings_by_rule(engine, text)["SpellCheck-CASE"].start == len(text) - 8


@pytest.mark.parametrize("rubbish", [" " * 100_000, "." * 100_000, "ab" * 50_000, "中文" * 50_000])
def test_rubbish_takes_no_time_and_shifts_nothing(engine: Harper, rubbish: str) -> None:
    assert (
        findings_by_rule(engine, f"Look {rubbish} they saw the syrians.")["SpellCheck-CASE"].start
        == len(rubbish) + 19
    )


def test_empty_and_blank(engine: Harper) -> None:
    assert engine.check(Document("")) == []
    assert engine.check(Document(" \n\n ")) == []


def test_a_harper_that_is_not_there_is_a_skip(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setattr(harper_engine, "_LINTER", SharedLinter())
    monkeypatch.setitem(sys.modules, "harper", None)
    with pytest.raises(EngineUnavailableError, match="harper-py"):
        Harper().check(Document("Some text."))


def test_a_harper_that_breaks_down_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    class Linter:
        def get_lint_config(self) -> dict[str, bool]:
            return {}

        def set_lint_config(self, config: object) -> None: ...

        def organized_lints(self, text: str, **options: object) -> None:
            raise PanicException("index out of bounds")

    linter = SharedLinter()
    linter._built = lambda: Linter()  # type: ignore[method-assign, assignment, return-value]
    monkeypatch.setattr(harper_engine, "_LINTER", linter)
    with pytest.raises(EngineError, match="index out of bounds"):
        Harper().check(Document("Some text."))


def test_version_start_and_stop() -> None:
    harper = Harper()
    harper.stop()
    harper.start()
    harper.start()
    harper.stop()
    harper.stop()
    assert harper.version()[0].isdigit()
    assert harper.name == "harper"


def test_it_is_sent_what_a_reader_sees() -> None:
    document = markdown_document(
        "Dock workers in **Port Selwyn** did not go.\nThey can&rsquo;t, at [the caf&eacute;](x)."
    )
    sent = "".join(chunk.text for chunk in chunks(document))
    assert sent == "Dock workers in Port Selwyn did not go. They can’t, at the café."


def test_it_logs_its_version_and_how_long_an_answer_took(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG", logger="mtcheck.engines"):
        linter = SharedLinter()
        linter.start()
        linter.lint_names()
        Harper().check(Document("They met.", "a.txt"))
    assert f"harper-py {Harper().version()} loaded its dictionary in" in caplog.text
    assert "a.txt: 0 findings in" in caplog.text
    assert "They met" not in caplog.text


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        ("AllowTo", "Lower the heat and allow to simmer for an hour.", "The law allows to build here."),
        ("AllowTo", "Allow to rest before carving.", "They have to allow to build here."),
        ("LetsConfusion", "Cover the bowl and let rise for two hours.", "This lets assume that they agree."),
        ("LetsConfusion", "Then she lets go and falls.", "It lets recognise that they fought."),
        ("MoreBetter", "More later.", "It was more better than before."),
        ("MoreBetter", "There is more later, and more sooner than you think.", "It is more nicer now."),
        ("MultipleSequentialPronouns", "They asked: was it him?", "We gave he she a book."),
        ("MultipleSequentialPronouns", "He gave it me, so I gave it her.", "This trip and it me was fine."),
        ("OnFloor", "In the sixth floor music room they sang.", "He lives in the sixth floor."),
        ("PronounVerbAgreement", "We geeks can help you chefs with it.", "You closes the access to it."),
        ("PronounVerbAgreement", "He spat on the ground.", "He go to the market."),
        ("PronounVerbAgreement", "He further claimed that a she wolf had come.", "She have a wolf."),
        ("PronounVerbAgreement", "They say that Elizabeth I is dead.", "They say that I is dead."),
        ("QuoteSpacing", "There were many “um”s in it.", "He asked l”économie for help."),
        ("ThereToTheir", "Are there possibilities of help here and there?", "They sold there house."),
        ("MassNouns-PLURAL", "New localisms and epistemologies came.", "New equipments came."),
    ],
)
def test_reads_on_before_it_finds(engine: Harper, rule: str, right: str, wrong: str) -> None:
    assert rule not in findings_by_rule(engine, right)
    assert rule in findings_by_rule(engine, wrong)


@pytest.mark.parametrize(
    "text",
    [
        "“We telt them that we wouldnae, and telt them again,” she said.",
        "She whispered “te quiero mucho, nieta mía” and closed the door.",
        "He wrote of the “libertie of conscience and goodnesse of the people” in 1642.",
        "Top it with swiss cheese, roma tomatoes and serrano chillies.",
        "Put it on your todo list and cook the pasta al dente.",
        "Lunch is poisson cru – raw tuna in lime juice.",
        "The cactus (Opuntia basilares) grows in the desert.",
        "The Fontana delle Tartarughe stands in a square.",
    ],
)
def test_strange_words_that_stand_on_purpose(engine: Harper, text: str) -> None:
    found = findings_by_rule(engine, text)
    assert not {"SpellCheck-FOREIGN", "SpellCheck-CASE"} & found.keys()


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "  ", "\u200b "])
def test_soft_hyphens_and_other_spaces_hide_nothing_from_it(engine: Harper, space: str) -> None:
    text = f"Talks with the{space}the{space}syr\u00adi\u00adans went on, the minis\u00adters said."
    document = Document(text)
    found = ask_engines([engine], document, lambda rule: True, ()).findings
    shown = {finding.rule.removeprefix("GR-HARPER-"): finding.text for finding in found}
    assert shown["RepeatedWords"] == f"the{space}the"
    assert shown["SpellCheck-CASE"] == "syr\u00adi\u00adans"
    assert "SpellCheck" not in shown
    assert all(document.text[finding.start : finding.end] == finding.text for finding in found)


def test_markup_hides_nothing_from_it(engine: Harper) -> None:
    document = html_document("<p>Talks with the <b>the</b> s<i>yr</i>ians&nbsp;went on.</p>")
    found = ask_engines([engine], document, lambda rule: True, ()).findings
    assert {finding.text for finding in found} >= {"the <b>the", "s<i>yr</i>ians"}
