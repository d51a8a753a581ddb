"""The screens look as they did when somebody last looked at them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.screenshots import (
    FOLDER,
    SHOTS,
    Shot,
    drawn,
    render,
    render_animation,
    render_positions,
)
from tests.support.content import loaded
from tui.guide.content.record_index import Index

EXERCISES = [exercise.id for exercise in loaded().exercises]


def _param(shot: Shot) -> Any:
    """A shot; the smaller ones of the self-check show the same at another size."""
    again = shot.name.startswith(("quiz", "habits")) and shot.size == (80, 24)
    again = again and shot.name != "quiz-menu"
    return pytest.param(shot, id=shot.name, marks=[pytest.mark.thorough] if again else [])


@pytest.mark.parametrize("shot", [_param(shot) for shot in SHOTS])
async def test_a_screen_looks_as_in_its_screenshot(index: Index, shot: Shot) -> None:
    assert_unchanged(shot.name, await render(index, shot))


@pytest.mark.parametrize("name", EXERCISES)
async def test_an_exercise_looks_as_in_its_screenshot(index: Index, name: str) -> None:
    svg = await render_positions(index, index.exercises[name])
    assert_unchanged(f"exercise-{name}", svg)


async def test_the_animation_plays_as_it_did(index: Index) -> None:
    assert_unchanged("walkthrough", await render_animation(index))


def test_a_vector_drawing_is_as_it_was(index: Index) -> None:
    assert_unchanged("drawing", drawn(index))


def assert_unchanged(name: str, svg: str) -> None:
    path = FOLDER / f"{name}.svg"
    assert path.exists(), "new: run `make screenshots` and look at it"
    same = svg == path.read_text(encoding="utf-8")
    assert same, (
        f"{path.name} changed: run `make screenshots`, look at it, and commit it if it is right"
    )


def test_every_screenshot_is_of_a_screen_there_is() -> None:
    shots = {shot.name for shot in SHOTS}
    exercises = {f"exercise-{name}" for name in EXERCISES}
    assert {path.stem for path in FOLDER.glob("*.svg")} == {
        *shots,
        *exercises,
        "walkthrough",
        "drawing",
    }
