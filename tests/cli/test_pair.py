"""Sources and references on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mtcheck.cli.main import main
from mtcheck.findings.contribution import Contribution
from mtcheck.findings.pair import Link, PairAnalysis
from mtcheck.rules.source import analysis
from mtcheck.text.document import Document

PAIR = Path(__file__).parents[2] / "fixtures" / "pair"
ALONE = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model"]
TARGET = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"
SOURCE = "Der Rat tagte am Dienstag. Er billigte den Haushalt für die neue Schule nach kurzer Debatte.\n"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MTCHECK_CACHE_DIR", str(tmp_path / ".cache"))
    return tmp_path


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, bool]]:
    """(name of the source, of the target, aligned) of each comparison, which is not made."""
    calls: list[tuple[str, str, bool]] = []

    def compare(
        source: Document, target: Document, request: analysis.PairRequest
    ) -> tuple[PairAnalysis, Contribution]:
        calls.append((source.name, target.name, request.aligned))
        number = min(len(source.sentences), len(target.sentences))
        links = tuple(Link((i, i + 1), (i, i + 1), 0.9) for i in range(number))
        return PairAnalysis("de", links), Contribution()

    monkeypatch.setattr(analysis, "analyse_pair", compare)
    return calls


def check(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["check", *arguments, *ALONE], input=stdin)


def report(result: Result) -> list[dict[str, Any]]:
    articles: list[dict[str, Any]] = json.loads(result.stdout)["articles"]
    return articles


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


Seen = list[tuple[str, str, bool]]


def test_one_article_and_its_source(seen: Seen) -> None:
    write("a.txt", TARGET)
    write("original.md", SOURCE)
    result = check("a.txt", "--source", "original.md", "--format", "json")
    (article,) = report(result)
    assert seen == [("original.md", "a.txt", False)]
    assert result.exit_code == 0
    assert article["source"]["file"] == "original.md"
    assert article["source"]["language"] == "de"
    assert article["source"]["links"][0] == {"source": [0, 1], "target": [0, 1], "confidence": 0.9}
    assert "|lang:de-en|" in article["signature"]
    text = check("a.txt", "--source", "original.md").stdout
    assert "no source was given" not in text
    assert "source original.md (de): 2 of 2 sentences have a counterpart, confidence 0.90" in text
    assert "no source was given" in check("a.txt").stdout


def test_standard_input_has_a_source_too(seen: Seen) -> None:
    write("s.txt", SOURCE)
    assert check("-", "--source", "s.txt", stdin=TARGET).exit_code == 0
    assert seen == [("s.txt", "<stdin>", False)]


def test_folders_are_paired_by_name_and_what_has_no_source_is_said(seen: Seen) -> None:
    for name in ("en/a.txt", "en/x/b.txt", "en/c.txt"):
        write(name, TARGET)
    write("de/a.txt", SOURCE)
    write("de/x/b.de.txt", SOURCE)
    result = check("en", "--source", "de", "--format", "json", "-o", "r.csv")
    assert result.exit_code == 2
    compared = [(Path(source).as_posix(), Path(target).as_posix()) for source, target, _ in sorted(seen)]
    assert compared == [("de/a.txt", "en/a.txt"), ("de/x/b.de.txt", "en/x/b.txt")]
    problems = {Path(one["file"]).as_posix(): one["problems"] for one in report(result)}
    assert problems["en/a.txt"] == problems["en/x/b.txt"] == []
    assert "not checked against its source: there is no c.txt" in problems["en/c.txt"][0]
    assert "there is no c.txt" in Path("r.csv").read_text("utf-8")


def test_sources_beside_the_articles_are_no_articles(seen: Seen) -> None:
    for name in ("a", "b"):
        write(f"news/{name}.en.txt", TARGET)
        write(f"news/{name}.de.txt", SOURCE)
    result = check("news", "--source", "news", "--format", "json")
    assert result.exit_code == 0
    assert [Path(one["file"]).name for one in report(result)] == ["a.en.txt", "b.en.txt"]
    assert sorted(Path(source).name for source, _, _ in seen) == ["a.de.txt", "b.de.txt"]


def test_folders_and_files_of_sources_among_the_articles_are_no_articles(seen: Seen) -> None:
    write("news/a.txt", TARGET)
    write("news/x/a.txt", TARGET)
    write("news/sources/a.txt", SOURCE)
    write("news/sources/x/a.txt", SOURCE)
    write("news/human/a.txt", TARGET)
    write("news/human/x/a.txt", TARGET)
    for paths in (["news"], ["news/**/*.txt"]):
        seen.clear()
        result = check(
            *paths, "--source", "news/sources", "--reference", "news/human", "--no-cache", "--format", "json"
        )
        compared = [(Path(source).as_posix(), Path(target).as_posix()) for source, target, _ in sorted(seen)]
        assert compared == [("news/sources/a.txt", "news/a.txt"), ("news/sources/x/a.txt", "news/x/a.txt")]
        assert result.exit_code == 0
    write("one/a.txt", TARGET)
    write("one/original.txt", SOURCE)
    assert len(report(check("one", "--source", "one/original.txt", "--format", "json"))) == 1
    write("de/a.de.txt", SOURCE)
    assert "name the articles" in check("de", "--source", "de").stderr
    assert (
        "one file for 2 articles"
        in check("one/a.txt", "one/original.txt", "--source", "one/original.txt").stderr
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.txt", "b.txt", "--source", "s.txt"], "one file for 2 articles; name a folder"),
        (["a.txt", "--source", "missing.txt"], "--source missing.txt: there is no such file or folder"),
        (["a.txt", "--reference", "missing.txt"], "--reference missing.txt: there is no such file or folder"),
        (["p.xlf", "--source", "s.txt"], "p.xlf holds its source itself"),
        (["a.txt", "--source-language", "german"], "source-language: “german”"),
        (["a.txt", "--min-bleu", "101"], "min-bleu: 101 is not between 0 and 100"),
    ],
)
def test_what_does_not_go_together_is_said(seen: Seen, arguments: list[str], said: str) -> None:
    for name in ("a.txt", "b.txt"):
        write(name, TARGET)
    write("s.txt", SOURCE)
    shutil.copy(PAIR / "ferry-notice.xlf", "p.xlf")
    result = check(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert not seen


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "has no text"), (b"%PDF-1.4\n\0\xff", "not checked against its source")]
)
def test_a_source_that_cannot_be_compared_is_said_and_the_rest_is_checked(
    seen: Seen, content: bytes, said: str
) -> None:
    write("a.txt", "They do not not know when the school will open, they said. " + TARGET)
    Path("s.txt").write_bytes(content)
    result = check("a.txt", "--source", "s.txt", "--format", "json")
    (article,) = report(result)
    assert result.exit_code == 2
    assert said in article["problems"][0]
    assert "s.txt" in article["problems"][0]
    assert [finding["text"] for finding in article["findings"]] == ["not not"]
    assert article["source"] is None


def test_a_mistake_of_the_comparison_costs_the_comparison_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(analysis, "analyse_pair", fail)
    write("a.txt", TARGET)
    write("s.txt", SOURCE)
    result = check("a.txt", "--source", "s.txt", "--format", "json")
    assert result.exit_code == 2
    assert "ZeroDivisionError" in report(result)[0]["problems"][0]
    assert report(result)[0]["score"] == 100


def test_references_are_scored_in_every_report_and_fail_nothing() -> None:
    import sacrebleu

    target, reference = PAIR / "tram-line.txt", PAIR / "tram-line.reference.txt"
    reports = {
        "text": "r.txt",
        "json": "r.json",
        "html": "r.html",
        "markdown": "r.md",
        "sarif": "r.sarif",
        "junit": "r.xml",
    }
    options = [part for name, path in reports.items() for part in ("-o", f"{name}={path}")]
    result = check(str(target), "--reference", str(reference), *options, "--format", "github")
    assert result.exit_code == 0
    lines = [
        [line.rstrip() for line in path.read_text("utf-8").split("\n")[:-1]] for path in (target, reference)
    ]
    bleu = sacrebleu.corpus_bleu(lines[0], [lines[1]]).score
    chrf = sacrebleu.corpus_chrf(lines[0], [lines[1]], word_order=2).score
    ter = sacrebleu.corpus_ter(lines[0], [lines[1]]).score
    scores = json.loads(Path("r.json").read_text("utf-8"))["articles"][0]["reference"]
    assert (scores["bleu"]["score"], scores["chrf"]["score"], scores["ter"]["score"]) == (bleu, chrf, ter)
    assert scores["unit"] == "line"
    assert len(scores["segments"]) == 11
    for path in reports.values():
        assert (str(bleu) if path in ("r.json", "r.sarif") else f"{bleu:.1f}") in Path(path).read_text(
            "utf-8"
        ), path
    assert f"BLEU {bleu:.1f}" in result.stdout
    assert (
        json.loads(Path("r.sarif").read_text("utf-8"))["runs"][0]["properties"]["articles"][0]["reference"][
            "ter"
        ]["score"]
        == ter
    )


def test_a_least_score_that_was_asked_for_fails() -> None:
    target, reference = str(PAIR / "tram-line.txt"), str(PAIR / "tram-line.reference.txt")
    assert check(target, "--reference", reference, "--min-bleu", "20", "--min-chrf", "50").exit_code == 0
    failing = check(target, "--reference", reference, "--min-bleu", "20", "--min-chrf", "80")
    assert failing.exit_code == 1
    assert "chrF2++ 69.7 is below --min-chrf 80" in failing.stdout
    without = check(target, "--min-bleu", "20")
    assert without.exit_code == 2
    assert "min-bleu could not be applied" in without.stdout


def test_several_references_and_folders_of_them() -> None:
    write("en/a.txt", TARGET)
    write("r1/a.txt", TARGET)
    write("r2/a.en.txt", TARGET.replace("council", "board"))
    (article,) = report(check("en", "--reference", "r1", "--reference", "r2", "--format", "json"))
    assert [Path(name).as_posix() for name in article["reference"]["files"]] == ["r1/a.txt", "r2/a.en.txt"]
    assert article["reference"]["bleu"]["score"] == pytest.approx(100)
    assert article["signature"].endswith("|nrefs:2")
    write("en/b.txt", TARGET)
    missing = check("en", "--reference", "r1", "--format", "json")
    assert missing.exit_code == 2
    assert "not scored against a reference: there is no b.txt" in report(missing)[1]["problems"][0]


def test_tables_are_articles_a_row_a_segment(seen: Seen) -> None:
    write("a.tsv", "src\tmt\nDer Rat tagte.\tThe council met met.\nGut so.\tGood that way.\n")
    result = check("a.tsv", "--source-column", "src", "--target-column", "mt", "--format", "json")
    (article,) = report(result)
    assert seen == [("a.tsv", "a.tsv", True)]
    assert [(one["line"], one["column"], one["text"]) for one in article["findings"]] == [(1, 13, "met met")]
    assert article["format"] == "table"
    assert "“mt”" in check("a.tsv").stderr


def test_a_table_of_documents_is_an_article_each(seen: Seen) -> None:
    write(
        "t/a.csv",
        "doc,target,reference\nx,The council met.,The council met.\ny,It rained all day.,It rained.\n",
    )
    result = check("t", "--id-column", "doc", "--format", "json", "-j", "2")
    articles = report(result)
    assert [Path(one["file"]).name for one in articles] == ["a.csv#x", "a.csv#y"]
    assert articles[0]["reference"]["bleu"]["score"] == pytest.approx(100)
    assert not seen
    assert "has no article" in check("t").stdout, "without the options a table in a folder is none"


def test_nothing_is_fixed_in_a_table_or_an_xliff(seen: Seen) -> None:
    write("a.tsv", "target\nIt is  so ,he said. The the end.\n")
    shutil.copy(PAIR / "ferry-notice.xlf", "p.xlf")
    before = [Path(name).read_bytes() for name in ("a.tsv", "p.xlf")]
    result = check("a.tsv", "p.xlf", "--fix")
    assert [Path(name).read_bytes() for name in ("a.tsv", "p.xlf")] == before
    assert "a.tsv: a table is not fixed" in result.stderr
    assert "p.xlf: an XLIFF file is not fixed" in result.stderr


def test_the_cache_knows_sources_and_references(seen: Seen) -> None:
    write("a.txt", TARGET)
    write("s.txt", SOURCE)
    write("r.txt", TARGET.replace("budget", "estimates"))
    options = ["a.txt", "--source", "s.txt", "--reference", "r.txt"]
    first = [check(*options, "-o", f"{number}.html", "--format", "json").stdout for number in (1, 2)]
    assert len(seen) == 1
    assert first[0] == first[1]
    assert Path("1.html").read_bytes() == Path("2.html").read_bytes()
    assert check("a.txt", "--format", "json").stdout != first[0]
    assert check(*options, "--no-cache", "--format", "json").stdout == first[0]
    assert len(seen) == 2
    write("r.txt", TARGET)
    assert report(check(*options, "--format", "json"))[0]["reference"]["bleu"]["score"] == pytest.approx(100)
    assert len(seen) == 3
    write("s.txt", SOURCE + "Es regnete.\n")
    check(*options)
    assert len(seen) == 4
    check(*options, "--do-not-translate", "Rat")
    assert len(seen) == 5
    Path("s.txt").rename("t.txt")
    assert (
        report(check("a.txt", "--source", "t.txt", "--reference", "r.txt", "--format", "json"))[0]["source"][
            "file"
        ]
        == "t.txt"
    )
    assert len(seen) == 5, "its name changes nothing"
    Path("t.txt").unlink()
    write("de/b.txt", SOURCE)
    assert check("a.txt", "--source", "de").exit_code == 2, (
        "the article is in the cache, its source is not there"
    )


def test_workers_read_pairs_as_this_process_does() -> None:
    for name in ("a", "b"):
        write(f"en/{name}.txt", TARGET)
        write(f"ref/{name}.txt", TARGET.replace("council", name))
    shutil.copy(PAIR / "ferry-notice.xlf", "en/c.xlf")
    alone, together = (
        check("en", "--reference", "ref", "--no-cache", "-j", jobs, "--format", "json") for jobs in ("1", "2")
    )
    assert alone.stdout == together.stdout


TRAM = ["--source", str(PAIR / "tram-line.de.txt")]


def found(result: Result) -> set[str]:
    return {finding["text"] for finding in report(result)[0]["findings"] if finding["rule"].startswith("MT6")}


def test_a_real_pair_has_its_wrong_number_found() -> None:
    result = check(str(PAIR / "tram-line.txt"), *TRAM, "--format", "json")
    (article,) = report(result)
    assert found(result) >= {"96.5 billion"}
    assert article["source"]["language"] == "de"
    assert article["problems"] == []
    assert len(article["source"]["links"]) >= 10
    assert found(check(str(PAIR / "tram-line.reference.txt"), *TRAM, "--format", "json")) == set()
    assert not found(check(str(PAIR / "tram-line.txt"), *TRAM, "--ignore", "MT6", "--format", "json"))
    assert not found(check(str(PAIR / "tram-line.txt"), "--format", "json"))


def test_an_xliff_is_compared_with_the_source_it_holds() -> None:
    result = check(str(PAIR / "ferry-notice.xlf"), "--format", "json")
    (article,) = report(result)
    assert [(one["rule"], one["line"], one["text"]) for one in article["findings"]] == [("MT603", 2, "3,200")]


def test_the_source_of_another_article_is_no_source() -> None:
    other = (
        "Die Ernte fiel schlecht aus, weil es im Frühjahr kaum geregnet hatte. Bauern hoffen auf Hilfe. " * 6
    )
    write("other.txt", other)
    result = check(str(PAIR / "tram-line.txt"), "--source", "other.txt", "--format", "json")
    assert result.exit_code == 2
    assert "does not look like the source" in report(result)[0]["problems"][0]


def test_decisions_hold_for_findings_beside_the_source_and_are_not_stale_without_it() -> None:
    shutil.copy(PAIR / "tram-line.txt", "a.md")
    assert check("a.md", *TRAM, "--baseline", "b.json", "--write-baseline").exit_code == 0
    known = check("a.md", *TRAM, "--baseline", "b.json", "--format", "json")
    assert not found(known)
    assert {one["by"] for one in report(known)[0]["suppressed"]} == {"baseline"}
    without = check("a.md", "--baseline", "b.json", "--format", "json")
    assert not [one for one in report(without)[0]["findings"] if one["rule"] == "MT903"]
    text = (
        Path("a.md")
        .read_text("utf-8")
        .replace("The line was", "\n<!-- mtcheck: ignore-next MT603 -- so it was -->\n\nThe line was")
    )
    write("a.md", text)
    result = check("a.md", *TRAM, "--format", "json")
    assert "96.5 billion" not in found(result)
    assert [one["by"] for one in report(result)[0]["suppressed"]] == ["inline"]
    assert not [
        one for one in report(check("a.md", "--format", "json"))[0]["findings"] if one["rule"] == "MT902"
    ]


def test_fixes_are_applied_and_the_pair_is_compared_after_them() -> None:
    write(
        "a.txt",
        (PAIR / "tram-line.txt")
        .read_text("utf-8")
        .replace("at the end of the year.", "at the the end of the year ."),
    )
    result = check("a.txt", *TRAM, "--fix", "--format", "json")
    assert "at the end of the year." in Path("a.txt").read_text("utf-8")
    assert "96.5 billion" in found(result)


def test_the_cache_and_workers_change_no_byte_of_a_real_pair(tmp_path: Path) -> None:
    shutil.copytree(PAIR, "p")
    options = ["p", "--source", "p", "--reference", str(PAIR), "--format", "html"]
    Path("p/ferry-notice.xlf").unlink()
    Path("p/tram-line.reference.txt").unlink()
    pages = [check(*options, *more).stdout for more in ([], [], ["--no-cache"], ["-j", "2", "--no-cache"])]
    assert len(set(pages)) == 1
    assert "no source was given" not in pages[0]


def test_no_report_replaces_a_source_or_a_reference() -> None:
    write("a.txt", TARGET)
    write("s.txt", SOURCE)
    write("r.txt", TARGET)
    result = check("a.txt", "--source", "s.txt", "--reference", "r.txt", "-o", "s.txt", "-o", "text=r.txt")
    assert result.exit_code == 2
    assert (Path("s.txt").read_text("utf-8"), Path("r.txt").read_text("utf-8")) == (SOURCE, TARGET)
