#!/usr/bin/env python3
"""Pin what our files take from elsewhere: actions by their commit, images by their digest.

    python .ci/pin.py            # ask GitHub and Docker Hub what each tag stands for, and write it down
    python .ci/pin.py --check    # say what only a tag holds: no network, exit status 1 if there is any

An action becomes `owner/name@COMMIT # v1.2.3`, an image `name:tag@sha256:DIGEST`. To take a newer version,
write its tag in place of the commit, or of the tag and digest, and run this again. An exact version (v1.2.3)
whose tag has moved to another commit is never followed: look at it. Needs git and Python 3.10, nothing else.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

ROOT = Path(__file__).parents[1]
#: What an action or a workflow uses, with the tag in the comment behind its commit.
_ACTION = re.compile(
    r"(?P<before>\buses: *)(?P<name>[\w.-]+/[\w.-]+)(?P<folder>(?:/[\w.-]+)*)@(?P<ref>[\w./-]+)"
    r"(?: +# (?P<tag>[\w./-]+))?"
)
#: What an image is built from, or a job of GitLab runs in. A stage of a build has no colon in its name.
_IMAGE = re.compile(
    r"(?P<before>^(?:FROM| *image:) +)(?P<name>[\w./-]+):(?P<tag>[\w.-]+)(?P<digest>@sha256:[0-9a-f]{64})?",
    re.MULTILINE,
)
_COMMIT = re.compile(r"[0-9a-f]{40}")
_EXACT = re.compile(r"v?\d+\.\d+\.\d+")
_MANIFESTS = ", ".join(
    (
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    )
)
_SECONDS = 60


class PinError(Exception):
    """Something could not be pinned; the message says what and why."""


def main() -> int:
    """The command. Returns its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only say what is not pinned")
    parser.add_argument("--root", type=Path, default=ROOT, help="another checkout")
    parser.add_argument("--forge", default="https://github.com", help="where actions lie")
    parser.add_argument("--registry", default="https://registry-1.docker.io", help="where images lie")
    arguments = parser.parse_args()
    problems = [
        problem
        for path, pattern, pin in _files(arguments.root, arguments.forge, arguments.registry)
        for problem in (
            _unpinned(path, pattern, arguments.root) if arguments.check else _rewrite(path, pattern, pin)
        )
    ]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _files(
    root: Path, forge: str, registry: str
) -> list[tuple[Path, re.Pattern[str], Callable[[re.Match[str]], str]]]:
    """Each file that takes something from elsewhere, what it takes, and what pins that."""
    workflows = sorted((root / ".github" / "workflows").glob("*.yml"))
    actions = [
        (path, _ACTION, lambda match: pinned_action(match, forge))
        for path in (root / "action.yml", *workflows)
    ]
    images = [
        (path, _IMAGE, lambda match: pinned_image(match, registry))
        for path in (root / "Dockerfile", root / ".gitlab" / "mtcheck.yml")
    ]
    return [*actions, *images]


def _unpinned(path: Path, pattern: re.Pattern[str], root: Path) -> list[str]:
    return [
        f"{path.relative_to(root).as_posix()}: {match[0][len(match['before']) :]} is held by its tag alone"
        for match in pattern.finditer(path.read_text("utf-8"))
        if not (_COMMIT.fullmatch(match["ref"]) if pattern is _ACTION else match["digest"])
    ]


def _rewrite(path: Path, pattern: re.Pattern[str], pin: Callable[[re.Match[str]], str]) -> list[str]:
    """Write a file with everything in it pinned; what could not be pinned stays, and is returned."""
    problems = []

    def replacement(match: re.Match[str]) -> str:
        try:
            return pin(match)
        except PinError as error:
            problems.append(f"{path.name}: {error}")
            return match[0]

    text = path.read_text("utf-8")
    pinned = pattern.sub(replacement, text)
    if pinned != text:
        path.write_text(pinned, "utf-8")
    return problems


def pinned_action(match: re.Match[str], forge: str) -> str:
    """What stands for an action, by its commit. Raises PinError."""
    is_commit = _COMMIT.fullmatch(match["ref"])
    if is_commit and not match["tag"]:
        raise PinError(f"{match['name']}@{match['ref']} does not say which version that is")
    tag = match["tag"] if is_commit else match["ref"]
    tags, branches = _references(f"{forge}/{match['name']}")
    commit = tags.get(tag) or branches.get(tag)
    if commit is None:
        raise PinError(f"{match['name']} has no tag and no branch {tag}")
    if is_commit and commit != match["ref"] and _EXACT.fullmatch(tag):
        raise PinError(f"{match['name']}: {tag} was {match['ref']} and is {commit} now; look at it")
    exact = max((name for name in tags if tags[name] == commit and _EXACT.fullmatch(name)), default=tag)
    return f"{match['before']}{match['name']}{match['folder']}@{commit} # {exact}"


def _references(url: str) -> tuple[dict[str, str], dict[str, str]]:
    """The commits that the tags and the branches of a repository stand for. Raises PinError."""
    done = subprocess.run(
        ["git", "ls-remote", "--tags", "--heads", url],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        raise PinError(f"{url} cannot be read: {' '.join(done.stderr.split())}")
    tags: dict[str, str] = {}
    branches: dict[str, str] = {}
    for line in done.stdout.splitlines():
        commit, _, name = line.partition("\t")
        if name.startswith("refs/heads/"):
            branches[name.removeprefix("refs/heads/")] = commit
        else:  # an annotated tag has a second line, for the commit itself
            tags[name.removeprefix("refs/tags/").removesuffix("^{}")] = commit
    return tags, branches


def pinned_image(match: re.Match[str], registry: str) -> str:
    """What stands for an image, by its digest. Raises PinError."""
    name = match["name"] if "/" in match["name"] else f"library/{match['name']}"
    url = f"{registry}/v2/{name}/manifests/{match['tag']}"
    try:
        manifest = _fetched(url, {"Accept": _MANIFESTS})
    except (OSError, ValueError) as error:
        raise PinError(f"{match['name']}:{match['tag']} cannot be looked up: {error}") from error
    return f"{match['before']}{match['name']}:{match['tag']}@sha256:{hashlib.sha256(manifest).hexdigest()}"


def _fetched(url: str, headers: dict[str, str]) -> bytes:
    """What a registry has at an address, with the token that it asks for. Raises OSError, ValueError."""
    try:
        with urlopen(Request(url, headers=headers), timeout=_SECONDS) as answer:
            return bytes(answer.read())
    except HTTPError as error:
        challenge = error.headers.get("WWW-Authenticate", "")
        if error.code != 401 or "Authorization" in headers or not challenge.startswith("Bearer "):
            raise
    asked = dict(re.findall(r'(\w+)="([^"]*)"', challenge))
    with urlopen(f"{asked.pop('realm')}?{urlencode(asked)}", timeout=_SECONDS) as answer:
        token = json.load(answer)["token"]
    return _fetched(url, {**headers, "Authorization": f"Bearer {token}"})


if __name__ == "__main__":
    sys.exit(main())
