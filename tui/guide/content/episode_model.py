"""The shape of the words on a spasm's days and on the pack timer in ``content.toml``.

Where a text has a name in braces, such as ``{when}``, `filled` puts a value in its place.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from tui.guide.content.field_types import Count, Id, Ids, Record, SomeIds, SomeTexts, Text

PainLevel = Annotated[int, Meta(ge=0, le=10)]
"""From 0 for none to 10 for the worst there could be."""

Sign = Literal["no_better", "worse", "again"]
"""What can stand out in the records; `tui.guide.episode.progress.noticed` says what each means."""


class NoticedWords(Record, frozen=True, kw_only=True):
    """A finding that the guide ticks by itself."""

    when: Sign
    finding: Id
    reason: Text
    """``{day}``, ``{first}`` and ``{last}`` (pain), or ``{times}`` and ``{days}``."""


class Limits(Record, frozen=True, kw_only=True):
    """The numbers that say when something stands out or is due."""

    from_day: Count
    """The first day on which "no better" can stand out."""
    entries: Count
    """The least pain entries of an episode to say anything of its course."""
    change: PainLevel
    """How far apart two pain levels are that differ."""
    times: Count
    """How many episodes are many."""
    within_days: Count
    """The days that they are counted over."""
    quiet: PainLevel
    """Pain up to this is hardly any."""
    quiet_hours: Count
    """How long it is so before the guide asks whether the spasm has passed."""
    silent_days: Count
    """After so long without an entry the guide asks that too."""
    strong: PainLevel
    """From this pain on no walkthrough is offered."""
    pain_hours: Count
    """From one pain entry to the next."""
    walk_hours: Count
    """From one walkthrough to the next."""


class SummaryWords(Record, frozen=True, kw_only=True):
    """What the page for a doctor says besides the records."""

    title: Text
    opening: SomeTexts
    questions: SomeTexts
    """What a person may want to ask."""
    closing: SomeTexts
    nothing: Text
    """Stands in place of everything while nothing is kept."""


class EpisodeWords(Record, frozen=True, kw_only=True):
    """The words on a spasm from its beginning to its end."""

    begin: Text
    """The question when it began."""
    begin_note: Text
    """Why the guide asks that."""
    cold: Text
    warm: Text
    switch: Text
    """When cold gives way to warmth: ``{when}``."""
    switch_note: Text
    """That this is one's own choice."""
    pack_now: Text
    pack_wait: Text
    """``{when}``."""
    pack_done: Text
    """``{when}``."""
    walk: Text
    walk_wait: Text
    """``{when}``."""
    pain: Text
    """Asks for the pain from 0 to 10."""
    pain_note: Text
    """Asks for a few words beside it."""
    over: Text
    """Asks whether it has passed."""
    over_yes: Text
    over_kept: Text | None = None
    """Said beside it where entries outlast the guide."""
    over_no: Text
    noticed_lead: Text
    """Says that the guide ticked something by itself."""
    noticed_remove: Text
    """Says that the tick can be taken away."""
    none: Text
    """Stands where no episode has begun."""
    limits: Limits
    noticed: Annotated[tuple[NoticedWords, ...], Meta(min_length=1)]
    summary: SummaryWords
    differ: Ids = ()
    sources: SomeIds


class TimerWords(Record, frozen=True, kw_only=True):
    """The words of the pack timer."""

    towel: Text
    """The question before the start."""
    layers: Text
    """How much towel a hot-water bottle needs."""
    minutes: Text
    """On choosing how long."""
    long: Text
    """On a warm pack of more than the usual minutes."""
    on: Text
    awake: Text
    """Never to fall asleep with it."""
    look: Text
    """At a skin check."""
    look_short: Text
    """The same beside the time left."""
    stop: Text
    """Leads to what ends a pack at once."""
    off: Text
    """At the end."""
    off_short: Text
    """The same in the place of the time left."""
    missed: Text
    """The end was while nobody looked: ``{when}``."""
    rest: Text
    """Once it is off."""
    early: Text
    """The pack was taken off before its end."""
    pause: Text
    """``{when}``."""
    ready: Text
    done: Text
    """No more for today: ``{when}``."""
    sources: SomeIds
    differ: Ids = field(default=())


def filled(text: str, **values: object) -> str:
    """`text` with each ``{name}`` replaced by its value; a name without a value stays."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
