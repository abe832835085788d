"""Installing LanguageTool: from a fake Maven and a fake download site; nothing is fetched from anywhere."""

from __future__ import annotations

import hashlib
import io
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import FakeJava

from mtcheck.engines.languagetool import install
from mtcheck.engines.languagetool.install import (
    InstallError,
    install_languagetool,
    is_complete,
    write_server_jar,
)
from mtcheck.engines.languagetool.installation import find_installation

JARS = {"a-1.jar": b"alpha", "language-en-6.8.jar": b"english"}

MAVEN = """#!{python}
import os, pathlib, sys
behaviour = os.environ.get("FAKE_MAVEN", "works")
pathlib.Path(os.environ["FAKE_MAVEN_CALLS"]).open("a").write(" ".join(sys.argv[1:]) + "\\n")
if behaviour == "no network":
    sys.exit(
        "[ERROR] Failed to execute goal: Could not transfer artifact a:a:jar:1 from/to central: "
        "maven.org: Unknown host"
    )
if behaviour == "checksum":
    sys.exit("[ERROR] Failed to execute goal: Checksum validation failed, expected abc but is def")
if behaviour == "disk":
    sys.exit("[ERROR] Failed to execute goal: No space left on device")
if behaviour == "odd":
    sys.exit("[ERROR] The goal you specified requires a project to execute")
folder = pathlib.Path(next(one.partition("=")[2] for one in sys.argv if one.startswith("-DoutputDirectory=")))
assert "languagetool-server" in pathlib.Path(sys.argv[sys.argv.index("-f") + 1]).read_text()
for name, content in {jars!r}.items():
    print(f"[INFO] Downloaded from central: https://repo.maven.apache.org/maven2/a/{{name}} (5 kB at 1 MB/s)")
    if not (behaviour == "missing" and name.startswith("a")):
        (folder / name).write_bytes(b"evil" if behaviour == "evil" and name.startswith("a") else content)
(folder / "unlisted-1.jar").write_bytes(b"?")
"""


