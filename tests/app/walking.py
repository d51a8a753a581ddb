"""A reader in the walkthrough: where they are, and time that goes by."""

from __future__ import annotations

from tests.app.conftest import Clock, Reader, no_condition
from tui.app.screens.walkthrough.walk import WalkScreen
from tui.app.widgets.walk_view import WalkView


def walking(reader: Reader) -> WalkScreen:
    screen = reader.app.screen
    assert isinstance(screen, WalkScreen), reader.text
    return screen


def figure(reader: Reader) -> list[str]:
    """The lines that the figure stands on."""
    view = reader.app.screen.query_one(WalkView)
    return reader.part("WalkView")[view.figure.start : view.figure.stop]


async def pass_time(reader: Reader, clock: Clock, seconds: float, step: float = 0.25) -> None:
    """Let `seconds` go by, seen by the walkthrough as they go."""
    left = seconds
    while left > 0:
        clock.now += min(step, left)
        left -= step
        walking(reader).advance()
    await reader.settle()


async def get_ready(reader: Reader, clock: Clock) -> None:
    """Let the time to lie down go by, but for its last five seconds."""
    await pass_time(reader, clock, walking(reader).player.step_left - 5.0)


async def start(reader: Reader, clock: Clock, *, routine: int = 0) -> WalkScreen:
    """From the guide into a routine, with nothing that speaks against it."""
    await reader.press("w")
    assert "Walkthrough" in reader.text
    await reader.press(*["down"] * routine, "enter")
    await no_condition(reader, clock)
    return walking(reader)
