"""The workflows and issue forms: their form by GitHub's schemas, their rights, what they promise."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from documents import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(set((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) - {GITHUB / "ISSUE_TEMPLATE" / "config.yml"})

every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def loaded(path: Path) -> dict[str, Any]:
    content = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def assert_valid(schema: str, *paths: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_the_three_workflows_and_the_three_forms() -> None:
    assert [path.stem for path in WORKFLOWS] == ["ci", "docs", "release"]
    assert [path.stem for path in FORMS] == ["bug", "false_alarm", "missed_damage"]


@pytest.mark.parametrize("schema", ["vendor.github-workflows", "custom.github-workflows-require-timeout"])
def test_workflows_follow_the_schema(schema: str) -> None:
    assert_valid(schema, *WORKFLOWS)


def test_forms_follow_the_schema() -> None:
    assert_valid("vendor.github-issue-forms", *FORMS)
    assert_valid("vendor.github-issue-config", GITHUB / "ISSUE_TEMPLATE" / "config.yml")


@every_workflow
def test_a_workflow_may_read_and_its_jobs_only_what_they_need(path: Path) -> None:
    workflow = loaded(path)
    assert workflow["permissions"] == {"contents": "read"}
    more = {"deploy": {"pages", "id-token"}, "publish": {"id-token"}, "image": {"contents", "packages"}}
    for name, job in workflow["jobs"].items():
        assert set(job.get("permissions", {})) == more.get(name, set())
    text = path.read_text("utf-8")
    assert "pull_request_target" not in text
    assert set(re.findall(r"secrets\.(\w+)", text)) <= {"GITHUB_TOKEN"}


@every_workflow
def test_its_actions_are_pinned_by_their_commits_and_checkouts_leave_no_token(path: Path) -> None:
    for line in re.findall(r"uses: (.*)", path.read_text("utf-8")):
        # .ci/pin.py pins the other one; its commit was not to be seen here.
        assert line == "pypa/gh-action-pypi-publish@release/v1" or re.fullmatch(
            r"[\w-]+/[\w-]+@[0-9a-f]{40} # (v\d+\.\d+\.\d+|release/v1)", line
        )
    for job in loaded(path)["jobs"].values():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_ci_runs_everything_and_the_pythons_that_are_promised() -> None:
    jobs = loaded(GITHUB / "workflows" / "ci.yml")["jobs"]
    assert ".ci/run" in [step.get("run") for step in jobs["everything"]["steps"]]
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    promised = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', project)
    assert jobs["tests"]["strategy"]["matrix"]["python"] == promised


def test_a_release_is_checked_before_it_is_published() -> None:
    jobs = loaded(GITHUB / "workflows" / "release.yml")["jobs"]
    commands = "\n".join(step.get("run", "") for step in jobs["build"]["steps"])
    assert "twine check --strict" in commands
    assert "GITHUB_REF_NAME" in commands
    assert {name for name, job in jobs.items() if job.get("needs") == "build"} == {"publish", "image"}
