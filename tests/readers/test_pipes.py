"""Tests of reading named pipes, in real ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mtcheck.readers import ReadError, load, pipes

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    os.mkfifo(path)
    return path


def test_a_pipe_that_nobody_writes_into_is_an_error(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipes, "PATIENCE", 0.05)
    with pytest.raises(ReadError, match="nobody writes into this named pipe"):
        load(pipe)


@pytest.mark.parametrize("times", [1, 20_000])
def test_a_writer_that_begins_late_and_pauses_is_read_to_its_end(pipe: Path, times: int) -> None:
    program = (
        "import sys, time; time.sleep(.1); file = open(sys.argv[1], 'w'); time.sleep(.1)\n"
        "for _ in range(2): file.write('The council met. ' * int(sys.argv[2])); file.flush(); time.sleep(.1)"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(pipe), str(times)]):
        assert load(pipe).decode() == "The council met. " * times * 2


def test_endless_writing_is_read_to_the_limit(pipe: Path) -> None:
    with subprocess.Popen(["/bin/sh", "-c", f"exec yes > '{pipe}'"]) as endless:
        assert len(load(pipe, max_bytes=300_000)) == 300_001
        endless.terminate()
