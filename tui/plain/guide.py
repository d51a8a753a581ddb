"""The guide as linear text, for pipes, screen readers and terminals that draw nothing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from tui.guide import blocks
from tui.guide.ascii_forms import legible as legible
from tui.guide.blocks import Block, Kind, Page
from tui.guide.content.exercise_model import Exercise
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.content.section_model import Item, Source
from tui.guide.content.triage_model import Level
from tui.guide.region import fill
from tui.guide.triage import Triage, Verdict
from tui.plain.page_format import as_markdown, as_text
from tui.plain.page_ids import page_id
from tui.plain.parts import NARROWEST, PARTS

READING_WIDTH = 88
"""The default limit of the width, in columns."""

_NARROWEST_COLUMN = 24
"""The least width, in columns, of a table's column of words; below it they have their own lines."""

_WORST_FIRST = (Level.EMERGENCY, Level.URGENT, Level.DOCTOR)


def print_part(
    index: Index,
    part: str | None,
    region: Region | None,
    width: int,
    encoding: str | None = "utf-8",
    *,
    ids: Sequence[str] = (),
    markdown: bool = False,
    served: bool = False,
) -> str:
    """Return one of `PARTS`, or the whole guide if None, wrapped to `width` columns.

    The emergency signs and the disclaimer come first. Characters are limited to `encoding`.

    Args:
        index: The content.
        part: The part.
        region: Whose numbers to show.
        width: The columns to wrap to.
        encoding: That of the reader.
        ids: The pages of the part to print, by their ids; all of it if there are none.
        markdown: Whether to return Markdown, unwrapped.
        served: Whether the reader is at another machine.

    Raises:
        UnknownPage: if the part has no page with one of the ids.

    """
    page = guide_page(index, part, ids=ids, served=served)
    if markdown:
        return as_markdown(page, region, encoding)
    return as_text(page, region, max(width, NARROWEST), encoding)


def guide_page(
    index: Index, part: str | None, *, ids: Sequence[str] = (), served: bool = False
) -> Page:
    """Return the blocks of `print_part`.

    Raises:
        UnknownPage: if the part has no page with one of the ids.

    """
    preface = index.content.guide
    page = _emergency_page(index)
    if ids and part:
        for name in ids:
            page += _one(index, part, page_id(index, part, name))
    else:
        if not part:
            page += [Block(Kind.TITLE, preface.title), Block(Kind.LEAD, preface.tagline)]
        for name in [part] if part else PARTS:
            page += _part(index, name)
    if not part:
        privacy = preface.privacy_served if served else preface.privacy
        page += blocks.headed("Privacy", Kind.TEXT, [" ".join(privacy)])
    page += [Block(Kind.HEADING, "Please note")]
    return [*page, Block(Kind.TEXT, " ".join(preface.disclaimer))]


def print_verdict(
    triage: Triage,
    verdict: Verdict,
    region: Region | None,
    width: int,
    encoding: str | None = "utf-8",
) -> str:
    """Return a verdict with what to do and why, in characters that `encoding` has."""
    return as_text(verdict_page(triage, verdict), region, max(width, NARROWEST), encoding)


def verdict_page(triage: Triage, verdict: Verdict) -> Page:
    """Return a verdict with what to do and why."""
    index = triage.index
    words = index.levels[verdict.level]
    page = [Block(Kind.TITLE, f"{words.symbol} {words.word}"), Block(Kind.LEAD, words.soon)]
    page += [Block(Kind.POINT, action) for action in triage.actions(verdict)]
    page += blocks.headed("What not to do", Kind.NEVER, words.avoid)
    page += blocks.headed(blocks.until_words(verdict.level), Kind.POINT, words.until)
    if verdict.reasons:
        page.append(Block(Kind.HEADING, "Why"))
    for reason in verdict.reasons:
        symbol = index.levels[reason.level].symbol
        ticked = "; ".join(index.findings[name].text for name in reason.findings)
        page += [Block(Kind.POINT, f"{symbol} {ticked}: {reason.why}")]
    return page


def verdict_json(triage: Triage, verdict: Verdict, region: Region | None) -> str:
    """Return a verdict as JSON, in the documented format of the command line."""
    import json

    fields = {
        "level": verdict.level.value,
        "headline": fill(triage.index.levels[verdict.level].word, region),
        "actions": [fill(action, region) for action in triage.actions(verdict)],
        "reasons": [
            {
                "id": reason.id,
                "findings": list(reason.findings),
                "why": reason.why,
                "sources": list(reason.sources),
            }
            for reason in verdict.reasons
        ],
    }
    return json.dumps(fields, indent=2) + "\n"


