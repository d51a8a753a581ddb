"""The table of ``content.toml`` on breaks at the desk."""

from typing import Annotated

from msgspec import Meta

from tui.guide.content.field_types import Id, Record, SomeIds, Text


class DeskWords(Record, frozen=True, kw_only=True):
    """What is said and shown at the desk; the lint says which names both need."""

    texts: dict[Id, Text]
    """A few words for a small pane, by what they are on."""
    motions: dict[Id, Id]
    """What the figure does, by the same."""
    short: SomeIds
    """The exercises of short breaks, one for each break in turn."""
    long: Annotated[tuple[SomeIds, ...], Meta(min_length=1)]
    """The exercises of long breaks, a series for each break in turn."""
    sources: SomeIds
