"""The screens look as they did when somebody last looked at them."""

from __future__ import annotations

import pytest

from tests.app.screenshots import FOLDER, SHOTS, Shot, render
from tui.guide.index import Index


@pytest.mark.parametrize("shot", SHOTS, ids=[shot.name for shot in SHOTS])
async def test_a_screen_looks_as_in_its_screenshot(index: Index, shot: Shot) -> None:
    path = FOLDER / f"{shot.name}.svg"
    assert path.exists(), "new: run `make screenshots` and look at it"
    svg = await render(index, shot)
    same = svg == path.read_text(encoding="utf-8")
    assert same, (
        f"{path.name} changed: run `make screenshots`, look at it, and commit it if it is right"
    )


def test_every_screenshot_is_of_a_screen_there_is() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == {shot.name for shot in SHOTS}
