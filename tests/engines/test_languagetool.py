"""The engine: what is sent, what is made of the answers, and what is expected when there is none."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from conftest import FakeJava
from fake_languagetool import Answer, FakeLanguageTool, match, result, utf16
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.engines.interface import Engine, EngineError
from mtcheck.engines.languagetool.address import server_address
from mtcheck.engines.languagetool.chunks import chunks, sendable
from mtcheck.engines.languagetool.engine import SUGGESTIONS, LanguageTool
from mtcheck.findings.finding import Suggestion
from mtcheck.text.document import Document
from mtcheck.text.masking import Mask

Serve = Callable[[Answer], FakeLanguageTool]


def check(server: FakeLanguageTool, document: Document) -> list[tuple[str, str]]:
    engine = LanguageTool(server.url)
    try:
        findings = engine.check(document)
    finally:
        engine.stop()
    for finding in findings:
        assert document.text[finding.start : finding.end] == finding.text
    return [(finding.rule, finding.text) for finding in findings]


def flag(*words: str) -> Answer:
    """A server that flags every occurrence of some words."""

    def answer(text: str) -> tuple[int, Any]:
        matches = []
        for word in words:
            start = text.find(word)
            while start >= 0:
                matches.append(match(text, word, start=start))
                start = text.find(word, start + 1)
        return 200, result(*sorted(matches, key=lambda match: match["offset"]))

    return answer


def test_it_is_an_engine() -> None:
    engine: Engine = LanguageTool()
    assert engine.name == "languagetool"


# What is sent, and where in the document it was.


def test_whole_paragraphs_are_sent_apart() -> None:
    document = Document("A headline\nThe first paragraph.\n\nThe second\r\n")
    (chunk,) = chunks(document)
    assert chunk.text == "A headline\n\nThe first paragraph.\n\nThe second"


def test_long_texts_are_cut_between_paragraphs_then_sentences_then_words() -> None:
    document = Document("One two three four.\n" * 3 + "Five six. Seven eight. Nine ten.\n" + "e" * 70)
    texts = [chunk.text for chunk in chunks(document, size=30)]
    assert all(len(text) <= 30 for text in texts)
    assert texts[:3] == ["One two three four."] * 3
    assert texts[3:5] == ["Five six. Seven eight.", "Nine ten."]
    assert "".join(texts[5:]) == "e" * 70


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab .\n\r😀é\ud800\ufffc", max_size=300), st.integers(min_value=5, max_value=60))
def test_every_place_in_a_chunk_is_a_place_in_the_document(text: str, size: int) -> None:
    document = Document(text)
    sent = ""
    for chunk in chunks(document, size):
        assert len(chunk.text) <= size
        assert len(sendable(chunk.text)) == len(chunk.text)
        sendable(chunk.text).encode("utf-8")
        for index, character in enumerate(chunk.text):
            if not character.isspace():
                assert document.slice(chunk.span(index, index + 1)) == character
                sent += character
    assert sent == "".join(document.prose.split())


def test_markup_is_not_sent_and_is_no_obstacle(serve: Serve) -> None:
    text = "It **be** &quot;bad&quot; to say so."
    masks = (Mask(3, 5, fill=""), Mask(7, 9, fill=""), Mask(10, 16, fill='"'), Mask(19, 25, fill='"'))
    server = serve(flag("It be", '"bad"'))
    assert check(server, Document(text, masks=masks)) == [
        ("GR-LT-SOME_RULE", "It **be"),
        ("GR-LT-SOME_RULE", "&quot;bad&quot;"),
    ]
    assert server.texts[-1] == 'It be "bad" to say so.'


def test_only_prose_is_sent_and_only_prose_is_flagged(serve: Serve) -> None:
    text = "Use bad_name here, and a bad word."
    server = serve(flag("bad", "here,"))
    masked = Document(text, masks=(Mask(4, 12, opaque=True),))
    assert check(server, masked) == [("GR-LT-SOME_RULE", "here,"), ("GR-LT-SOME_RULE", "bad")]
    assert "bad_name" not in server.texts[-1]
    reaching = Document("Use bad_name here.", masks=(Mask(4, 12, opaque=True),))
    assert check(serve(flag("\ufffc here")), reaching) == []


def test_findings_of_a_long_text_stand_where_they_belong(serve: Serve) -> None:
    text = "\n".join(f"😀 Paragraph {number} has a flaw, number {number}." for number in range(2000))
    document = Document(text)
    server = serve(flag("flaw"))
    assert len(check(server, document)) == 2000
    assert len(server.texts) > 5
    assert max(utf16(sent) for sent in server.texts) < 20_000


def test_a_match_becomes_a_finding(serve: Serve) -> None:
    def answer(text: str) -> tuple[int, Any]:
        if "seems" not in text:
            return 200, result()
        flagged = match(text, "seem", rule="HE_VERB_AGR", message="“He” wants “seems”.")
        flagged["replacements"] = [{"value": f"seems {number}"} for number in range(20)]
        return 200, result(flagged)

    engine = LanguageTool(serve(answer).url)
    (finding,) = engine.check(Document("He seem or seems."))
    engine.stop()
    assert finding.rule == "GR-LT-HE_VERB_AGR"
    assert finding.name == "he-verb-agr"
    assert finding.engine == "languagetool"
    assert finding.message == "“He” wants “seems”."
    assert finding.suggestions[0] == Suggestion("seems 0")
    assert len(finding.suggestions) == SUGGESTIONS
    assert 0 < finding.confidence < 1


# Emoji: the server counts in UTF-16 units.


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("😀 He go home.", "go"),
        ("😀😀😀 He 🎉 go 🎉 home 😀.", "go"),
        ("He go😀 home.", "go😀"),
        ("🎉 He g😀o🎉 home.", "g😀o🎉"),
        ("🎉🎉 a 😀😀", "😀😀"),
        ("👩‍👩‍👧‍👦 families is here", "is"),
        ("𝒜 mathematical 𝒜 letter", "𝒜 letter"),
    ],
)
def test_emoji_before_and_inside_a_match(serve: Serve, text: str, flagged: str) -> None:
    assert check(serve(flag(flagged)), Document(text)) == [("GR-LT-SOME_RULE", flagged)]


# Answers that are none.


def test_partial_results_are_an_error(serve: Serve) -> None:
    def answer(text: str) -> tuple[int, Any]:
        return 200, result(
            match(text, "text"),
            incomplete="Results are incomplete: the check took too long" if "my" in text else None,
        )

    with pytest.raises(
        EngineError,
        match=r"checked only a part of the text \(Results are incomplete: the check took too long\)",
    ):
        check(serve(answer), Document("This is my text."))


def test_the_wrapper_still_passes_the_whole_answer_by_us(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Partial results are seen in a method the wrapper does not promise; without it no text counts as
    checked.
    """
    from mtcheck.engines.languagetool import client as languagetool_client

    client = languagetool_client.Client(serve(lambda text: (200, result(version="6.8"))).url)
    assert client.check("Fine.") == []
    assert client.version == "6.8"
    monkeypatch.delattr(languagetool_client._Recorder, "_query_server")
    with pytest.raises(EngineError, match="no longer hands on"):
        client.check("Fine.")


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (400, "Error: 'text' is too long", "'text' is too long"),
        (413, "Error: Your text exceeds the limit of 20000 characters", "exceeds the limit"),
        (426, "Too many requests", "rate limit"),
        (500, "Error: Internal Error", "Internal Error"),
        (503, "", "did not answer properly"),
        (200, "<html>a proxy’s login page</html>", "login page"),
        (200, [], "cannot be read|not answer properly"),
        (200, {"matches": [{"no": "rule"}]}, "cannot be read|not answer properly"),
        (200, "null", "cannot be read|not answer properly"),
    ],
)
def test_answers_that_are_none(serve: Serve, status: int, body: Any, expected: str) -> None:
    def answer(text: str) -> tuple[int, Any]:
        return (status, body) if "my" in text else (200, result())

    with pytest.raises(EngineError, match=expected):
        check(serve(answer), Document("This is my text."))


