"""A Textual in which a private name is another one, as after a release that changed it.

Put in front of the import of Textual, in a process of its own: every file that has the name is
compiled anew with another one in its place; all others come from their caches.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import re
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType

GONE = "_renamed"
"""What the new name has at its end."""


class _Loader(SourceFileLoader):
    """Reads a module with another name in the place of one."""

    def __init__(self, fullname: str, path: str, name: str) -> None:
        super().__init__(fullname, path)
        self._pattern = re.compile(rf"(?<!\w){re.escape(name)}\b")
        self._other = name + GONE

    def get_code(self, fullname: str) -> CodeType | None:
        source = self.get_data(self.path).decode()
        if not self._pattern.search(source):
            return super().get_code(fullname)
        return self.source_to_code(self._pattern.sub(self._other, source).encode(), self.path)


class _Finder(MetaPathFinder):
    """Finds the modules of Textual."""

    def __init__(self, name: str) -> None:
        self._name = name

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        parent, _, last = fullname.rpartition(".")
        if fullname.partition(".")[0] != "textual" or last == self._name:
            return None
        true = last.removesuffix(GONE) if last == self._name + GONE else last
        found = PathFinder.find_spec(f"{parent}.{true}" if parent else true, path)
        if found is None or not isinstance(found.loader, SourceFileLoader):
            return found
        loader = _Loader(fullname, found.loader.path, self._name)
        return importlib.util.spec_from_file_location(
            fullname,
            found.loader.path,
            loader=loader,
            submodule_search_locations=found.submodule_search_locations,
        )


class _Refusal(MetaPathFinder):
    """Knows that there is no module of the old name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.startswith("textual.") and fullname.rpartition(".")[2] == self._name:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


def rename(name: str) -> None:
    """From now on Textual has another name in the place of this one."""
    assert "textual" not in sys.modules
    sys.meta_path[:0] = [_Refusal(name), _Finder(name)]
