"""Where a wheel keeps the content file."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ContentHook(BuildHookInterface[Any]):
    """Puts ``content.toml`` beside the package.

    An editable install gets no copy, which would soon be stale: it reads the file at the
    top level, so that an edit shows at once.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the file to every wheel but an editable one."""
        if version != "editable":
            build_data["force_include"]["content.toml"] = "tui/content.toml"
