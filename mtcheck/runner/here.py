"""Articles analysed in this process, one after another: where there are few, workers would take longer to
start.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from mtcheck.checker import Checker
from mtcheck.runner.analyse import Failed, Outcome, analyse, load_model
from mtcheck.runner.article import Article
from mtcheck.runner.time_limit import describe_limit
from mtcheck.runner.watchdog import interrupting_clock
from mtcheck.settings.wanted import wants_model

#: Called with the index of an article and what came of it.
Note = Callable[[int, Outcome], None]


def analyse_here(
    cases: Sequence[tuple[Article, Checker]],
    note: Note,
    when_stuck: Callable[[Callable[[], None]], None] | None = None,
) -> None:
    """Analyse the articles, each with the checker that decides on it, in this thread.

    when_stuck: called in another thread where an article is over its time and cannot be interrupted. It is
    given what notes the others, which a worker analyses; afterwards it has to end the process. None waits for
    such an article.
    """
    index = 0

    def go_on() -> None:
        from mtcheck.runner.workers import analyse_in_workers

        note(index, Failed(describe_limit(clock.limit or 0.0)))
        first = index + 1
        for number, outcome in analyse_in_workers(cases[first:], 1):
            note(first + number, outcome)

    call = None if when_stuck is None else lambda: when_stuck(go_on)
    with interrupting_clock(call) as clock:
        _start([checker for _, checker in cases])
        for index, (article, checker) in enumerate(cases):
            note(index, analyse(article, checker, clock))


def _start(checkers: Sequence[Checker]) -> None:
    """Let engines and model load in the background."""
    for checker in dict.fromkeys(checkers):
        checker.start()
    if any(wants_model(checker.settings) for checker in checkers):
        # No daemon: ONNX Runtime aborts the process where it ends while a network is being loaded.
        threading.Thread(target=load_model, name="garble-model").start()
