"""The tables of ``content.toml`` on the days of a spasm and on the pack timer.

`fill_in` replaces placeholders in braces, such as ``{when}``, with values.
"""

from typing import Annotated, Literal

from msgspec import Meta, field

from tui.guide.content.field_types import Count, Id, Ids, Record, SomeIds, SomeTexts, Text

PainLevel = Annotated[int, Meta(ge=0, le=10)]
"""From 0 for no pain to 10 for the worst imaginable."""

Sign = Literal["no_better", "worse", "again"]
"""Patterns to look for in the records; `tui.guide.episode.progress.noticed` defines them."""


class NoticedWords(Record, frozen=True, kw_only=True):
    """A finding that the guide ticks by itself, and when."""

    when: Sign
    finding: Id
    reason: Text
    """``{day}``, ``{first}`` and ``{last}`` (pain), or ``{times}`` and ``{days}``."""


class Limits(Record, frozen=True, kw_only=True):
    """Thresholds: when a pattern is noticed and when something is due."""

    from_day: Count
    """The first day on which "no better" can be noticed."""
    entries: Count
    """The fewest pain entries of an episode from which a course can be judged."""
    change: PainLevel
    """The smallest difference between two pain levels that counts as a change."""
    times: Count
    """How many episodes count as recurring."""
    within_days: Count
    """The period in which they are counted, in days."""
    quiet: PainLevel
    """The highest pain level that counts as nearly none."""
    quiet_hours: Count
    """Hours of quiet pain after which the guide asks whether the spasm has passed."""
    silent_days: Count
    """Days without an entry after which the guide asks that too."""
    strong: PainLevel
    """The pain level from which no walkthrough is offered."""
    pain_hours: Count
    """Hours between two pain entries."""
    walk_hours: Count
    """Hours between two walkthroughs."""


class SummaryWords(Record, frozen=True, kw_only=True):
    """The fixed texts of the page for a doctor."""

    title: Text
    opening: SomeTexts
    questions: SomeTexts
    """Questions that a person may want to ask the doctor."""
    closing: SomeTexts
    nothing: Text
    """The whole text while there are no records."""


class EpisodeWords(Record, frozen=True, kw_only=True):
    """Texts on a spasm from its onset to its end."""

    begin: Text
    """Asks when the spasm began."""
    begin_note: Text
    """Explains why the guide asks."""
    cold: Text
    warm: Text
    switch: Text
    """When to change from cold to warm packs: ``{when}``."""
    switch_note: Text
    """Says that the reader decides this."""
    pack_now: Text
    pack_wait: Text
    """``{when}``."""
    pack_done: Text
    """``{when}``."""
    walk: Text
    walk_wait: Text
    """``{when}``."""
    pain: Text
    """Asks for the pain level from 0 to 10."""
    pain_note: Text
    """Asks for a short note on it."""
    begun: Text
    """Asks, after a pain level without an open episode, whether one has begun."""
    response: Text
    """Asks how the pain has changed after breathing or a walkthrough."""
    response_worse: Text
    """Asks for signs after pain that is worse."""
    over: Text
    """Asks whether the spasm has passed."""
    over_yes: Text
    over_kept: Text | None = None
    """Added to `over_yes` where entries outlast the guide."""
    over_no: Text
    noticed_lead: Text
    """Says that the guide ticked something by itself."""
    noticed_remove: Text
    """Says that the tick can be removed."""
    none: Text
    """Shown while there is no episode."""
    limits: Limits
    noticed: Annotated[tuple[NoticedWords, ...], Meta(min_length=1)]
    summary: SummaryWords
    differ: Ids = ()
    sources: SomeIds


class TimerWords(Record, frozen=True, kw_only=True):
    """Texts of the pack timer."""

    towel: Text
    """Asks, before the start, whether the pack is wrapped."""
    layers: Text
    """Says how many layers of towel a hot-water bottle needs."""
    minutes: Text
    """Shown while the reader chooses how long."""
    long: Text
    """Shown for a warm pack that is longer than usual."""
    on: Text
    awake: Text
    """Warns not to fall asleep with a pack on."""
    look: Text
    """Shown at a skin check."""
    look_short: Text
    """The same, next to the time left."""
    stop: Text
    """Introduces the reasons to take a pack off at once."""
    off: Text
    """Shown at the end."""
    off_short: Text
    """The same, in place of the time left."""
    missed: Text
    """Shown if the end passed unseen: ``{when}``."""
    rest: Text
    """Shown once the pack is off."""
    early: Text
    """Shown if the pack was taken off before its end."""
    pause: Text
    """``{when}``."""
    ready: Text
    done: Text
    """Says that there should be no more packs today: ``{when}``."""
    sources: SomeIds
    differ: Ids = field(default=())


def fill_in(text: str, **values: object) -> str:
    """Replace each ``{name}`` in `text` by its value; placeholders without a value stay."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
