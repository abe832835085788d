"""What CONTRIBUTING.md asks of the code: short functions, documented fields, no loose module."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 60  # lines of a function
FILES = sorted(
    path for folder in ("mtcheck", "benchmarks", "training", "docs") for path in (ROOT / folder).rglob("*.py")
)
#: The modules that lie in no room.
LOOSE = {"__init__", "__main__", "version", "api", "checker", "signature", "startup", "toml_values"}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def classes(paths: list[Path]) -> Iterator[tuple[Path, ast.ClassDef]]:
    for path in paths:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                yield path, node


def is_dataclass(node: ast.ClassDef) -> bool:
    return any("dataclass" in ast.unparse(decorator) for decorator in node.decorator_list)


def undocumented(node: ast.ClassDef) -> Iterator[str]:
    """The public fields that have neither a docstring of their own nor a setting's help."""
    following = [*node.body[1:], None]
    for statement, after in zip(node.body, following, strict=True):
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            continue
        has_help = statement.value is not None and "setting(" in ast.unparse(statement.value)
        has_help = has_help or (statement.value is not None and "key(" in ast.unparse(statement.value))
        documented = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        if not statement.target.id.startswith("_") and not has_help and not documented:
            yield statement.target.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_function_is_longer_than_a_screen(path: Path) -> None:
    functions = (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))
    long = {node.name: node.end_lineno - node.lineno + 1 for node in functions if node.end_lineno}
    assert not {name: lines for name, lines in long.items() if lines > LONGEST}


def test_every_module_lies_in_a_room() -> None:
    assert {path.stem for path in (ROOT / "mtcheck").glob("*.py")} == LOOSE


def test_no_two_classes_share_a_name() -> None:
    names = Counter(node.name for _, node in classes([path for path in FILES if "mtcheck" in path.parts]))
    assert not [name for name, count in names.items() if count > 1]


def test_every_field_of_a_public_dataclass_is_documented() -> None:
    package = [path for path in FILES if path.is_relative_to(ROOT / "mtcheck")]
    missing = {
        f"{path.relative_to(ROOT)}: {node.name}": fields
        for path, node in classes(package)
        if is_dataclass(node) and not node.name.startswith("_") and (fields := list(undocumented(node)))
    }
    assert not missing


def test_limits_are_kept_without_suppressions() -> None:
    suppressed = [
        path for path in FILES if any(code in path.read_text("utf-8") for code in ("noqa: C901", "noqa: PLR"))
    ]
    assert not suppressed
