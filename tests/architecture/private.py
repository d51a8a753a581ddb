"""Finds uses of private parts of Textual, Rich and asyncssh in code, without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = ("textual", "rich", "asyncssh")

_PUBLIC = ("_replace", "_asdict", "_fields", "_make")
"""What named tuples have for everybody."""


def is_private(name: str) -> bool:
    """Whether a name says that it is nobody else's."""
    return name.startswith("_") and not (name.startswith("__") and name.endswith("__"))


@cache
def names_of(library: str) -> frozenset[str]:
    """The private names of a library: modules, functions, methods, attributes and variables."""
    spec = find_spec(library)
    assert spec is not None and spec.submodule_search_locations is not None
    found: set[str] = set()
    for folder in spec.submodule_search_locations:
        for path in Path(folder).rglob("*.py"):
            found.add(path.stem)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                    found.add(node.name)
                elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                    found.add(node.attr)
                elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    found.add(node.id)
    return frozenset(name for name in found if is_private(name))


def own_names(tree: ast.Module) -> frozenset[str]:
    """The private names that the classes of a module give to their objects by themselves."""
    found: set[str] = set()
    for kind in ast.walk(tree):
        if isinstance(kind, ast.ClassDef):
            for node in ast.walk(kind):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    found.add(node.name)
                elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                    found.add(node.attr)
                elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    found.add(node.id)
    return frozenset(filter(is_private, found))


def uses(text: str, inherited: frozenset[str] = frozenset()) -> Iterator[tuple[int, str]]:
    """The lines of a module on which it uses what is private, and the names.

    Besides imports these are underscore names of a library given as text, and as attributes,
    but for those that a class of the module defines, and on ``self`` those in `inherited`.
    """
    tree = ast.parse(text)
    own = own_names(tree)
    foreign = frozenset[str]().union(*map(names_of, LIBRARIES))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _imported(node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield from _imported(node.lineno, f"{node.module}.{alias.name}")
        elif isinstance(node, ast.Attribute) and is_private(node.attr):
            known = own | inherited if _is(node.value, "self") else own
            public = node.attr in _PUBLIC or _is(node.value, "os")
            if node.attr in foreign - known and not public:
                yield node.lineno, node.attr
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("getattr", "setattr", "hasattr", "delattr")
        ):
            for part in node.args[1:2]:
                if isinstance(part, ast.Constant) and part.value in foreign:
                    yield node.lineno, str(part.value)


def _is(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _imported(line: int, name: str) -> Iterator[tuple[int, str]]:
    library, *rest = name.split(".")
    if library in LIBRARIES:
        yield from ((line, one) for one in rest if is_private(one))


def overridden(kind: type, name: str) -> bool:
    """Whether a class that is not ours, further up, has a private name too."""
    for base in kind.__mro__[1:]:
        if base.__module__.partition(".")[0] in LIBRARIES and name in _given(base):
            return True
    return False


@cache
def _given(kind: type) -> frozenset[str]:
    """The private names that a class gives its objects: by its body and by its methods."""
    found = set(vars(kind))
    spec = find_spec(kind.__module__)
    assert spec is not None and spec.origin is not None
    for node in ast.walk(ast.parse(Path(spec.origin).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__:
            for one in ast.walk(node):
                match one:
                    case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                        found.add(name)
    return frozenset(filter(is_private, found))
