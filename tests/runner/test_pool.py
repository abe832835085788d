"""The pool: every task has an end, whatever its worker does, and no process is left."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from mtcheck.runner.pool import Died, Done, NoWorkerError, Pool, Step

Handle = Callable[[Any, Callable[[int], None]], Any]


@pytest.fixture(autouse=True)
def no_worker_is_left() -> Iterator[None]:
    yield
    assert not active_children()


def doubling(setup: int, news: Any) -> Handle:
    """Doubles numbers; tells its step; dies of 13, and of 0 before it has told anything."""

    def double(number: int, tell: Callable[[int], None]) -> int:
        if number == 0:
            os._exit(setup)
        tell(number)
        if number == 13:
            os._exit(setup)
        return 2 * number

    return double


def never_ready(setup: int, news: Any) -> Handle:
    os._exit(setup)


def ready_the_second_time(setup: str, news: Any) -> Handle:
    if not Path(setup).exists():
        Path(setup).touch()
        os._exit(1)
    return lambda number, tell: number


def repeating_news(setup: None, news: Any) -> Handle:
    told = news.recv()
    return lambda number, tell: f"{told} {number}"


def run(
    prepare: Any, tasks: list[Any], *, setup: Any = 7, number: int = 2, replaces_dead: bool = True
) -> list[Any]:
    waiting = deque(tasks)
    with Pool[Any, Any, Any](number, prepare, setup, name="test-pool", replaces_dead=replaces_dead) as pool:
        return list(pool.run(lambda: waiting.popleft() if waiting else None))


def test_tasks_are_done_and_their_steps_told() -> None:
    events = run(doubling, [1, 2, 3, 4, 5])
    assert sorted(event.result for event in events if isinstance(event, Done)) == [2, 4, 6, 8, 10]
    assert sorted(event.step for event in events if isinstance(event, Step)) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("replaces_dead", [True, False])
def test_a_worker_that_dies_costs_its_task_only(replaces_dead: bool) -> None:
    events = run(doubling, [1, 13, 0, 2, 3], replaces_dead=replaces_dead)
    assert sorted(event.task for event in events if isinstance(event, Done)) == [1, 2, 3]
    died = {event.task: event for event in events if isinstance(event, Died)}
    assert died.keys() == {0, 13}
    assert (died[13].step, died[0].step) == (13, None)
    assert died[13].how == "ended with exit status 7"


def test_a_task_may_be_given_again() -> None:
    waiting = deque([13, 1])
    died = 0
    with Pool[int, int, int](1, doubling, 7, name="test-pool", replaces_dead=True) as pool:
        for event in pool.run(lambda: waiting.popleft() if waiting else None):
            if isinstance(event, Died):
                died += 1
                waiting.append(12)  # of which nothing dies
    assert died == 1


def test_workers_that_never_get_ready_are_given_up() -> None:
    with pytest.raises(NoWorkerError, match="ended with exit status 7"):
        run(never_ready, [1, 2, 3, 4])


def test_a_task_that_was_not_begun_goes_to_another_worker(tmp_path: Path) -> None:
    events = run(ready_the_second_time, [5], setup=str(tmp_path / "tried"), number=1)
    assert events == [Done(5, 5)]


def test_news_reach_workers_that_come_later() -> None:
    waiting = deque(["a", "b"])
    with Pool[None, str, str](2, repeating_news, None, name="test-pool", replaces_dead=True) as pool:
        pool.tell("hello")
        events = list(pool.run(lambda: waiting.popleft() if waiting else None))
    assert sorted(event.result for event in events if isinstance(event, Done)) == ["hello a", "hello b"]


def test_no_more_workers_than_tasks() -> None:
    with Pool[int, int, int](8, doubling, 7, name="test-pool", replaces_dead=True) as pool:
        waiting = deque([1])
        for _ in pool.run(lambda: waiting.popleft() if waiting else None):
            assert len(active_children()) == 1


def test_a_pool_that_is_left_early_ends_its_workers() -> None:
    began = time.monotonic()
    with Pool[int, int, int](1, doubling, 7, name="test-pool", replaces_dead=True) as pool:
        next(iter(pool.run(lambda: 1)))
    assert time.monotonic() - began < 20
