"""The table of ``content.toml`` on breaks at the desk."""

from tui.guide.content.field_types import Id, Record, SomeIds, Text


class DeskWords(Record, frozen=True, kw_only=True):
    """What is said and shown at the desk; the lint says which names both need."""

    texts: dict[Id, Text]
    """A few words for a small pane, by what they are on."""
    motions: dict[Id, Id]
    """What the figure does, by the same."""
    sources: SomeIds