@pytest.fixture
def target(fake_java: FakeJava, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Java, a Maven that makes two small jars, and an empty place to install to."""
    maven = tmp_path / "bin" / "mvn"
    maven.write_text(MAVEN.format(python=sys.executable, jars=JARS))
    maven.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("FAKE_MAVEN_CALLS", str(tmp_path / "calls"))
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "new" / "place"))
    monkeypatch.setattr(
        install, "_checksums", lambda: {name: hashlib.sha256(jar).hexdigest() for name, jar in JARS.items()}
    )
    monkeypatch.setattr(install, "_MAVEN_BYTES", 1000)
    monkeypatch.setattr(install, "_ARCHIVE_BYTES", 1000)
    monkeypatch.setenv("LTP_DOWNLOAD_HOST_NEW_RELEASES", "http://127.0.0.1:9/")
    monkeypatch.setattr("language_tool_python.download_lt.BASE_URL_NEW_RELEASES", "http://127.0.0.1:9/")
    return tmp_path / "new" / "place" / "LanguageTool-6.8"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """A download site: what `["zip"]` holds."""
    content = {"zip": archive()}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(content["zip"])))
            self.end_headers()
            self.wfile.write(content["zip"])

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    monkeypatch.setattr(
        "language_tool_python.download_lt.BASE_URL_NEW_RELEASES", f"http://127.0.0.1:{server.server_port}/"
    )
    monkeypatch.setenv("LTP_DOWNLOAD_SHA256_6_8", hashlib.sha256(content["zip"]).hexdigest())
    yield content
    server.shutdown()
    server.server_close()


def archive() -> bytes:
    """A release archive: one folder with a server jar that needs one more."""
    jar = io.BytesIO()
    with zipfile.ZipFile(jar, "w") as file:
        file.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nClass-Path: libs/a.jar\r\n")
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as file:
        file.writestr("LanguageTool-6.8/languagetool-server.jar", jar.getvalue())
        file.writestr("LanguageTool-6.8/libs/a.jar", b"alpha")
    return whole.getvalue()


def leftovers(target: Path) -> list[str]:
    return [path.name for path in target.parent.iterdir() if path != target]


def test_with_maven(target: Path, tmp_path: Path) -> None:
    lines: list[str] = []
    assert install_languagetool(lines.append) == target
    assert is_complete(target)
    installation = find_installation()
    assert installation is not None
    assert installation.folder == target
    assert sorted(path.name for path in (target / "libs").iterdir()) == sorted(JARS), (
        "an unlisted jar came along"
    )
    sums = (target / "SHA256SUMS").read_text().splitlines()
    assert sums[0] == f"{hashlib.sha256(b'alpha').hexdigest()}  libs/a-1.jar"
    assert leftovers(target) == []
    assert "-C" in (tmp_path / "calls").read_text().split(), "Maven does not verify checksums"
    assert lines[-1] == f"LanguageTool 6.8 is installed in {target}."


def test_twice_is_once(target: Path, tmp_path: Path) -> None:
    install_languagetool(lambda line: None)
    lines: list[str] = []
    assert install_languagetool(lines.append) == target
    assert lines == [f"LanguageTool 6.8 is installed already, in {target}."]
    assert len((tmp_path / "calls").read_text().splitlines()) == 1


def test_half_an_installation_is_made_whole(target: Path) -> None:
    install_languagetool(lambda line: None)
    (target / "libs" / "a-1.jar").unlink()
    assert not is_complete(target)
    install_languagetool(lambda line: None)
    assert is_complete(target)
    assert leftovers(target) == []


@pytest.mark.parametrize(
    ("behaviour", "expected"),
    [
        ("no network", "Maven: no connection to the Maven repository.*Download: no connection to 127.0.0.1"),
        ("disk", "the disk is full"),
        ("odd", "ended with exit status 1: The goal you specified"),
        ("missing", "a-1.jar did not come"),
    ],
)
def test_failures_say_why_and_leave_nothing(
    target: Path, monkeypatch: pytest.MonkeyPatch, behaviour: str, expected: str
) -> None:
    monkeypatch.setenv("FAKE_MAVEN", behaviour)
    with pytest.raises(InstallError, match=expected):
        install_languagetool(lambda line: None)
    assert not target.exists()
    assert leftovers(target) == []


@pytest.mark.parametrize(
    ("behaviour", "expected"),
    [("checksum", "refused a file for its checksum"), ("evil", "not the released file")],
)
def test_a_wrong_checksum_ends_it(
    target: Path, site: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, behaviour: str, expected: str
) -> None:
    monkeypatch.setenv("FAKE_MAVEN", behaviour)
    with pytest.raises(InstallError, match=f"{expected}.*Nothing was installed"):
        install_languagetool(lambda line: None)
    assert not target.exists()


def test_the_download_where_maven_fails(
    target: Path, site: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_MAVEN", "no network")
    lines: list[str] = []
    assert install_languagetool(lines.append) == target
    assert is_complete(target)
    assert leftovers(target) == []
    assert any("Trying language-tool-python" in line for line in lines)


def test_the_download_where_there_is_no_maven(
    target: Path, site: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin" / "mvn").unlink()
    monkeypatch.setenv("LTP_JAR_DIR_PATH", "/somewhere")  # with which the wrapper would download nothing
    before = (tmp_path / "new" / "place").as_posix()
    assert install_languagetool(lambda line: None) == target
    import os

    assert os.environ["LTP_PATH"] == before
    assert os.environ["LTP_JAR_DIR_PATH"] == "/somewhere"


def test_a_download_that_is_not_the_release(target: Path, site: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "bin" / "mvn").unlink()
    site["zip"] += b"evil"
    with pytest.raises(InstallError, match="checksum mismatch"):
        install_languagetool(lambda line: None)
    assert not target.exists()


def test_no_java(target: Path, tmp_path: Path) -> None:
    (tmp_path / "bin" / "java").unlink()
    with pytest.raises(InstallError, match="Install Java 17"):
        install_languagetool(lambda line: None)
    assert not target.parent.exists()


def test_a_full_disk(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "_MAVEN_BYTES", 10**18)
    monkeypatch.setattr(install, "_ARCHIVE_BYTES", 10**18)
    with pytest.raises(InstallError, match="MB are needed"):
        install_languagetool(lambda line: None)


def test_a_place_that_cannot_be_written(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "file" / "below"))
    with pytest.raises(InstallError, match="could not be written"):
        install_languagetool(lambda line: None)


def test_the_manifest_keeps_to_72_bytes_a_line(tmp_path: Path) -> None:
    names = [f"libs/some-library-with-a-long-name-{number}.jar" for number in range(200)]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    jar = tmp_path / "languagetool-server.jar"
    write_server_jar(jar, names)
    with zipfile.ZipFile(jar) as file:
        manifest = file.read("META-INF/MANIFEST.MF")
    lines = manifest.split(b"\r\n")
    assert max(map(len, lines)) <= 72
    unfolded = manifest.replace(b"\r\n ", b"").decode()
    assert f"Class-Path: {' '.join(names)}\r\n" in unfolded
    assert is_complete(tmp_path)
    (tmp_path / names[-1]).unlink()
    assert not is_complete(tmp_path)


def test_the_checksum_list_names_what_the_pom_asks_for() -> None:
    checksums = install._checksums()
    assert len(checksums) == 172
    assert {"languagetool-server-6.8.jar", "language-en-6.8.jar"} <= set(checksums)
    assert all(len(digest) == 64 for digest in checksums.values())
    assert install._package_data("languagetool-pom.xml").count(b"<version>6.8</version>") == 2
