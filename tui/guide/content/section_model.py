"""The tables of ``content.toml`` that readers see as tabs: sections, items and their sources."""

from typing import Annotated, Literal

from msgspec import Meta, field

from tui.guide.content.field_types import Id, Ids, Record, SomeIds, Text, Texts


class Source(Record, frozen=True, kw_only=True):
    """Where a statement comes from."""

    id: Id
    title: Text
    publisher: Text
    year: Annotated[int, Meta(ge=1900, le=2100)] | Literal["live", "unknown"]
    """The year of the edition; ``"live"`` for a page its publisher keeps up to date."""
    url: (
        Annotated[str, Meta(pattern=r"^https://[!-~]+\Z", description="an https address")] | None
    ) = None
    """The public address; the article that the guide is based on has none."""
    note: Text | None = None


class Differ(Record, frozen=True, kw_only=True):
    """A note on where the article and the guidelines differ."""

    id: Id
    text: Text
    sources: SomeIds


class Figure(Record, frozen=True, kw_only=True):
    """A motion shown with an item."""

    motion: Id
    caption: Text | None = None
    """A few words under the figure; needed only where there are several."""


class Item(Record, frozen=True, kw_only=True):
    """One entry of a tab: a line in its list, and what it opens."""

    id: Id
    group: Text
    """The heading above it in the list."""
    title: Text
    short: Text
    """A few words beside the title: the dose or the gist."""
    lead: Text
    """The one or two sentences to read first."""
    points: Texts = ()
    steps: Texts = ()
    """Numbered, in order."""
    ask: Texts = ()
    """Conditions under which to ask a professional first."""
    never: Texts = ()
    more: Texts = ()
    """Background, a paragraph each, after everything else."""
    why: Text
    """Why it is advised; shown with the sources."""
    exercises: Ids = ()
    figures: tuple[Figure, ...] = field(name="figure", default=())
    pack: Id | None = None
    medicine: bool = False
    """Whether the item shows the ask-first card."""
    opens: Literal["quiz", "days", "lift"] | None = None
    """The screen that the item opens: the self-check, the days of a spasm, or what a lift asks."""
    prevented_by: Ids = ()
    """Items that help to prevent this cause."""
    see: Ids = ()
    """Items to read next."""
    differ: Ids = ()
    sources: SomeIds


class Section(Record, frozen=True, kw_only=True):
    """A tab of the guide."""

    id: Literal["relief", "prevention", "causes", "doctor"]
    title: Text
    lead: Text
    items: tuple[Item, ...] = field(name="item", default=())
