"""What a wheel holds beside the package: the content file, completions, the manual page."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_PLACES = {
    "bash": "share/bash-completion/completions",
    "zsh": "share/zsh/site-functions",
    "fish": "share/fish/vendor_completions.d",
}
"""Where each shell looks for completions, below the prefix of an installation."""


class ContentHook(BuildHookInterface[Any]):
    """Puts ``content.toml`` beside the package, and what shells and ``man`` read into ``share``.

    An editable install gets no copies, which would soon be stale: it reads the file at the
    top level, so that an edit shows at once.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files to every wheel but an editable one."""
        if version == "editable":
            return
        build_data["force_include"]["content.toml"] = "tui/content.toml"
        self._made.mkdir(parents=True, exist_ok=True)
        sys.path.insert(0, self.root)
        try:
            self._write(build_data)
        finally:
            sys.path.remove(self.root)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what stands in the wheel by now."""
        shutil.rmtree(self._made, ignore_errors=True)

    @property
    def _made(self) -> Path:
        return Path(self.directory) / ".shell_files"

    def _write(self, build_data: dict[str, Any]) -> None:
        from shell_files import SHELLS, completion, ids_of, man_page
        from tui.cli.parser import parser

        ids = ids_of(tomllib.loads((Path(self.root) / "content.toml").read_text("utf-8")))
        for shell, name in SHELLS.items():
            path = self._made / name
            path.write_text(completion(parser(), shell, ids), "utf-8")
            build_data["shared_data"][str(path)] = f"{_PLACES[shell]}/{name}"
            # `backspasm completion` prints this copy, wherever the package is.
            build_data["force_include"][str(path)] = f"tui/cli/completions/{shell}"
        page = self._made / "backspasm.1"
        page.write_text(man_page(parser(), self.metadata.version), "utf-8")
        build_data["shared_data"][str(page)] = "share/man/man1/backspasm.1"
