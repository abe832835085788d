"""A LanguageTool server that says what a test wants: in this process or, as a script, in place of `java`."""

from __future__ import annotations

import json
import os
import sys
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Answer = Callable[[str], tuple[int, Any]]


def match(
    text: str, word: str, rule: str = "SOME_RULE", message: str = "Something is wrong here.", start: int = 0
) -> dict[str, Any]:
    """A match as the server writes it: UTF-16 units."""
    start = text.index(word, start)
    return {
        "message": message,
        "shortMessage": "",
        "replacements": [{"value": word.upper()}],
        "offset": utf16(text[:start]),
        "length": utf16(word),
        "context": {"text": text[:40], "offset": 0, "length": utf16(word)},
        "sentence": text,
        "type": {"typeName": "Other"},
        "rule": {
            "id": rule,
            "description": "",
            "issueType": "grammar",
            "category": {"id": "GRAMMAR", "name": "Grammar"},
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def result(
    *matches: dict[str, Any], incomplete: str | None = None, version: str = "6.8-fake"
) -> dict[str, Any]:
    warnings: dict[str, Any] = {"incompleteResults": incomplete is not None}
    if incomplete is not None:
        warnings["incompleteResultsReason"] = incomplete
    return {
        "software": {"name": "LanguageTool", "version": version, "apiVersion": 1},
        "warnings": warnings,
        "language": {"name": "English (US)", "code": "en-US"},
        "matches": list(matches),
    }


def nothing_wrong(text: str) -> tuple[int, Any]:
    return 200, result()


@dataclass(frozen=True)
class Raw:
    """An answer that is written by the function given, headers included."""

    write: Callable[[BaseHTTPRequestHandler], None]


class FakeLanguageTool(ThreadingHTTPServer):
    """`texts` keeps what was sent to be checked; `answer` makes status and body (a str is sent as it is)."""

    daemon_threads = True

    def __init__(self, answer: Answer = nothing_wrong, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.answer = answer
        self.texts: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: FakeLanguageTool

    def do_GET(self) -> None:
        if self.path == "/v2/healthcheck":
            self._send(200, "OK")
        elif self.path == "/v2/languages":
            self._send(200, [{"name": "English (US)", "code": "en", "longCode": "en-US"}])
        else:
            self._send(404, "Error: no such thing")

    def do_POST(self) -> None:
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8"))
        text = form["text"][0]
        self.server.texts.append(text)
        self._send(*self.server.answer(text))

    def _send(self, status: int, body: Any) -> None:
        if isinstance(body, Raw):
            body.write(self)
            return
        data = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def main(arguments: list[str]) -> None:
    """`java`, as far as we call it. FAKE_JAVA says how it behaves."""
    behaviour = os.environ["FAKE_JAVA"]
    if arguments == ["-version"]:
        print_version(behaviour)
        return
    starts = note_start()
    if behaviour == "exits":
        sys.exit("Error: Could not find or load main class org.languagetool.server.HTTPServer")
    if behaviour == "hangs":
        time.sleep(600)
    if behaviour.startswith("finds its port taken") and starts <= int(behaviour.split()[-1]):
        sys.exit(
            "LanguageTool HTTP server could not be started. "
            "Maybe something else is running on that port already?"
        )
    if behaviour == "starts slowly":
        time.sleep(1)
    server = FakeLanguageTool(obey, port=int(arguments[-1]))
    print("Server started", flush=True)
    server.serve_forever()


def print_version(behaviour: str) -> None:
    if behaviour == "hangs at once":
        time.sleep(600)
    version = "1.8.0_292" if behaviour == "is old" else "17.0.1"
    print(f'Picked up _JAVA_OPTIONS: -Dx=1\nopenjdk version "{version}" 2021-10-19', file=sys.stderr)


def note_start() -> int:
    """Leave the process id in the file FAKE_JAVA_PIDS. Returns how many are in it."""
    pids = Path(os.environ["FAKE_JAVA_PIDS"])
    with pids.open("a") as file:
        file.write(f"{os.getpid()}\n")
    return len(pids.read_text().splitlines())


def obey(text: str) -> tuple[int, Any]:
    """Find nothing wrong; but die, or wait, where the text says so."""
    if "die" in text:
        print("java.lang.IllegalStateException: a bug", flush=True)
        os._exit(7)
    if "wait" in text:
        time.sleep(600)
    return nothing_wrong(text)


if __name__ == "__main__":
    main(sys.argv[1:])
