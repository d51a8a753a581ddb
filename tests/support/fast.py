"""What is skipped where Textual draws by itself."""

from __future__ import annotations

import pytest

from tui.app.textual_fast.feature_probe import PLAIN_VARIABLE, Part, has


def fast_only(part: Part) -> pytest.MarkDecorator:
    """Skip a test of what a private part of Textual makes possible where it is not used."""
    return pytest.mark.skipif(
        not has(part), reason=f"with {PLAIN_VARIABLE} nothing leans on {part}"
    )
