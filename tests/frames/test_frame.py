from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from frame_rows import ALONE, CLEAN, DAMAGED, GERMAN
from hypothesis import given, settings
from hypothesis import strategies as st

import mtcheck
from mtcheck import Settings
from mtcheck.findings.rows import COLUMNS
from mtcheck.frames import ARTICLES, FINDINGS, ColumnError, check_frame
from mtcheck.frames.cells import is_null
from mtcheck.settings import load

SCORES = ["score", "interval_low", "interval_high", "penalty_per_1000", "estimate"]


def of(texts: list[Any], ids: Any = None) -> pd.DataFrame:
    return pd.DataFrame(
        {"id": range(len(texts)) if ids is None else ids, "text": pd.Series(texts, dtype=object)}
    )


def test_an_article_has_the_figures_of_its_report_and_its_findings_the_cells_of_the_csv() -> None:
    articles, findings = check_frame(of([CLEAN, DAMAGED]), ALONE)
    report = mtcheck.check_text(DAMAGED, ALONE)
    row = articles.iloc[1]
    assert (row["score"], row["penalty_per_1000"], row["words"]) == (
        report.score,
        report.penalty_per_1000,
        report.words,
    )
    assert (row["interval_low"], row["interval_high"]) == report.interval
    assert articles["passed"].tolist() == [True, report.passed]
    assert articles["error"].isna().all()
    assert list(findings["id"]) == [1, 1]
    pd.testing.assert_frame_equal(
        findings.drop(columns=["id", "signature"]),
        report.to_frame().drop(columns=["file", "signature"]),
        check_index_type=False,
    )


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (None, "null"),
        (float("nan"), "null"),
        (np.float32("nan"), "null"),
        (pd.NA, "null"),
        (pd.NaT, "null"),
        (b"The council met.", "bytes"),
        (12, "a number"),
        (True, "a number"),
        (np.int64(3), "a number"),
        (["The council met."], "type list"),
        (np.array(["a"]), "type ndarray"),
        ("", "empty"),
        (GERMAN, "German"),
        ("x" * 50_000_000, "50 MB; the limit is 20 MB"),
        ("é" * 15_000_000, "30 MB"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_cannot_be_checked_has_its_cause_and_harms_no_other_row(text: Any, cause: str) -> None:
    articles, findings = check_frame(of([DAMAGED, text, CLEAN]), ALONE)
    assert len(articles) == 3
    assert cause in articles["error"][1]
    assert articles.loc[1, SCORES].isna().all()
    assert articles["passed"].tolist() == [False, False, True] or articles["passed"].tolist() == [
        True,
        False,
        True,
    ]
    assert articles["error"].isna().tolist() == [True, False, True]
    assert (findings["id"] == 0).sum() == 2


def test_a_mistake_of_ours_costs_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    from mtcheck.frames import article

    plain = article.plain_document

    def fails(text: str, name: str) -> Any:
        if "two" in text:
            raise RecursionError("too deep")
        return plain(text, name)

    monkeypatch.setattr(article, "plain_document", fails)
    articles, _ = check_frame(of([CLEAN, "two", CLEAN]), ALONE)
    assert "RecursionError: too deep" in articles["error"][1]
    assert articles["passed"].tolist() == [True, False, True]


def test_what_was_checked_in_part_has_scores_and_an_error() -> None:
    unfinished = Settings(
        no_engine=("harper",),
        model=False,
        require_engine=("languagetool",),
        languagetool_url="http://127.0.0.1:9",
    )
    articles, _ = check_frame(of([CLEAN]), unfinished)
    assert articles["score"][0] == 100
    assert "languagetool" in articles["error"][0]
    assert not articles["passed"][0]


@pytest.mark.parametrize("texts", [[], [None], [CLEAN], [DAMAGED]])
def test_types_are_the_same_whatever_is_in_the_frame(texts: list[Any]) -> None:
    ids = pd.Series([f"a{number}" for number in range(len(texts))], dtype=object)
    articles, findings = check_frame(of(texts, ids), ALONE)
    assert {name: str(kind) for name, kind in articles.dtypes.items()} == ARTICLES
    assert {name: str(kind) for name, kind in findings.dtypes.items()} == FINDINGS
    assert list(FINDINGS) == ["id", *(name for name in COLUMNS if name != "file")]
    assert set(ARTICLES) & set(FINDINGS) == {"id"}  # what lets them travel in one table


@pytest.mark.parametrize(
    ("ids", "expected", "kind"),
    [
        (["a", "a", None], ["a", "a", None], "string"),
        ([3, 1, 1], [3, 1, 1], "Int64"),
        (pd.array([2**62 + 1, None, 1], dtype="Int64"), [2**62 + 1, None, 1], "Int64"),
        ([1.5, None, 2.0], [1.5, None, 2.0], "Float64"),
        (pd.Series([1, "b", None], dtype=object), ["1", "b", None], "string"),
        (pd.Series([b"x", "\ud800", 2], dtype=object), ["b'x'", "\ufffd", "2"], "string"),
        (np.array([2**63, 1, 2], dtype="uint64"), [str(2**63), "1", "2"], "string"),
    ],
)
def test_ids_may_be_repeated_or_null_and_rows_stay_in_order(ids: Any, expected: list[Any], kind: str) -> None:
    articles, findings = check_frame(of([DAMAGED] * 3, ids), ALONE)
    assert [None if is_null(id) else id for id in articles["id"]] == expected
    assert str(articles["id"].dtype) == str(findings["id"].dtype) == kind
    assert len(findings) == 6


def test_an_index_and_further_columns_make_no_difference() -> None:
    plain = of([CLEAN, DAMAGED])
    odd = plain.assign(other=1).set_axis(pd.MultiIndex.from_tuples([("b", 2), ("b", 2)]))
    for expected, table in zip(check_frame(plain, ALONE), check_frame(odd, ALONE), strict=True):
        pd.testing.assert_frame_equal(expected, table)


def test_half_a_character_is_no_reason_to_fail() -> None:
    articles, findings = check_frame(of(["He said \ud800 that the the road is open."]), ALONE)
    assert articles["error"].isna().all()
    assert "\ufffd" in findings["sentence"][0]


def test_markup_is_masked_where_the_format_says_so() -> None:
    page = "<p>The council met on Tuesday.</p><p>They do <b>not</b> not know <code>the the</code>.</p>"
    _, findings = check_frame(of([page]), ALONE, format="html")
    assert findings["rule"].tolist() == ["MT505"]
    with pytest.raises(ValueError, match="html"):
        check_frame(of([page]), ALONE, format="pdf")


def test_a_column_that_is_not_there_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(ColumnError, match=r"no column “text”.*did you mean “Text”"):
        check_frame(pd.DataFrame({"id": [1], "Text": [CLEAN]}), ALONE)
    with pytest.raises(ColumnError, match="no column “url”"):
        check_frame(of([CLEAN]), ALONE, id="url")
    with pytest.raises(ColumnError, match="more than once"):
        check_frame(pd.DataFrame([[1, CLEAN, CLEAN]], columns=["id", "text", "text"]), ALONE)
    with pytest.raises(TypeError, match="DataFrame"):
        check_frame([CLEAN], ALONE)  # type: ignore[arg-type]


def test_source_and_reference_are_columns_and_one_that_is_missing_is_said() -> None:
    rows = of([CLEAN, CLEAN, CLEAN]).assign(origin=[GERMAN, None, GERMAN], other=[CLEAN, CLEAN, None])
    articles, _ = check_frame(rows, ALONE, reference="other")
    assert articles["error"].isna().tolist() == [True, True, False]
    assert "reference: it is null" in articles["error"][2]
    assert articles["score"].notna().all()
    articles, _ = check_frame(rows, ALONE, source="origin")
    assert "source: it is null" in articles["error"][1]
    assert not articles["passed"][1]


def test_decisions_and_overrides_hold_by_id(tmp_path: Path) -> None:
    file = tmp_path / "mtcheck.toml"
    file.write_text(
        '[[suppress]]\nfile = "b"\nrule = "MT505"\nreason = "so"\n'
        '[[override]]\nfiles = ["c"]\nignore = ["MT505"]\n'
    )
    chosen = replace(load(file), no_engine=("harper", "languagetool"), model=False, root=None)
    _, findings = check_frame(of([DAMAGED] * 3, ["a", "b", "c"]), chosen)
    assert findings["id"].tolist() == ["a", "a"]


def test_languagetool_is_off_unless_it_is_asked_for() -> None:
    _, findings = check_frame(of([DAMAGED]), Settings(no_engine=("harper",), model=False))
    assert "engines:none" in findings["signature"][0]


def test_pandas_is_all_that_it_needs() -> None:
    code = (
        "import sys\n"
        "class Missing:\n"  # a None in sys.modules is what pandas 2 takes for PyArrow
        "    def find_spec(name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('pyarrow', 'pyspark', 'dask'): raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Missing)\n"
        "import pandas, mtcheck; from mtcheck.frames import check_frame\n"
        "s = mtcheck.Settings(no_engine=('harper', 'languagetool'), model=False)\n"
        "a, f = check_frame(pandas.DataFrame({'id': ['x'], 'text': ['They do not not know.']}), s)\n"
        "print(len(a), len(f))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "1"]


cells = st.one_of(
    st.none(), st.text(max_size=40), st.binary(max_size=5), st.integers(), st.floats(), st.just(DAMAGED)
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.one_of(st.none(), st.text(max_size=3)), cells), max_size=6), st.integers(0, 6))
def test_the_result_does_not_depend_on_how_the_frame_is_cut(made: list[tuple[Any, Any]], cut: int) -> None:
    whole = pd.DataFrame(
        {
            "id": pd.Series([id for id, _ in made], dtype=object),
            "text": pd.Series([text for _, text in made], dtype=object),
        }
    )
    together = check_frame(whole, ALONE)
    apart = [check_frame(part, ALONE) for part in (whole.iloc[:cut], whole.iloc[cut:])]
    assert len(together[0]) == len(made)
    for index in (0, 1):
        joined = pd.concat([tables[index] for tables in apart], ignore_index=True)
        pd.testing.assert_frame_equal(joined, together[index])
