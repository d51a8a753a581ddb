"""The guide as pages of blocks: the order and wording that every interface shows.

A page is a list of `Block` values. An interface decides how a block looks, not what it says.
"""

from __future__ import annotations

from collections.abc import Iterable

from tui.guide.block import Block as Block
from tui.guide.block import Kind as Kind
from tui.guide.block import Page as Page
from tui.guide.content.exercise_model import Dose, Exercise, Phase, Sides
from tui.guide.content.record_index import Index
from tui.guide.content.section_model import Item, Source
from tui.guide.content.treatment_model import Medicine, Pack
from tui.guide.content.triage_model import Level

PHASE_WORDS = {
    Phase.SPASM: "when the worst is over",
    Phase.EASING: "when the pain is easing",
    Phase.STRENGTHENING: "when the pain has settled",
}
_SIDE_WORDS = {
    Sides.NONE: "",
    Sides.EACH: "each side",
    Sides.ALTERNATING: "side to side",
    Sides.LEFT: "left side",
    Sides.RIGHT: "right side",
}


def item_page(index: Index, item: Item) -> Page:
    """Return all of an item but its why and its sources."""
    page = [Block(Kind.TITLE, item.title), Block(Kind.LEAD, item.lead)]
    page += _listed(Kind.POINT, item.points)
    page += _numbered(item.steps)
    if item.pack:
        page += _pack_blocks(index.packs[item.pack])
    page += headed("Ask first if", Kind.ASK, item.ask)
    page += headed("What not to do", Kind.NEVER, item.never)
    page += _listed(Kind.TEXT, item.more)
    return page


def why_page(index: Index, item: Item) -> Page:
    """Return why an item is advised, and where guidelines differ."""
    page = [Block(Kind.TEXT, item.why)]
    return page + differ_blocks(index, index.differs_for(item))


def differ_blocks(index: Index, names: Iterable[str]) -> Page:
    """Return the "guidelines differ" notes with these ids, under their heading."""
    return headed("Guidelines differ", Kind.NOTE, [index.differs[name].text for name in names])


def exercise_page(index: Index, exercise: Exercise, *, alone: bool = True) -> Page:
    """Return how to do an exercise, who should ask before doing it, and when to stop.

    With `alone` the rules for every exercise are included.
    """
    movement = index.content.movement
    page = [
        Block(Kind.TITLE, exercise.title),
        Block(Kind.LEAD, dose_words(exercise.dose)),
        Block(
            Kind.TEXT, f"Try it {PHASE_WORDS[exercise.phase]}. You feel it in: {exercise.target}."
        ),
        Block(Kind.TEXT, exercise.start),
    ]
    page += _numbered(exercise.steps)
    page += headed("Breathing", Kind.TEXT, [exercise.breath])
    page += headed("Mistakes to avoid", Kind.NEVER, exercise.errors)
    page += headed("Adapt", Kind.POINT, [adapt.say for adapt in exercise.adapt])
    blocked = [condition_words(index, name) for name in index.expand(exercise.not_if)]
    page += headed("Ask first if", Kind.ASK, blocked)
    stop_if = [*exercise.stop_if, *(movement.stop_if if alone else ())]
    page += headed("Stop if", Kind.NEVER, stop_if)
    page += headed("Later", Kind.POINT, exercise.later)
    if alone:
        page += headed("For every exercise", Kind.POINT, [*movement.before, movement.severe])
    return page


def movement_page(index: Index) -> Page:
    """Return the rules for every exercise."""
    movement = index.content.movement
    blocked = [condition_words(index, name) for name in index.expand(movement.not_if)]
    page = headed("Before you start", Kind.POINT, movement.before)
    page += headed("Ask first if", Kind.ASK, blocked)
    page += headed("Stop if", Kind.NEVER, movement.stop_if)
    return [*page, Block(Kind.TEXT, movement.severe)]


