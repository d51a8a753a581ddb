"""The table of ``content.toml`` on Today, the first lines of a healthy day."""

from tui.guide.content.field_types import Count, Id, Ids, Record, SomeIds, Text


class TodayWords(Record, frozen=True, kw_only=True):
    """What is said of a healthy day; the lint says which names its texts need."""

    title: Text
    strength: Id
    """The habit whose days count as strength days."""
    aim: Count
    """The strength days of a week that are aimed at."""
    rare: Ids = ()
    """The habits that are for days with a spasm only, which nobody can keep each day."""
    breaks: Id
    """The item on breaks at the desk."""
    texts: dict[Id, Text]
    sources: SomeIds
