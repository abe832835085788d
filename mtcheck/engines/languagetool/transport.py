"""One question to a LanguageTool server over HTTP, with one deadline and one limit for the answer.

The wrapper's own way follows redirects, which would carry the article to a host that nobody named, waits anew
after each byte, and takes answers of any size. Only `client.py` imports this module, which loads `requests`.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests

from mtcheck.engines.interface import EngineError, EngineTimeoutError

#: The most that an answer may have, in bytes.
MAX_BYTES = 32_000_000
_PIECE = 1 << 16
_RATE_LIMITED = 426


def ask_server(
    url: str,
    form: Mapping[str, str] | None,
    *,
    is_post: bool,
    proxies: Mapping[str, str] | None,
    seconds: float,
) -> Any:
    """The server's answer, which is JSON. form: what is asked. seconds: for all of the answer.

    Raises EngineError.
    """
    exchange = _Exchange(url, form, is_post, proxies, seconds)
    exchange.start()
    exchange.join(seconds)
    if exchange.is_alive():
        raise EngineTimeoutError(f"LanguageTool did not answer within {seconds:.0f} seconds.")
    if exchange.error is not None:
        raise exchange.error
    return _parse(exchange.status, exchange.body)


class _Exchange(threading.Thread):
    """A request and its answer, in a thread: a server that drips a byte a second never hits the time limit
    of a socket.
    """

    def __init__(
        self,
        url: str,
        form: Mapping[str, str] | None,
        is_post: bool,
        proxies: Mapping[str, str] | None,
        seconds: float,
    ) -> None:
        super().__init__(name="languagetool-request", daemon=True)
        self._url, self._form, self._is_post = url, form, is_post
        self._proxies, self._seconds = proxies, seconds
        self.status = 0
        self.body = b""
        self.error: EngineError | None = None

    def run(self) -> None:
        try:
            self._exchange()
        except EngineError as error:
            self.error = error
        except Exception as error:  # of requests, urllib3, http.client: there are many kinds
            reason = " ".join(str(error).split())[:300] or type(error).__name__
            self.error = EngineError(f"LanguageTool did not answer properly: {reason}")

    def _exchange(self) -> None:
        place = {"data": self._form} if self._is_post else {"params": self._form}
        answer = requests.request(
            "POST" if self._is_post else "GET",
            self._url,
            **place,  # type: ignore[arg-type]
            headers={"Accept-Encoding": "identity"},
            proxies=dict(self._proxies) if self._proxies is not None else None,
            timeout=self._seconds,
            allow_redirects=False,
            stream=True,
        )
        with answer:
            if "location" in answer.headers:
                raise EngineError(_describe_redirect(self._url, answer.headers["location"]))
            if answer.headers.get("content-encoding", "identity").lower() != "identity":
                raise EngineError("LanguageTool's answer is compressed, which was not asked for.")
            self.status = answer.status_code
            self.body = _read(answer)


def _read(answer: requests.Response) -> bytes:
    pieces = []
    size = 0
    while piece := answer.raw.read(_PIECE, decode_content=False):
        size += len(piece)
        if size > MAX_BYTES:
            raise EngineError(f"LanguageTool's answer has more than {MAX_BYTES // 1_000_000} MB.")
        pieces.append(piece)
    return b"".join(pieces)


def _describe_redirect(url: str, location: str) -> str:
    host = urlsplit(location).hostname or urlsplit(url).hostname
    return (
        f"LanguageTool's address {urlsplit(url).netloc} redirects to {host}, where nothing was sent. "
        "If that is the server you mean, give its own address."
    )


def _parse(status: int, body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        pass
    if status == _RATE_LIMITED:
        raise EngineError("LanguageTool's rate limit is exceeded; try again later, or run your own server.")
    text = " ".join(body[:2000].decode("utf-8", "replace").split())[:300]
    raise EngineError(f"LanguageTool did not answer properly: {text or f'HTTP status {status}'}")