def test_a_server_that_goes_away(serve: Serve) -> None:
    server = serve(flag())
    engine = LanguageTool(server.url)
    engine.check(Document("Fine."))
    server.shutdown()
    server.server_close()
    began = time.monotonic()
    with pytest.raises(EngineError, match=r"did not answer properly.*[Rr]efused"):
        engine.check(Document("Anyone?"))
    assert time.monotonic() - began < 5
    engine.stop()


# A server at a URL.


def test_a_server_at_a_url_tells_its_version_and_is_left_running(serve: Serve) -> None:
    server = serve(lambda text: (200, result(version="6.5")))
    for _ in range(2):
        engine = LanguageTool(server.url + "/v2/")
        engine.start()
        assert engine.version() == "6.5"
        engine.stop()
        engine.stop()


@pytest.mark.parametrize("url", ["http://127.0.0.1:{port}", "127.0.0.1:{port}"])
def test_a_server_that_cannot_be_reached(url: str) -> None:
    with socket.socket() as taken:  # bound and not listening: nobody else gets the port
        taken.bind(("127.0.0.1", 0))
        address = url.format(port=taken.getsockname()[1])
        engine = LanguageTool(address)
        with pytest.raises(
            EngineError, match=r"No LanguageTool server can be reached at http://127\.0\.0\.1:\d+ .*refused"
        ):
            engine.version()
        with pytest.raises(EngineError, match="No LanguageTool server can be reached"):
            engine.check(Document("Anyone?"))
        engine.stop()