def print_findings(index: Index, width: int, encoding: str | None = "utf-8") -> str:
    """Return every finding's id, level and words by group, wrapped to `width` columns."""
    width = max(width, NARROWEST)
    names = max(len(name) for name in index.findings)
    levels = max(len(level.value) for level in Level)
    margin = 2 + names + 2 + levels + 2
    lines = []
    for group in index.content.groups:
        lines += ["", *textwrap.wrap(legible(group.title, encoding), width)]
        for finding in group.findings:
            text = legible(finding.text, encoding)
            head = f"  {finding.id:<{names}}  {finding.level.value:<{levels}}  "
            if width - margin < _NARROWEST_COLUMN:
                lines.append(f"  {finding.id}  {finding.level.value}")
                head, rest = " " * 4, " " * 4
            else:
                rest = " " * margin
            lines += textwrap.wrap(
                text, width, initial_indent=head, subsequent_indent=rest, break_on_hyphens=False
            )
    return "\n".join(lines[1:]) + "\n"


def findings_json(index: Index) -> str:
    """Return all findings as JSON, in the documented format of the command line."""
    import json

    rows = [
        {
            "id": finding.id,
            "group": group.title,
            "level": finding.level.value,
            "wording": finding.text,
            "also": list(finding.also),
        }
        for group in index.content.groups
        for finding in group.findings
    ]
    return json.dumps(rows, indent=2) + "\n"


def wrap_line(line: str, width: int) -> str:
    """Wrap a line of a conversation between words to at most `width` columns."""
    wrapped = textwrap.wrap(
        line, max(width, NARROWEST), break_on_hyphens=False, break_long_words=False
    )
    return "\n".join(wrapped)


def _emergency_page(index: Index) -> Page:
    """Return the page of the emergency signs and the disclaimer."""
    preface, symbol = index.content.guide, index.levels[Level.EMERGENCY].symbol
    return [
        Block(Kind.TEXT, f"{symbol} {' '.join(preface.emergency_signs)}"),
        Block(Kind.TEXT, " ".join(preface.disclaimer)),
    ]


def _part(index: Index, part: str) -> Page:
    if part == "exercises":
        return _exercises(index)
    if part == "sources":
        return _sources(index)
    section = index.sections[part]
    page = [Block(Kind.TITLE, section.title), Block(Kind.LEAD, section.lead)]
    if part == "doctor":
        page += _checklist(index)
    for item in section.items:
        page += _item(index, item)
    return page


def _one(index: Index, part: str, name: str) -> Page:
    """Return the page of an id; its title stands as that of a part."""
    if part == "sources":
        return [_source(index, index.sources[name])]
    if part == "exercises":
        page = _exercise(index, index.exercises[name])
    else:
        page = _item(index, index.items[name])
    return [Block(Kind.TITLE, page[0].text), *page[1:]]


def _item(index: Index, item: Item) -> Page:
    title, *body = blocks.item_page(index, item)
    page = [Block(Kind.HEADING, title.text), *body]
    if item.medicine:
        page += blocks.medicine_page(index.content.medicine)
    page += _named("Exercises", (index.exercises[name].title for name in item.exercises))
    page += _named("What helps to prevent it", (index.items[n].title for n in item.prevented_by))
    why, *differ = blocks.why_page(index, item)
    page += [Block(Kind.TEXT, f"Why: {why.text}"), *differ]
    page += _named("Sources", (source.id for source in index.sources_for(item)))
    return page


def _named(label: str, names: Iterable[str]) -> Page:
    listed = ", ".join(names)
    return [Block(Kind.TEXT, f"{label}: {listed}.")] if listed else []


def _checklist(index: Index) -> Page:
    page: Page = []
    for level in _WORST_FIRST:
        words = index.levels[level]
        page += [Block(Kind.HEADING, f"{words.symbol} {words.word}"), Block(Kind.TEXT, words.soon)]
        page += [
            Block(Kind.POINT, finding.text)
            for finding in index.findings.values()
            if finding.level is level
        ]
        together = [rule.why for rule in index.content.rules if rule.level is level]
        page += blocks.headed("Also when signs come together", Kind.POINT, together)
        page += [Block(Kind.HEADING, "What to do")]
        page += blocks.level_page(index, level)[1:]
    alone = [f.text for f in index.findings.values() if f.level is Level.NONE]
    page += blocks.headed("These count only together with others", Kind.POINT, alone)
    calm = index.levels[Level.SELF_CARE]
    page += [Block(Kind.HEADING, f"{calm.symbol} {calm.word}")]
    return page + blocks.level_page(index, Level.SELF_CARE)


def _exercises(index: Index) -> Page:
    page = [Block(Kind.TITLE, "Exercises"), *blocks.movement_page(index)]
    for exercise in index.content.exercises:
        page += _exercise(index, exercise)
    return page


def _exercise(index: Index, exercise: Exercise) -> Page:
    title, *body = blocks.exercise_page(index, exercise, alone=False)
    page = [Block(Kind.HEADING, title.text), *body]
    page += blocks.differ_blocks(index, exercise.differ)
    return page + _named("Sources", exercise.sources)


def _sources(index: Index) -> Page:
    page = [Block(Kind.TITLE, "Sources")]
    return page + [_source(index, source) for source in index.content.sources]


def _source(index: Index, source: Source) -> Block:
    address = f" {source.url}" if source.url else ""
    return Block(Kind.POINT, f"{source.id}: {blocks.source_words(source)}{address}")