def medicine_page(medicine: Medicine) -> Page:
    """Return the ask-first card with nothing ticked."""
    page = [Block(Kind.HEADING, medicine.title), Block(Kind.TEXT, medicine.intro)]
    for line in medicine.lines:
        page.append(Block(Kind.ASK, f"{line.text} {line.say}"))
    page += headed("Only if none of these is true", Kind.POINT, medicine.advice)
    return page + medicine_stop(medicine)


def medicine_stop(medicine: Medicine) -> Page:
    """Return when to stop a medicine, whatever was ticked: some may have taken it already."""
    page = headed("Stop and get help", Kind.NEVER, medicine.stop_if)
    return [*page, Block(Kind.TEXT, medicine.stop)]


def level_page(index: Index, level: Level) -> Page:
    """Return what a level asks for, with its placeholders unfilled."""
    words = index.levels[level]
    page = [Block(Kind.LEAD, words.soon)]
    page += _listed(Kind.POINT, words.actions)
    for extra in words.extra:
        page += _listed(Kind.POINT, extra.actions)
    page += headed("What not to do", Kind.NEVER, words.avoid)
    page += headed(until_words(level), Kind.POINT, words.until)
    return page


def until_words(level: Level) -> str:
    """Return the heading of what to do meanwhile."""
    return "Until then" if level < Level.URGENT else "Until help comes"


def source_words(source: Source) -> str:
    """Return a source as one line without its address."""
    years = {"live": ", kept up to date", "unknown": ""}
    year = years.get(str(source.year), f", {source.year}")
    title = source.title if source.title.endswith((".", "?", "!")) else f"{source.title}."
    words = f"{title} {source.publisher}{year}."
    return f"{words} {source.note}" if source.note else words


def dose_words(dose: Dose) -> str:
    """Return a dose as one line, such as ``Hold 5 s · 3 times · each side · twice a day``."""
    holds = " + ".join(f"{seconds:g}" for seconds in dose.hold)
    times = f"{dose.reps} times" if dose.reps > 1 else "once"
    if dose.most_reps > dose.reps:
        times += f", later up to {dose.most_reps}"
    parts = [f"Hold {holds} s", times, _SIDE_WORDS[dose.sides]]
    if dose.sets > 1:
        parts.append(f"{dose.sets} rounds")
    if dose.rest:
        parts.append(f"rest {dose.rest:g} s between")
    if dose.often:
        parts.append(lower_first(dose.often))
    return " · ".join(part for part in parts if part)


def pack_words(pack: Pack) -> str:
    """Return the dose of a pack as one line."""
    minutes = pack.minutes
    return (
        f"{minutes.usual} min ({minutes.least} to {minutes.most}) · "
        f"up to {pack.a_day} a day · {pack.gap} min apart"
    )


def lower_first(text: str) -> str:
    """Return `text` in the form for the middle of a sentence."""
    second = text[1:2]
    return text if second.isupper() or text.startswith("I ") else text[:1].lower() + text[1:]


def _pack_blocks(pack: Pack) -> Page:
    page = headed("How long", Kind.TEXT, [pack_words(pack)])
    page += headed("Stop if", Kind.NEVER, pack.stop_if)
    page += headed("Ask first if", Kind.ASK, pack.ask)
    page += headed("What not to do", Kind.NEVER, pack.never)
    return page


def condition_words(index: Index, name: str) -> str:
    """Return a finding or blocker in words."""
    finding = index.findings.get(name)
    return finding.text if finding else index.blockers[name].text


def _listed(kind: Kind, texts: Iterable[str]) -> Page:
    return [Block(kind, text) for text in texts]


def _numbered(texts: Iterable[str]) -> Page:
    return [Block(Kind.STEP, text, place) for place, text in enumerate(texts, 1)]


def headed(heading: str, kind: Kind, texts: Iterable[str]) -> Page:
    """Return `texts` as blocks under a heading; nothing without texts."""
    listed = _listed(kind, texts)
    return [Block(Kind.HEADING, heading), *listed] if listed else []
