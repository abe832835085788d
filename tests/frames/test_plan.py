from __future__ import annotations

import os
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from frame_rows import ALONE

import mtcheck
from mtcheck import Settings
from mtcheck.frames.plan import Plan, session_for, without_idle_engines
from mtcheck.readers.plain import plain_document


@pytest.mark.parametrize(
    ("given", "left_out"),
    [
        (Settings(), ("languagetool",)),
        (Settings(no_engine=("harper",)), ("harper", "languagetool")),
        (Settings(require_engine=("languagetool",)), ()),
        (Settings(languagetool_url="http://localhost:8081"), ()),
        (ALONE, ALONE.no_engine),
    ],
)
def test_languagetool_is_left_out_unless_somebody_asked_for_it(
    given: Settings, left_out: tuple[str, ...]
) -> None:
    assert without_idle_engines(given).no_engine == left_out


def test_a_plan_travels_and_the_checkers_of_a_process_stay() -> None:
    plan = Plan.of(ALONE)
    again = pickle.loads(pickle.dumps(plan))
    assert again == plan
    others = Plan.of(Settings(no_engine=("harper",), model=False))
    document = plain_document("They do not know.", "a")
    session_for(plan).check_document(document)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mtcheck.runner.checkers.Checker", None)  # no other is made
        for same in (plan, again, others):
            assert session_for(same).check_document(document).complete


def test_a_package_that_was_not_unpacked_is_said_to_be_so(tmp_path: Path) -> None:
    root = Path(mtcheck.__file__).parent
    packed = tmp_path / "mtcheck.zip"
    with zipfile.ZipFile(packed, "w") as file:
        for path in root.rglob("*.py"):
            file.write(path, path.relative_to(root.parent))
    code = (
        "import pandas, mtcheck; from mtcheck.frames import check_frame\n"
        "settings = mtcheck.Settings(no_engine=('harper',), model=False)\n"
        "check_frame(pandas.DataFrame({'id': ['a'], 'text': ['b']}), settings)"
    )
    environment = {**os.environ, "PYTHONPATH": str(packed)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "from inside a ZIP file" in done.stderr
    assert "--archives" in done.stderr
