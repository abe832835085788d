"""What a command must not import, so that it starts quickly: imports are asserted, not times."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "fixtures" / "trump-putin-call.txt"
#: Libraries that take a tenth of a second and more, or hold much memory.
LIBRARIES = frozenset(
    "pandas numpy pyarrow onnxruntime tokenizers harper lxml docx markdown_it jinja2 requests sacrebleu "
    "language_tool_python snowballstemmer pyspark dask ftfy regex platformdirs sqlite3 asyncio ssl ctypes "
    "multiprocessing concurrent.futures unittest http.client xml.dom xml.etree importlib.metadata".split()
)
#: Of our own: what a check without a source, without the model and to the terminal does not need.
SOURCE = frozenset({"mtcheck.bilingual", "mtcheck.rules.source.mt601_same_as_source"})
JSON = frozenset({"mtcheck.reports.json"})
UNUSED = (
    SOURCE
    | JSON
    | frozenset(
        "mtcheck.archive mtcheck.compare mtcheck.frames mtcheck.garble.model mtcheck.reports.html "
        "mtcheck.engines.languagetool.server mtcheck.engines.harper.linter".split()
    )
)
#: What only checking needs.
CHECKING = frozenset(
    "mtcheck.checker mtcheck.runner mtcheck.decisions mtcheck.settings mtcheck.rules mtcheck.readers "
    "mtcheck.text.document msgspec sentencex importlib.resources zipfile tempfile subprocess tomllib "
    "difflib".split()
)
CHECK = "check {sample} --no-model --no-engine harper --no-engine languagetool --no-cache"
HEAVY = {
    "--version": LIBRARIES | UNUSED | CHECKING,
    "rules": LIBRARIES | UNUSED - SOURCE,
    "explain MT505": LIBRARIES | UNUSED - SOURCE,
    CHECK: LIBRARIES | UNUSED | {"zipfile", "subprocess"},
    f"{CHECK} --format csv": LIBRARIES | UNUSED,
    f"{CHECK} --format json": LIBRARIES | UNUSED - JSON,
}


@pytest.mark.parametrize(("command", "heavy"), HEAVY.items(), ids=HEAVY)
def test_nothing_heavy_is_imported(command: str, heavy: frozenset[str]) -> None:
    arguments = [word.format(sample=SAMPLE) for word in command.split()]
    code = (
        "import json, sys\nfrom mtcheck.cli.main import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout
    assert not heavy & set(json.loads(done.stderr.splitlines()[-1]))
