"""One block of a page: what it is, not how it looks."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class Kind(Enum):
    """The kind of a block."""

    TITLE = "title"
    LEAD = "lead"
    HEADING = "heading"
    TEXT = "text"
    POINT = "point"
    STEP = "step"
    NEVER = "never"
    ASK = "ask"
    NOTE = "note"


class Block(Struct, frozen=True):
    """A paragraph, heading or list line."""

    kind: Kind
    text: str
    number: int = 0
    """The place of a `Kind.STEP` in its list, from 1."""


Page = list[Block]
