"""The pre-commit hook, run by pre-commit itself on a repository made here.

pre-commit would install mtcheck with all it needs into an environment of its own (250 MB from the network),
so the hook is the shipped one with the language changed to `system`; with MTCHECK_TEST_NETWORK set, it is run
as users get it, too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from documents import blocks

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"
BAD = f"{CLEAN}They do not not know.\n"
ALONE = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model"]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


class Repository:
    """A Git repository with articles, and with pre-commit's files outside the user's folders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "repository"
        self.folder.mkdir()
        self._environment = {
            **os.environ,
            "PRE_COMMIT_HOME": str(folder / "pre-commit"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        self.git("init", "--quiet")
        self.git("config", "user.name", "A. Writer")
        self.git("config", "user.email", "writer@example.org")

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=True,
        )

    def write(self, **files: str) -> None:
        for name, text in files.items():
            path = self.folder / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        self.git("add", "--all")

    def configure(self, repo: str, hook: dict[str, Any], rev: str | None = None) -> None:
        entry = {"repo": repo, "hooks": [hook], **({"rev": rev} if rev else {})}
        (self.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [entry]}), "utf-8")
        self.git("add", "--all")

    def pre_commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", *(arguments or ("run",)), "--color", "never"]
        return subprocess.run(
            command, cwd=self.folder, env=self._environment, capture_output=True, text=True, check=False
        )


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def shipped(id: str = "mtcheck") -> dict[str, Any]:
    (hook,) = (hook for hook in yaml.safe_load(MANIFEST.read_text("utf-8")) if hook["id"] == id)
    assert isinstance(hook, dict)
    return hook


def here(*arguments: str, id: str = "mtcheck") -> dict[str, Any]:
    """The shipped hook, but of this installation."""
    hook = shipped(id)
    program, command = hook["entry"].split(" ", 1)
    assert (program, hook["language"]) == ("mtcheck", "python")
    return {
        **hook,
        "language": "system",
        "entry": f'"{sys.executable}" -m mtcheck {command}',
        "args": [*ALONE, *arguments],
    }


def test_pre_commit_accepts_the_manifest() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)]
    assert subprocess.run(command, check=False).returncode == 0


def test_the_entry_is_a_script_of_the_package() -> None:
    assert f'{shipped()["entry"].split()[0]} = "mtcheck.cli.main:main"' in (
        ROOT / "pyproject.toml"
    ).read_text("utf-8")


def test_articles_are_checked_and_nothing_else(repository: Repository) -> None:
    repository.write(a_txt=CLEAN, content__b_md=CLEAN, content__c_html=f"<p>{CLEAN}</p>", code_py="x = 1\n")
    repository.write(requirements_txt="the the\n", LICENSE="the the\n", docs__CMakeLists_txt="the the\n")
    repository.configure("local", here("--format", "csv"))
    done = repository.pre_commit("run", "--all-files", "--verbose")
    assert done.returncode == 0, done.stdout
    rows = [line.split(",")[0] for line in done.stdout.splitlines() if ",mtcheck:" in line or ",0.1" in line]
    assert sorted(set(rows)) == ["a.txt", "content/b.md", "content/c.html"]


def test_other_formats_are_checked_where_they_are_named(repository: Repository) -> None:
    (example,) = (block for block in blocks(ROOT / "docs" / "ci.md", "yaml") if "types_or" in block)
    (hook,) = yaml.safe_load(example)["repos"][0]["hooks"]
    repository.write(
        content__a_srt=f"1\n00:00:01,000 --> 00:00:02,000\n{CLEAN}", content__b_png="x", c_srt="x"
    )
    repository.configure("local", {**here("--format", "csv"), **hook})
    done = repository.pre_commit("run", "--all-files", "--verbose")
    assert done.returncode == 0, done.stdout
    assert "content/a.srt" in done.stdout
    assert "png" not in done.stdout


def test_the_fixing_hook_is_the_other_one_and_fixes(repository: Repository) -> None:
    differing = {name for name in shipped() if shipped()[name] != shipped("mtcheck-fix")[name]}
    assert differing == {"id", "name", "description", "entry"}
    repository.write(a_txt=f"{CLEAN}It met at the the school .\n", b_txt=CLEAN)
    repository.configure("local", here(id="mtcheck-fix"))
    done = repository.pre_commit()
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert (repository.folder / "a.txt").read_text("utf-8") == f"{CLEAN}It met at the school.\n"
    repository.git("add", "--all")
    done = repository.pre_commit()
    assert done.returncode == 0, done.stdout


def test_a_commit_below_the_gate_is_refused(repository: Repository) -> None:
    repository.write(a_txt=BAD, b_txt=CLEAN)
    repository.configure("local", here("--fail-on", "minor"))
    done = repository.pre_commit()
    assert done.returncode == 1
    assert "exit code: 1" in done.stdout
    assert "MT505" in done.stdout
    repository.write(a_txt=CLEAN)
    assert repository.pre_commit().returncode == 0


def test_what_could_not_be_checked_refuses_the_commit_too(repository: Repository) -> None:
    repository.write(a_txt="")
    repository.configure("local", here())
    done = repository.pre_commit()
    assert done.returncode == 1
    assert "exit code: 2" in done.stdout


def test_only_staged_articles_are_checked_by_a_commit(repository: Repository) -> None:
    repository.write(a_txt=BAD)
    repository.configure("local", here("--fail-on", "minor"))
    repository.git("commit", "--quiet", "--no-verify", "--message", "first")
    assert repository.pre_commit("install").returncode == 0
    repository.write(b_txt=CLEAN)
    repository.git("commit", "--quiet", "--message", "second")
    repository.write(b_txt=BAD)
    with pytest.raises(subprocess.CalledProcessError) as refused:
        repository.git("commit", "--quiet", "--message", "third")
    assert "MT505" in refused.value.stdout + refused.value.stderr
    assert "a.txt" not in refused.value.stdout + refused.value.stderr


@pytest.mark.skipif(
    not os.environ.get("MTCHECK_TEST_NETWORK"),
    reason="installs mtcheck from the network: set MTCHECK_TEST_NETWORK",
)
def test_it_installs_and_runs_as_users_get_it(repository: Repository, tmp_path: Path) -> None:
    source = tmp_path / "mtcheck"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=source, check=True)
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=source, capture_output=True, text=True, check=True
    ).stdout.strip()
    repository.write(a_txt=CLEAN)
    repository.configure(
        str(source), {"id": "mtcheck", "args": ["--no-engine", "languagetool"]}, rev=revision
    )
    done = repository.pre_commit("run", "--all-files")
    assert done.returncode == 0, done.stdout + done.stderr
    repository.write(a_txt=f"{CLEAN}{BAD * 20}")
    repository.configure(
        str(source),
        {"id": "mtcheck", "args": ["--no-engine", "languagetool", "--fail-on", "minor"]},
        rev=revision,
    )
    done = repository.pre_commit("run", "--all-files")
    assert "exit code: 1" in done.stdout
    assert "MT505" in done.stdout
