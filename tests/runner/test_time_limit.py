"""The clock of an article: it starts again for each, and stands still for what loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtcheck import startup
from mtcheck.runner import time_limit
from mtcheck.runner.article import Article
from mtcheck.runner.time_limit import Clock, describe_limit, limit_for_bytes, limit_for_words


class Time:
    now = 100.0


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    time = Time()
    monkeypatch.setattr(time_limit.time, "monotonic", lambda: time.now)
    return time


@pytest.mark.parametrize(
    ("words", "timeout", "seconds"),
    [
        (0, None, 60),
        (10_000, None, 60),
        (10_001, None, 120),
        (95_000, None, 600),
        (95_000, 1.5, 1.5),
        (95_000, 0, None),
        (95_000, 0.0, None),
    ],
)
def test_the_limit_grows_with_the_article_unless_it_is_set(
    words: int, timeout: float | None, seconds: float | None
) -> None:
    assert limit_for_words(words, timeout) == seconds


def test_before_an_article_is_read_its_bytes_tell_how_long_it_may_take(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("word " * 30_000, "utf-8")
    assert limit_for_bytes(Article.at(path).size, None) == 180
    assert limit_for_bytes(Article.at(tmp_path / "missing.txt").size, None) == 60
    assert limit_for_bytes(Article("<stdin>", data=b"x" * 600_000).size, None) == 600


def test_what_is_said() -> None:
    assert describe_limit(1.0) == "it took longer than 1 second to check; --timeout N gives it longer"
    assert "longer than 0.5 seconds" in describe_limit(0.5)
    assert "longer than 600 seconds" in describe_limit(600.0)


def test_each_article_has_its_own_time(time: Time) -> None:
    armed: list[float | None] = []
    clock = Clock(armed.append)
    for _ in range(2):
        with clock.running(10.0):
            time.now += 4
            clock.allow(20.0)
            time.now += 100
    assert armed == [10.0, 16.0, None] * 2


def test_the_clock_stands_still_for_what_loads(time: Time) -> None:
    armed: list[float | None] = []
    clock = Clock(armed.append)
    with clock.running(10.0):
        time.now += 3
        with startup.loading(), startup.loading():
            time.now += 1000
            clock.allow(12.0)
        time.now += 1
        with startup.loading():
            time.now += 1000
    assert armed == [10.0, 180.0, 180.0, 9.0, 180.0, 8.0, None]  # three minutes for what never ends
    with startup.loading():
        pass  # no clock is running
    assert len(armed) == 7


def test_what_comes_before_an_article_may_take_longer(time: Time) -> None:
    armed: list[float | None] = []
    clock = Clock(armed.append)
    with clock.running(1.0):
        with clock.extended(3.0):
            time.now += 2
        time.now += 0.5
        clock.allow(1.5)
    assert armed == [1.0, 4.0, 1.0, 1.0, None]


def test_no_limit(time: Time) -> None:
    armed: list[float | None] = []
    clock = Clock(armed.append)
    with clock.running(None), clock.extended(3.0), startup.loading():
        time.now += 1000
    assert set(armed) == {None}


def test_time_that_is_up_is_told_at_once(time: Time) -> None:
    armed: list[float | None] = []
    clock = Clock(armed.append)
    with clock.running(100.0):
        time.now += 80
        clock.allow(60.0)
    assert armed == [100.0, pytest.approx(0.001), None]
