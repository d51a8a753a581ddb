"""Records of the days at a desk."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class DeskDay(Struct, frozen=True):
    """The breaks of one day at the desk."""

    day: str = ""
    """As in 2026-11-27."""
    taken: Annotated[int, Meta(ge=0)] = 0
    skipped: Annotated[int, Meta(ge=0)] = 0
    minutes: Annotated[int, Meta(ge=0)] = 0
    """How long its owner sat."""


class DeskDays(Struct, frozen=True):
    """The last days at the desk, the latest last."""

    days: tuple[DeskDay, ...] = ()
