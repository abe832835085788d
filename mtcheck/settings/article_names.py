"""How an article is called where decisions are kept: its path from a folder, with forward slashes on every
system.
"""

from __future__ import annotations

# ruff: noqa: PTH100, PTH118, PTH119, PTH120 - thousands of names, whose links must not all be followed, are for os.path
import os
from functools import lru_cache


def is_file_name(name: str) -> bool:
    """False for what an article is called that came from no file: `<stdin>`, `<text>`."""
    return not (name.startswith("<") and name.endswith(">"))


def relative(name: str, folder: str | None) -> str:
    """The path of the article `name` from `folder`; without a folder, and for what is no file (`<stdin>`),
    the name itself.

    Links among the folders are followed, the article's own is not: it is decided on under its own name.
    """
    if folder is None or not is_file_name(name):
        return name.replace(os.sep, "/")
    path = os.path.abspath(name)  # without links resolved, but with `..` taken out
    real = os.path.join(_real(os.path.dirname(path)), os.path.basename(path))
    try:
        return os.path.relpath(real, _real(os.path.abspath(folder))).replace(os.sep, "/")
    except ValueError:  # another drive of Windows
        return real.replace(os.sep, "/")


@lru_cache(maxsize=4096)
def _real(folder: str) -> str:
    return os.path.realpath(folder)
