"""Opens the screen that was requested on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tui.app.flows.self_check import Part


class Opener(Protocol):
    """The main screen, as far as it opens others."""

    def walk(self, exercises: Sequence[str]) -> None:
        """Open the walkthrough of these exercises."""

    def check(self, part: Part) -> None:
        """Open a part of the self-check."""

    def lead(self) -> None:
        """Lead through the first minutes."""

    def action_lift(self) -> None:
        """Show what a lift asks."""

    def action_make_plan(self) -> None:
        """Let a plan be made for somebody."""


def open_requested(
    main: Opener,
    walk: Sequence[str] | None,
    check: Part | None,
    now: bool,
    lift: bool,
    plan: bool,
) -> None:
    """Open the walkthrough, the self-check or another screen."""
    if walk is not None:
        main.walk(walk)
    if check is not None:
        main.check(check)
    if now:
        main.lead()
    if lift:
        main.action_lift()
    if plan:
        main.action_make_plan()
