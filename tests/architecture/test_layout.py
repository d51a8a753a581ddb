"""The plan of the code: layers, folders, names."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli

from tests.support.paths import ROOT

PACKAGE = ROOT / "tui"
FILES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted({path.parent for path in FILES})
MOST_FILES, MOST_LINES = 16, 300


def contracts() -> list[dict[str, Any]]:
    """The contracts that `make contracts` checks."""
    settings = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    held = settings["tool"]["importlinter"]
    assert held["exclude_type_checking_imports"] is False
    return list(held["contracts"])


def imports_of(path: Path) -> Iterator[str]:
    """The names that a file imports, those for types and within functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def names_in(folder: Path) -> set[str]:
    """The modules and packages in a folder."""
    names = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    return names | {path.name for path in folder.iterdir() if (path / "__init__.py").exists()}


def test_every_module_stands_in_the_layers() -> None:
    (layers,) = (one for one in contracts() if one["type"] == "layers")
    assert layers["containers"] == ["tui"] and layers["exhaustive"] is True
    named = {name for layer in layers["layers"] for name in layer.split(" | ")}
    assert named == names_in(PACKAGE)


def test_no_package_of_the_guide_may_have_a_circle() -> None:
    (acyclic,) = (one for one in contracts() if one["type"] == "acyclic_siblings")
    assert acyclic == {"name": "No circles", "type": "acyclic_siblings", "ancestors": ["tui"]}


def test_only_the_app_knows_the_main_screen() -> None:
    name = "tui.app.main_screen.main_screen.MainScreen"
    users = [path.relative_to(ROOT).as_posix() for path in FILES if name in imports_of(path)]
    assert users == ["tui/app/app.py"]


def test_nothing_lies_loose_at_the_top() -> None:
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_folder_can_be_overlooked(folder: Path) -> None:
    files = [path for path in folder.iterdir() if path.is_file() and path.suffix != ".pyc"]
    assert len(files) <= MOST_FILES


def test_a_file_can_be_overlooked() -> None:
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in FILES}
    assert {path: length for path, length in lengths.items() if length > MOST_LINES} == {}


def test_a_name_stands_for_one_class() -> None:
    classes = Counter(
        node.name
        for path in FILES
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in classes.items() if count > 1] == []
