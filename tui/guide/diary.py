"""What a reader did and noticed, as it is kept.

Times are seconds since the epoch. A record that was never kept has the id 0.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

At = float
"""Seconds since the epoch, in no time zone."""

PackId = Literal["cold", "warm"]


class Episode(Struct, frozen=True):
    """A spasm, from its beginning until its reader says it is over."""

    id: int = 0
    at: At = 0.0
    """Its onset."""
    switch: Annotated[int, Meta(ge=1)] = 48
    """Hours after the onset at which cold gives way to warmth."""
    ended: At | None = None


class Pain(Struct, frozen=True):
    """How strong the pain was."""

    id: int = 0
    at: At = 0.0
    level: Annotated[int, Meta(ge=0, le=10)] = 0
    """From 0 for none to 10 for the worst there could be."""
    note: str = ""


class PackUse(Struct, frozen=True):
    """A pack that was laid on."""

    id: int = 0
    at: At = 0.0
    pack: PackId = "cold"
    minutes: Annotated[float, Meta(ge=0)] = 0
    """How long it was on."""


class WalkDone(Struct, frozen=True):
    """A walkthrough that was gone through."""

    id: int = 0
    at: At = 0.0
    exercises: tuple[str, ...] = ()


class Ticked(Struct, frozen=True):
    """A finding that was ticked or unticked."""

    id: int = 0
    at: At = 0.0
    finding: str = ""
    on: bool = True
    noticed: bool = False
    """The guide ticked it, from what is kept here."""


class Timer(Struct, frozen=True):
    """A pack that is about to be laid on, is on, or has just come off."""

    pack: PackId
    minutes: int
    started: At | None = None
    """When it was laid on, once the towel is round it."""


class Asked(Struct, frozen=True):
    """What rules things out, as last answered."""

    lines: tuple[str, ...] = ()
    """Lines of the ask-first card that apply."""
    blockers: tuple[str, ...] = ()
    """What rules exercises out and is no finding."""


class HabitAnswers(Struct, frozen=True):
    """The answers on one's own day."""

    chosen: dict[str, int] = {}
    """The number of the answer, by habit id."""
