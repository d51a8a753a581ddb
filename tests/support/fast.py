"""What is skipped where Textual draws by itself."""

from __future__ import annotations

import pytest

from tui.app.textual_fast.probe import PLAIN, Part, has


def fast_only(part: Part) -> pytest.MarkDecorator:
    """Skip a test of what a private part of Textual makes possible where it is not used."""
    return pytest.mark.skipif(not has(part), reason=f"with {PLAIN} nothing leans on {part}")
