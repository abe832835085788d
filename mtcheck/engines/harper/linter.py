"""The process's one Harper linter: built in the background, used by one thread at a time.

Building it takes half a second (its dictionary), so it is built once a process. It is not thread-safe.
Harper releases the GIL while it builds and while it lints.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from mtcheck.engines.interface import EngineError, EngineUnavailableError
from mtcheck.startup import loading

if TYPE_CHECKING:
    import harper

_LOG = logging.getLogger(__name__)

#: Whether a lint runs, by its name; None leaves it to Harper.
LintConfig = dict[str, "bool | None"]


class SharedLinter:
    """A `harper.Linter` that many threads use in turn."""

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._linter: harper.Linter | None = None
        self._error: Exception | None = None
        self._in_use = threading.Lock()
        self._config: LintConfig | None = None

    def start(self) -> None:
        """Begin to build the linter, in the background, unless that has begun."""
        with self._starting:
            if self._thread is None:
                # No daemon: native code that runs on while the process ends may abort it.
                self._thread = threading.Thread(target=self._build, name="harper-dictionary")
                self._thread.start()

    def lint_names(self) -> list[str]:
        """The names of all lints of this version of Harper. Raises as `lint` does."""
        linter = self._built()
        with self._in_use, _reported():
            return list(linter.get_lint_config())

    def lint(self, text: str, config: LintConfig) -> dict[str, list[harper.Lint]]:
        """The lints in `text`, by name.

        The linter is configured anew only where `config` is another object than last time. Raises
        EngineUnavailableError where Harper cannot be loaded, EngineError where it fails on the text.
        """
        linter = self._built()
        import harper

        with self._in_use, _reported():
            if self._config is not config:
                linter.set_lint_config(config)
                self._config = config
            return linter.organized_lints(text, language=harper.Language.PLAINTEXT, dedup=False)

    def _built(self) -> harper.Linter:
        self.start()
        assert self._thread is not None
        if self._thread.is_alive():
            with loading():
                self._thread.join()
        if self._linter is None:
            raise EngineUnavailableError(
                f"Harper could not be loaded ({self._error}); pip install --force-reinstall harper-py"
            )
        return self._linter

    def _build(self) -> None:
        from importlib.metadata import version

        began = time.perf_counter()
        try:
            import harper

            self._linter = harper.Linter()
            _release_free_memory()
        except Exception as error:  # a broken package, or another one of this name, may raise anything
            self._error = error
            _LOG.debug("Harper could not be loaded", exc_info=True)
        else:
            if _LOG.isEnabledFor(logging.DEBUG):
                seconds = time.perf_counter() - began
                _LOG.debug("harper-py %s loaded its dictionary in %.2f s", version("harper-py"), seconds)


def _release_free_memory() -> None:
    """Have the C library return the memory that building the dictionary has left free, some 35 MB.

    Only glibc can be asked; musl and macOS have no `malloc_trim`, and Windows has no library called None.
    """
    import ctypes

    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def _reported() -> Iterator[None]:
    """Turn whatever Harper raises into an EngineError, Rust's panics included."""
    try:
        yield
    except BaseException as error:  # PyO3’s PanicException is no subclass of Exception
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise EngineError(f"Harper failed on this text ({type(error).__name__}: {error})") from error
        raise
