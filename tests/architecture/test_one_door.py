"""Private parts of other libraries are used behind one door each, and nowhere else."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import pytest
from textual.widgets import Static

from tests.architecture.private import overridden, own_names, uses
from tests.support.paths import ROOT
from tui.app.textual_fast import feature_probe

DOORS = ("tui/app/textual_fast/", "tui/serve/ssh/channel.py")
"""For Textual and Rich, and for asyncssh."""

FILES = sorted(
    str(path.relative_to(ROOT))
    for path in (ROOT / "tui").rglob("*.py")
    if not str(path.relative_to(ROOT)).startswith(DOORS)
)


@cache
def texts() -> dict[str, str]:
    """What stands in each of the files."""
    return {path: (ROOT / path).read_text(encoding="utf-8") for path in FILES}


@cache
def own() -> frozenset[str]:
    """What classes outside of the doors call their own; whoever inherits from them may use it."""
    return frozenset[str]().union(*(own_names(ast.parse(text)) for text in texts().values()))


def classes(module: str) -> Iterator[type]:
    """The classes that a module defines."""
    for _, kind in inspect.getmembers(import_module(module), inspect.isclass):
        if kind.__module__ == module:
            yield kind


def taken_over(kind: type, names: frozenset[str]) -> set[str]:
    """The names of a class that private parts of other libraries have too."""
    return {name for name in names if overridden(kind, name)}


def test_nothing_private_is_used_elsewhere() -> None:
    used = {path: list(uses(text, own())) for path, text in texts().items()}
    assert {path: names for path, names in used.items() if names} == {}


def test_nothing_private_is_overridden_elsewhere() -> None:
    found: dict[type, set[str]] = {}
    for path in FILES:
        module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for kind in [] if "__main__" in path else classes(module):
            tree = ast.parse(inspect.getsource(kind).lstrip())
            found[kind] = taken_over(kind, own_names(tree))
    assert len(found) > 100
    assert {kind: names for kind, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import textual._compositor", "_compositor"),
        ("from rich._loop import loop_last", "_loop"),
        ("from textual.app import _PrintCapture", "_PrintCapture"),
        ("def f(app):\n    return app._driver", "_driver"),
        ("def f(style):\n    return style._meta", "_meta"),
        ("def f(conn):\n    conn._transport = None", "_transport"),
        ("def f(app):\n    return getattr(app, '_registry')", "_registry"),
        (
            "class A(Widget):\n    def f(self):\n        return self._repaint_required",
            "_repaint_required",
        ),
    ],
)
def test_a_use_is_found(code: str, found: str) -> None:
    assert [name for _, name in uses(code)] == [found]


@pytest.mark.parametrize(
    "code",
    [
        "class A:\n    _driver = 1\n    def f(self, b):\n        b._driver",
        "import os\nos._exit(1)",
        "from textual.widgets import OptionList",
        "def f(pair):\n    return pair._replace(a=1)",
    ],
)
def test_what_is_ones_own_is_no_use(code: str) -> None:
    assert list(uses(code)) == []


class _Takes(Static):
    """Has names that Textual's widgets have too."""

    def __init__(self) -> None:
        super().__init__()
        self._repaint_required = True

    def _check_refresh(self) -> None:
        """What Textual calls to paint."""


def test_what_is_taken_over_is_found() -> None:
    names = own_names(ast.parse(inspect.getsource(_Takes)))
    assert taken_over(_Takes, names) == {"_repaint_required", "_check_refresh"}


def test_the_door_uses_nothing_that_is_not_looked_for() -> None:
    """Every private name behind the door is one that the probe expects."""
    expected = {
        name
        for lines in feature_probe.EXPECTED.values()
        for line in lines
        for name in line.partition("(")[0].replace(":", ".").split(".")
        if name.startswith("_")
    }
    for path in sorted((ROOT / "tui/app/textual_fast").glob("*.py")):
        used = {name for _, name in uses(path.read_text(encoding="utf-8"))}
        assert used <= expected, path
        module = f"tui.app.textual_fast.{path.stem}"
        for kind in [] if path.stem == "__init__" else classes(module):
            tree = ast.parse(inspect.getsource(kind).lstrip())
            assert taken_over(kind, own_names(tree)) <= expected, kind
