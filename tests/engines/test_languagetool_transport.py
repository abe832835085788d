"""A server at an address may send the article on, never answer, or answer too much."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from click.testing import CliRunner
from fake_languagetool import FakeLanguageTool, Raw, match, result

from mtcheck.cli.main import main
from mtcheck.engines.interface import EngineError
from mtcheck.engines.languagetool import client as languagetool_client
from mtcheck.engines.languagetool import transport
from mtcheck.engines.languagetool.engine import LanguageTool
from mtcheck.text.document import Document

TEXT = "This is my text."
Serve = Callable[..., FakeLanguageTool]


def only_for_the_article(body: Any) -> Callable[[str], tuple[int, Any]]:
    """An answer for the article; the first text, which is ours, is answered properly."""
    return lambda text: (200, body if text == TEXT else result())


def redirect(target: str, status: int) -> Raw:
    def write(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Location", f"{target}/v2/check")
        handler.end_headers()

    return Raw(write)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_does_not_carry_the_article_to_another_host(serve: Serve, status: int) -> None:
    other = serve()
    server = serve(only_for_the_article(redirect(other.url.replace("127.0.0.1", "localhost"), status)))
    engine = LanguageTool(server.url)
    with pytest.raises(EngineError, match="redirects to localhost, where nothing was sent"):
        engine.check(Document(TEXT))
    assert other.texts == []


def test_a_redirect_is_status_two(serve: Serve, tmp_path: Any) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT)
    server = serve(only_for_the_article(redirect("http://localhost:9", 307)))
    options = ["--no-engine", "harper", "--no-model", "--languagetool-url", server.url]
    done = CliRunner().invoke(main, ["check", str(article), *options])
    assert done.exit_code == 2
    assert "redirects to localhost" in done.stdout + done.stderr


def never(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(5)


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(50):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(50):
        handler.wfile.write(b"H")
        handler.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize("write", [never, drip, drip_headers])
def test_an_answer_has_one_deadline(
    serve: Serve, write: Callable[[BaseHTTPRequestHandler], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = LanguageTool(serve(only_for_the_article(Raw(write))).url)
    engine.version()
    monkeypatch.setattr(languagetool_client.Client.check, "__defaults__", (0.5,))
    for _ in range(2):
        with pytest.raises(EngineError, match=r"did not answer within \d seconds"):
            engine.check(Document(TEXT))
    with pytest.raises(EngineError, match="is not asked any more"):
        engine.check(Document(TEXT))


def test_an_answer_has_a_size_limit(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "MAX_BYTES", 100_000)
    body = result(*[match(TEXT, "my")] * 1000)
    with pytest.raises(EngineError, match="answer has more than"):
        LanguageTool(serve(only_for_the_article(body)).url).check(Document(TEXT))


def test_an_answer_that_unpacks_to_more_is_refused(serve: Serve) -> None:
    def write(handler: BaseHTTPRequestHandler) -> None:
        data = gzip.compress(b" " * 50_000_000)
        handler.send_response(200)
        handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    with pytest.raises(EngineError, match="compressed"):
        LanguageTool(serve(only_for_the_article(Raw(write))).url).check(Document(TEXT))


@pytest.mark.parametrize(("offset", "length"), [(-5, 2), (500, 1), (4, -2)])
def test_a_match_outside_the_text_costs_languagetools_part_alone(
    serve: Serve, offset: int, length: int, tmp_path: Any
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("The mayor said that it would be happen soon.")
    wrong = {**match(TEXT, "my"), "offset": offset, "length": length}
    server = serve(lambda text: (200, result(wrong) if "mayor" in text else result()))
    options = ["--no-engine", "harper", "--no-model", "--languagetool-url", server.url]
    done = CliRunner().invoke(main, ["check", str(article), *options])
    assert done.exit_code == 2
    assert "MT501" in done.stdout
    assert "languagetool" in done.stdout