@pytest.mark.parametrize(
    "url", ["", "http://", "ftp://host", "http://host:port", "file:///etc/passwd", "http://[::1"]
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(EngineError, match="is not the address of a LanguageTool server"):
        LanguageTool(url).check(Document("Anyone?"))


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("localhost:8081", "http://localhost:8081"),
        ("http://localhost:8081/", "http://localhost:8081"),
        ("http://localhost:8081/v2", "http://localhost:8081"),
        ("https://example.org/api/v2/", "https://example.org/api"),
        (" https://example.org/api ", "https://example.org/api"),
    ],
)
def test_addresses(given: str, address: str) -> None:
    assert server_address(given) == address


def test_the_path_of_an_address_is_kept(serve: Serve) -> None:
    from mtcheck.engines.languagetool import client as languagetool_client

    with pytest.raises(EngineError, match="no such thing"):
        languagetool_client.Client(serve(flag()).url + "/elsewhere")


def test_our_own_server_is_asked_without_the_proxy(
    fake_java: FakeJava, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    engine = LanguageTool()
    try:
        assert engine.check(Document("Fine.")) == []
    finally:
        engine.stop()


def test_asking_for_the_engine_imports_neither_the_wrapper_nor_requests() -> None:
    code = (
        "import json, sys; from mtcheck.engines import doctor; "
        "from mtcheck.engines.languagetool import engine, install; doctor.statuses();"
        "heavy = ('language_tool_python', 'requests', 'psutil', 'sentencex');"
        "print(json.dumps([name for name in heavy if name in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_it_logs_its_version_and_how_long_an_answer_took(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG", logger="mtcheck.engines"):
        check(serve(lambda text: (200, result(version="6.5"))), Document("They met.", "a.txt"))
    assert "LanguageTool 6.5 at http://127.0.0.1:" in caplog.text
    assert "a.txt: 0 findings in" in caplog.text


def test_it_logs_why_it_cannot_be_asked(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG", logger="mtcheck.engines"), pytest.raises(EngineError):
        LanguageTool("ftp://nowhere").check(Document("They met."))
    assert "LanguageTool cannot be asked" in caplog.text
    assert "Traceback" in caplog.text


# The real server.


def test_the_real_server_finds_what_is_wrong(real_languagetool: LanguageTool) -> None:
    document = Document("He have gone home.\nThe the talks will be hold on Friday.")
    found = {(finding.rule, finding.text) for finding in real_languagetool.check(document)}
    assert ("GR-LT-ENGLISH_WORD_REPEAT_RULE", "The the") in found
    assert any(text == "have" or text == "He have" for _, text in found)


def test_the_real_server_and_emoji(real_languagetool: LanguageTool) -> None:
    document = Document("😀😀 The 🎉 organisashun met 😀.\nThis 🎉🎉 is is bad. 😀 He walkd😀 home.")
    texts = [finding.text for finding in real_languagetool.check(document)]
    assert {"organisashun", "is is"} <= set(texts)
    assert "walkd" in [text.strip("😀") for text in texts]


def test_the_real_server_takes_what_is_hardly_text(real_languagetool: LanguageTool) -> None:
    document = Document(
        "\ud83d lone \udc00 \x00\x01\x02 \u202eright to left\u202c e\u0301\u0301 汉字 "
        "\ufeff\u200b soft\u00adhyphen"
    )
    for finding in real_languagetool.check(document):
        assert document.text[finding.start : finding.end] == finding.text


def test_the_real_server_does_not_take_a_code_span_for_a_mistake(real_languagetool: LanguageTool) -> None:
    text = "Call frobnicate_x before you leave the room."
    assert real_languagetool.check(Document(text, masks=(Mask(5, 17, opaque=True),))) == []


def test_the_real_server_and_a_long_text(real_languagetool: LanguageTool) -> None:
    text = "\n".join(["The ministers agreed on the plan."] * 400 + ["They was late."])
    findings = real_languagetool.check(Document(text))
    assert [(finding.text, finding.end) for finding in findings if finding.start > len(text) - 20][-1][
        1
    ] <= len(text)
    assert any("was" in finding.text for finding in findings)


def test_the_real_servers_version(real_languagetool: LanguageTool) -> None:
    installed = real_languagetool.version()
    real_languagetool.check(Document("Fine."))
    assert real_languagetool.version() == installed
