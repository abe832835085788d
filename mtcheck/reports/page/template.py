"""Jinja templates, style sheets and scripts that lie beside the modules, for pages of one file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined, Template


@cache
def read_asset(package: str, name: str) -> str:
    """The text of a file in a package, without surrounding space."""
    return (resources.files(package) / name).read_text("utf-8").strip()


def make_template(package: str, name: str, **filters: Callable[..., Any]) -> Template:
    """The template in a file of a package. It escapes what it prints, and fails on unknown names."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(filters)
    return environment.from_string(read_asset(package, name))


def policy_hash(content: str) -> str:
    """A style sheet or script as a content security policy names it."""
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()
