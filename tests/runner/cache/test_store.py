"""The cache's folder: what is whole comes back, everything else is not there, nothing else is touched."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtcheck.runner.cache.store import DAYS, NAME, Cache, default_folder

KEY, OTHER = "a" * 64, "b" * 64


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def entry(folder: Path) -> Path:
    (path,) = (path for path in files(folder) if len(path.name) == 62)
    return path


def test_what_was_put_is_got_also_by_another_run(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.get(KEY) is None
    cache.put(KEY, b"content")
    assert Cache(tmp_path).get(KEY) == b"content"
    assert Cache(tmp_path).get(OTHER) is None
    cache.put(KEY, b"")
    assert cache.get(KEY) == b""
    assert cache.trouble is None


@given(st.binary(min_size=1, max_size=60), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_what_was_damaged_is_not_there(tmp_path: Path, content: bytes, data: st.DataObject) -> None:
    folder = tmp_path / hashlib.sha256(content).hexdigest()[:8]
    cache = Cache(folder)
    cache.put(KEY, content)
    path = entry(folder)
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    flipped = bytes([*whole[:at], whole[at] ^ data.draw(st.integers(1, 255)), *whole[at + 1 :]])
    for damaged in (whole[:at], flipped, whole + b"x", b""):
        path.write_bytes(damaged)
        assert cache.get(KEY) is None
    path.unlink()


def test_an_entry_under_another_name_is_not_there(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, b"content")
    target = tmp_path / NAME / "1" / "bb" / ("b" * 62)
    target.parent.mkdir()
    entry(tmp_path).rename(target)
    assert cache.get(OTHER) is None


def test_a_key_is_never_a_path_elsewhere(tmp_path: Path) -> None:
    for key in ("", "../../etc/passwd", "A" * 64, "a" * 63):
        with pytest.raises(ValueError, match="no key"):
            Cache(tmp_path).get(key)


def test_many_that_write_the_same_leave_one_whole_entry(tmp_path: Path) -> None:
    content = b"x" * 200_000
    seen: list[bytes | None] = []

    def write() -> None:
        for _ in range(20):
            Cache(tmp_path).put(KEY, content)
            seen.append(Cache(tmp_path).get(KEY))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(seen) == {content}
    assert not [path for path in files(tmp_path) if path.suffix == ".part"]


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_the_folder_is_nobody_elses_business_and_no_back_up_s(tmp_path: Path) -> None:
    Cache(tmp_path / "new").put(KEY, b"content")
    folder = tmp_path / "new" / NAME
    assert folder.stat().st_mode & 0o077 == 0
    assert (
        (folder / "CACHEDIR.TAG").read_text("utf-8").startswith("Signature: 8a477f597d28d172789f06886806bc55")
    )
    assert (folder / ".gitignore").read_text("utf-8") == "*\n"


def test_a_folder_that_cannot_be_written_is_said_and_raises_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    cache = Cache(tmp_path / "file")
    cache.put(KEY, b"content")
    assert cache.trouble
    assert cache.get(KEY) is None
    cache.prune()


def test_what_is_old_goes_and_what_is_used_stays(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, b"old")
    path = entry(tmp_path)
    old = time.time() - (DAYS + 1) * 24 * 3600
    os.utime(path, (old, old))
    assert cache.get(KEY) == b"old", "used again today"
    cache.prune()
    assert cache.get(KEY) == b"old"
    os.utime(path, (old, old))
    cache.prune()
    assert cache.get(KEY) is not None, "once a day is enough"
    os.utime(path, (old, old))
    os.utime(tmp_path / NAME / "pruned", (old, old))
    Cache(tmp_path).prune()
    assert path.exists(), "a run that wrote nothing removes nothing"
    cache.prune()
    assert not path.exists()
    assert (tmp_path / NAME / "CACHEDIR.TAG").exists()


def test_beyond_its_size_what_was_unused_longest_goes(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most=2500)
    for number, key in enumerate(("a" * 64, "b" * 64, "c" * 64)):
        cache.put(key, b"x" * 1000)
        path = tmp_path / NAME / "1" / key[:2] / key[2:]
        os.utime(path, (time.time() - 3600 * number, time.time() - 3600 * number))
    cache.prune()
    assert [cache.get(key) is not None for key in ("a" * 64, "b" * 64, "c" * 64)] == [True, True, False]


def test_cleaning_removes_the_cache_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("mine", "utf-8")
    cache = Cache(tmp_path)
    assert cache.clean() == 0
    cache.put(KEY, b"content")
    assert cache.clean() > 0
    assert files(tmp_path) == [tmp_path / "articles" / "a.txt"]
    cache.put(KEY, b"content")
    assert cache.get(KEY) == b"content"


@pytest.mark.skipif(sys.platform != "linux", reason="the variable is the XDG specification's")
def test_the_folder_is_where_the_user_keeps_caches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "mtcheck"
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert (tmp_path / "home") in default_folder().parents
