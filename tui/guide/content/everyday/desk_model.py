"""The table of ``content.toml`` on breaks at the desk."""

from tui.guide.content.field_types import Id, Record, SomeIds, Text


class DeskWords(Record, frozen=True, kw_only=True):
    """What is said at the desk, in a few words for a small pane."""

    sitting: Text
    short_due: Text
    long_due: Text
    short_break: Text
    long_break: Text
    spasm: Text
    """In place of a break during a spasm."""
    spasm_more: Text
    paused: Text
    away: Text
    notice: Text
    """A desktop notification; it says nothing about anybody's health."""
    sit: Id
    """The motion of somebody who sits, from upright to slumped: its first two keyframes."""
    short_motion: Id
    """The motion of a short break."""
    long_motion: Id
    """The motion of a long one."""
    spasm_motion: Id
    sources: SomeIds
