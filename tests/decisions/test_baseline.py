"""The baseline: what was there holds through edits elsewhere, what is new counts, what is gone is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.checker import Checker
from mtcheck.decisions import baseline as baselines
from mtcheck.decisions.baseline import Baseline
from mtcheck.decisions.decisions import Decisions
from mtcheck.findings.analysis import Analysis
from mtcheck.findings.finding import Category, Finding, Severity
from mtcheck.findings.report import BaselineEntry, Report, fingerprint
from mtcheck.readers.html import html_document
from mtcheck.readers.markdown import markdown_document
from mtcheck.readers.plain import plain_document
from mtcheck.settings.model import Settings, SettingsError
from mtcheck.text.document import Document

ALONE = Settings(no_engine=("harper", "languagetool"), model=False)
NAME = "news/a.txt"


def check(document: Document, decisions: Decisions, **fields: object) -> Report:
    return Checker(Settings(**{**ALONE.__dict__, **fields}), decisions=decisions).check(document)  # type: ignore[arg-type]


def written(document: Document, before: Baseline | None = None, **fields: object) -> Baseline:
    """The baseline after a run that writes it."""
    empty = before or Baseline("baseline.json", {})
    report = check(document, Decisions(baseline=empty, recording=True), **fields)
    assert report.baseline is not None
    return empty.updated({document.name: report.baseline})


def left(report: Report) -> list[str]:
    return [finding.text or finding.rule for finding in report.findings]


def article(text: str, name: str = NAME) -> Document:
    return plain_document(text, name)


FLAWED = [
    "They said that they do not not know about the school.",
    "It was a Volte face of the council, and nobody spoke.",
    "The the budget was approved after a short debate.",
    "He spoke of a “bloody bush” in the east.",
    "The meeting took place on on Tuesday.",
]
CLEAN = [
    "The council met in the town hall.",
    "A heading of a few words",
    "Nobody knew what the mayor would say; he said it all the same.",
    "“We will see,” she said. “There is time.”",
    "It rained in the night. In the morning the roads were dry again.",
    "Die Sitzung",
    "In 2024 there were 1,300 of them.",
    "😀",
]
#: What stands before, between and behind the flawed paragraphs; the same again and again would be a loop
#: (MT004).
EDITS = st.lists(st.lists(st.sampled_from(CLEAN), max_size=3, unique=True), min_size=4, max_size=4)
FORMATS = {
    "text": (plain_document, "{}", "\n\n"),
    "markdown": (markdown_document, "{}", "\n\n"),
    "list": (markdown_document, "- {}", "\n"),
    "html": (html_document, "<p>{}</p>", "\n"),
    "crlf": (plain_document, "{}", "\r\n\r\n"),
}


@settings(deadline=None, max_examples=60)
@given(
    form=st.sampled_from(sorted(FORMATS)),
    core=st.lists(st.sampled_from(FLAWED), min_size=1, max_size=3, unique=True),
    before=EDITS,
    after=EDITS,
)
def test_what_was_there_is_known_again_after_edits_above_below_and_between(
    form: str, core: list[str], before: list[list[str]], after: list[list[str]]
) -> None:
    read, pattern, separator = FORMATS[form]

    def made(clean: list[list[str]]) -> Document:
        paragraphs = [
            *clean[0],
            *(paragraph for index, flawed in enumerate(core, 1) for paragraph in (flawed, *clean[index])),
        ]
        return read(
            separator.join(
                pattern.format(paragraph) for paragraph in ["The council met on Tuesday.", *paragraphs]
            ),
            NAME,
        )

    baseline = written(made(before))
    report = check(made(after), Decisions(baseline=baseline))
    own = [finding for finding in report.findings if finding.text in " ".join(core)]
    assert [finding.text for finding in own] == []
    assert "MT903" not in {finding.rule for finding in report.findings}
    assert len(report.suppressed) >= len(core)


@given(before=st.text(max_size=60), after=st.text(max_size=60))
def test_a_fingerprint_has_nothing_of_other_sentences(before: str, after: str) -> None:
    sentence = "They do not not know of it."
    prints = set()
    for above, below in (("", ""), (before, after)):
        text = f"{above}\n\n{sentence}\n\n{below}"
        start = len(above) + 2 + sentence.index("not not")
        finding = Finding(
            "MT505", "x", Category.GRAMMAR, Severity.MAJOR, start, start + 7, "not not", "twice"
        )
        prints.add(fingerprint(Document(text, blocks=None), finding))
    assert len(prints) == 1


def test_only_what_is_new_counts() -> None:
    baseline = written(article("They do not not know."))
    report = check(
        article("It was a volte face. They do not not know. We do not not know."),
        Decisions(baseline=baseline),
        fail_on="minor",
    )
    assert left(report) == ["volte face", "not not"]
    assert [(suppressed.by, suppressed.finding.start) for suppressed in report.suppressed] == [
        ("baseline", 29)
    ]
    assert not report.passed
    assert check(article("They do not not know."), Decisions(baseline=baseline), fail_on="minor").passed


def test_the_same_finding_twice_is_two_entries() -> None:
    once, twice, thrice = (
        article("\n\n".join(f"They do not not know.\n\n{paragraph}" for paragraph in CLEAN[:n]))
        for n in (1, 2, 3)
    )
    baseline = written(twice)
    assert [entry.count for entry in baseline.of(NAME) or ()] == [2]
    assert left(check(twice, Decisions(baseline=baseline))) == []
    assert left(check(thrice, Decisions(baseline=baseline))) == ["not not"]
    report = check(once, Decisions(baseline=baseline))
    assert left(report) == ["MT903"]
    assert [entry.count for entry in report.baseline or ()] == [1], "pruning takes one of the two out"


def test_an_article_of_another_name_has_nothing_of_it() -> None:
    baseline = written(article("They do not not know."))
    assert left(check(article("They do not not know.", "news/b.txt"), Decisions(baseline=baseline))) == [
        "not not"
    ]
    assert left(check(article("They do not not know.", "<stdin>"), Decisions(baseline=baseline))) == [
        "not not"
    ]
    report = check(article("They do not not know.", "<stdin>"), Decisions(baseline=baseline, recording=True))
    assert (left(report), report.baseline) == (["not not"], None)


def test_what_is_decided_otherwise_is_not_in_it() -> None:
    text = "<!-- mtcheck: ignore-next MT505 -->\nThey do not not know.\n\nIt was a volte face.\n"
    baseline = written(markdown_document(text, NAME))
    assert [entry.rule for entry in baseline.of(NAME) or ()] == ["MT101"]


def test_an_entry_whose_rule_did_not_run_holds() -> None:
    text = "They do not not know. It was a volte face."
    baseline = written(article(text))
    fixed = article("They do not know. It was a turn.")
    for fields, remaining in (
        ({"select": ("MT1", "MT9")}, ["MT505"]),
        ({"ignore": ("MT1",)}, ["MT101"]),
        ({"select": ("MT3", "MT9")}, ["MT101", "MT505"]),
        ({}, []),
    ):
        report = check(fixed, Decisions(baseline=baseline), **fields)
        assert [entry.rule for entry in report.baseline or ()] == remaining
        assert ("MT903" in [finding.rule for finding in report.findings]) is (len(remaining) < 2)
        again = written(fixed, baseline, **fields)
        assert [entry.rule for entry in again.of(NAME) or ()] == remaining, (
            "nor is it lost when the baseline is written anew"
        )


def test_an_entry_of_an_engine_that_was_not_here_holds() -> None:
    entry = BaselineEntry("GR-LT-SOME_RULE", "x", "0" * 16, 1)
    baseline = Baseline("baseline.json", {NAME: (entry,)})
    report = check(article("The council met."), Decisions(baseline=baseline))
    assert (report.baseline, left(report)) == ((entry,), [])


def test_nothing_is_stale_where_the_check_was_not_complete() -> None:
    baseline = written(article("They do not not know."))
    checker = Checker(ALONE, decisions=Decisions(baseline=baseline))
    document = article("They do not know.")
    report = checker.decide(
        document, Analysis((), problems=("languagetool did not check everything: it died",))
    )
    assert left(report) == []
    assert [entry.rule for entry in report.baseline or ()] == ["MT505"]


def test_a_finding_that_another_check_now_reports_as_its_own_is_known_by_its_words() -> None:
    document = article("They do not not know.")
    old = Finding(
        "GR-HARPER-RepeatedWords",
        "x",
        Category.GRAMMAR,
        Severity.MINOR,
        8,
        15,
        "not not",
        "twice",
        engine="harper",
    )
    baseline = Baseline(
        "baseline.json", {NAME: (BaselineEntry(old.rule, "not not", fingerprint(document, old), 1),)}
    )
    new = Finding(
        "MT505",
        "x",
        Category.GRAMMAR,
        Severity.MAJOR,
        8,
        15,
        "not not",
        "twice",
        also_reported_by=(old.rule,),
    )
    report = Checker(ALONE, decisions=Decisions(baseline=baseline)).decide(document, Analysis((new,)))
    assert left(report) == []


@pytest.mark.parametrize(
    "text", ["", "Der Rat hat am Dienstag getagt und den Haushalt für die neue Schule beschlossen. " * 5]
)
def test_what_was_not_checked_cannot_be_put_into_a_baseline(text: str) -> None:
    report = check(article(text), Decisions(baseline=Baseline("baseline.json", {}), recording=True))
    assert report.not_checked
    assert (report.baseline, report.suppressed, report.passed) == (None, (), False)


def test_the_estimate_fails_no_article_that_has_a_baseline() -> None:
    text = "The council met on Tuesday in the town hall to speak about the school. " * 20
    estimates = (400.0,) * len(article(text).sentences)
    for decisions, passes in (
        (Decisions(), False),
        (Decisions(baseline=Baseline("baseline.json", {"news/b.txt": ()})), False),
        (Decisions(baseline=Baseline("baseline.json", {NAME: ()})), True),
        (Decisions(baseline=Baseline("baseline.json", {}), recording=True), True),
    ):
        report = Checker(ALONE, decisions=decisions).decide(article(text), Analysis((), estimates))
        assert report.estimate == pytest.approx(400)
        assert report.passed is passes


def test_the_file_is_the_same_to_the_byte_and_reads_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    articles = {
        "z/ü.txt": (
            BaselineEntry("MT505", "not “not”", "b" * 16, 2),
            BaselineEntry("MT101", "a\\b", "a" * 16, 1),
        ),
        "a.txt": (),
    }
    baseline = Baseline(str(path), articles)
    path.write_text(baseline.text(), "utf-8")
    again = baselines.load(Settings(baseline=str(path)))
    assert again is not None
    assert again.text() == baseline.text() == Baseline(str(path), dict(reversed(articles.items()))).text()
    assert {name: sorted(entries) for name, entries in again.articles.items()} == {
        name: sorted(entries) for name, entries in articles.items()
    }
    assert json.loads(baseline.text())["schema_version"] == 1
    assert json.loads(Baseline(str(path), {}).text())["articles"] == {}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        ("[]", "no baseline"),
        ("{}", "no baseline"),
        ('{"schema_version": 2, "articles": {}}', "version 2"),
        ('{"schema_version": 1, "articles": {"a.txt": {}}}', "damaged"),
        ('{"schema_version": 1, "articles": {"a.txt": [{}]}}', "damaged"),
        ('{"schema_version": 1, "articles": {"a.txt": ["x"]}}', "damaged"),
        (
            '{"schema_version": 1, "articles": '
            '{"a.txt": [{"rule": "MT1", "text": "", "fingerprint": "0", "count": 0}]}}',
            "damaged",
        ),
        (
            '{"schema_version": 1, "articles": '
            '{"a.txt": [{"rule": 1, "text": "", "fingerprint": "0", "count": 1}]}}',
            "damaged",
        ),
        (b"\xff\xfe", "no JSON"),
        (None, "no such baseline"),
    ],
)
def test_a_broken_baseline_is_an_error_that_names_it(
    tmp_path: Path, content: str | bytes | None, expected: str
) -> None:
    path = tmp_path / "b.json"
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(SettingsError, match=expected) as error:
        baselines.load(Settings(baseline=str(path)))
    assert str(path) in str(error.value)


def test_two_peoples_changes_merged_by_hand_are_no_harm(tmp_path: Path) -> None:
    entry = '{"rule": "MT1", "text": "x", "fingerprint": "0", "count": %d}'
    (tmp_path / "b.json").write_text(
        f'{{"schema_version": 1, "articles": {{"a.txt": [{entry % 1}, {entry % 2}]}}}}'
    )
    read = baselines.load(Settings(baseline=str(tmp_path / "b.json")))
    assert read is not None
    assert [entry.count for entry in read.articles["a.txt"]] == [2]


def test_articles_are_named_from_the_baselines_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desk" / "news").mkdir(parents=True)
    baseline = Baseline(str(tmp_path / "desk" / "b.json"), {})
    monkeypatch.chdir(tmp_path)
    assert baseline.key("desk/news/a.txt") == "news/a.txt"
    assert baseline.key("./desk/../desk/news/a.txt") == "news/a.txt"
    assert baseline.key("a.txt") == "../a.txt"
    monkeypatch.chdir(tmp_path / "desk" / "news")
    assert baseline.key("a.txt") == baseline.key(str(tmp_path / "desk" / "news" / "a.txt")) == "news/a.txt"
    (tmp_path / "link").symlink_to(tmp_path / "desk")
    assert baseline.key(str(tmp_path / "link" / "news" / "a.txt")) == "news/a.txt"


def test_the_default_place_is_beside_the_settings(tmp_path: Path) -> None:
    path = tmp_path / ".mtcheck-baseline.json"
    assert baselines.load(Settings(root=str(tmp_path))) is None
    new = baselines.load(Settings(root=str(tmp_path)), new=True)
    assert new is not None
    assert (new.path, new.articles) == (str(path), {})
    path.write_text(new.text())
    assert baselines.load(Settings(root=str(tmp_path))) is not None
    assert baselines.load(Settings(root=str(tmp_path), baseline="none")) is None
    assert baselines.load(Settings()) is None, "settings made in Python look for no file"
