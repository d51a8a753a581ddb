"""The content of the sheets: why and sources, help, about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from textual.content import Content
from textual.visual import Visual

from tui import __version__
from tui.app.drawing.answer_styles import MARK_STYLES
from tui.app.drawing.block_style import page_visual
from tui.app.drawing.row import Row, Rows
from tui.app.drawing.style_cache import linked
from tui.app.theme import level_style
from tui.app.triage_state import TriageState
from tui.app.widgets.verdict_page import reason_rows
from tui.guide import blocks
from tui.guide.blocks import Block, Kind, lower_first
from tui.guide.content.model import Region
from tui.guide.content.quiz_model import Question
from tui.guide.content.record_index import Index
from tui.guide.content.safety_model import SafetyQuestion
from tui.guide.content.section_model import Item, Source
from tui.guide.content.triage_model import Finding, Level
from tui.guide.outline import Entry
from tui.guide.quiz.wording import AnswerMark
from tui.guide.region import fill
from tui.guide.triage import Triage


class KeyWords(Protocol):
    """A line of the list of keys."""

    @property
    def keys(self) -> str:
        """The keys as printed."""

    @property
    def words(self) -> str:
        """What they do."""


def why_entry(index: Index, entry: Entry) -> Visual:
    """Return why an entry is advised, with its sources."""
    item, exercise = entry.item, entry.exercise
    rows: list[Visual] = [page_visual(blocks.why_page(index, item))]
    if exercise:
        sources = [index.sources[name] for name in exercise.sources]
    else:
        sources = list(index.sources_for(item))
    return Rows([*rows, *_source_rows(sources)])


def reading(index: Index, item: Item) -> Visual:
    """Return an item in full, with its reasons and its sources."""
    _, *page = blocks.item_page(index, item)
    why = [Block(Kind.HEADING, "Why"), *blocks.why_page(index, item)]
    return Rows([page_visual([*page, *why]), *_source_rows(index.sources_for(item))])


def why_finding(index: Index, finding: Finding, reason: str = "") -> Visual:
    """Return why a finding has its level, with its sources.

    `reason` says why the guide ticked it by itself.
    """
    rows: list[Visual] = []
    if finding.level is not Level.NONE:
        words = index.levels[finding.level]
        text = f"{words.symbol} {words.soon}"
        rows.append(Row(Content.styled(text, f"bold {level_style(finding.level.value)}")))
    page: list[Block] = []
    if reason:
        episode = index.content.episode
        page += [Block(Kind.LEAD, episode.noticed_lead), Block(Kind.TEXT, reason)]
        page += [Block(Kind.TEXT, episode.noticed_remove)]
    page += [Block(Kind.TEXT, finding.why)] if finding.why else []
    rows.append(page_visual([*page, *blocks.differ_blocks(index, finding.differ)]))
    return Rows([*rows, *_source_rows([index.sources[name] for name in finding.sources])])


def why_asked(index: Index, question: SafetyQuestion) -> Visual:
    """Return why a safety question is asked, with its sources."""
    page = [Block(Kind.TEXT, text) for text in question.explain]
    sources = [index.sources[name] for name in question.sources]
    return Rows([page_visual(page), *_source_rows(sources)])


def why_question(index: Index, question: Question) -> Visual:
    """Return why each option of a question is right or wrong, with the sources."""
    rows: list[Visual] = []
    for option in question.options:
        right = option.right or question.kind == "order"
        mark = AnswerMark.RIGHT if right else AnswerMark.WRONG
        sign = Content.styled(f"{mark.value} ", MARK_STYLES[mark])
        rows.append(Row(Content.styled(option.text, "bold"), sign, gap=int(bool(rows))))
        rows.append(Row(Content(option.why), Content("  ")))
    rows.append(page_visual(blocks.differ_blocks(index, question.differ)))
    return Rows([*rows, *_source_rows([index.sources[name] for name in question.sources])])


def why_level(triage: Triage, triage_state: TriageState) -> Visual:
    """Return the reasons for the triage level, with their sources."""
    index = triage.index
    rows = reason_rows(triage, triage_state.verdict)
    names = [*index.levels[triage_state.level].sources]
    names += [name for reason in triage_state.verdict.reasons for name in reason.sources]
    sources = [index.sources[name] for name in dict.fromkeys(names)]
    return Rows([*rows, *_source_rows(sources)])


def about(index: Index, region: Region | None, privacy: Sequence[str]) -> Visual:
    """Return what the guide is, what it is not, and what it stores."""
    preface = index.content.guide
    page = [Block(Kind.LEAD, preface.tagline), Block(Kind.HEADING, "Please note")]
    page += [Block(Kind.POINT, text) for text in preface.disclaimer]
    page += blocks.headed("Privacy", Kind.POINT, privacy)
    page += blocks.headed("The usual course", Kind.POINT, preface.course)
    shown = f"{region.name}: {{number}}" if region else "{number}"
    advice = f", advice {region.advice}" if region and region.advice else ""
    page += blocks.headed("Emergency number shown", Kind.TEXT, [f"{shown}{advice}"])
    edition = f"backspasm {__version__} · words of {preface.updated}"
    page += blocks.headed("Edition", Kind.TEXT, [f"{edition} · {len(index.sources)} sources"])
    return page_visual(page, region)


def keys(groups: Iterable[tuple[str, Iterable[KeyWords]]], index: Index) -> Visual:
    """Return every key, grouped, and what the level symbols mean."""
    rows: list[Visual] = []
    for title, lines in groups:
        rows.append(Row(Content.styled(title, "bold $primary"), gap=int(bool(rows)), leads=True))
        for line in lines:
            mark = Content.styled(f"{line.keys or 'no key':<16} ", "bold")
            rows.append(Row(Content(line.words), mark))
    rows.append(Row(Content.styled("What the signs mean", "bold $primary"), gap=1, leads=True))
    for words in reversed(index.content.levels):
        mark = Content.styled(f"{words.symbol:<16} ", f"bold {level_style(words.id.value)}")
        rows.append(Row(Content(f"{fill(words.word, None)}: {lower_first(words.soon)}"), mark))
    return Rows(rows)


def _source_rows(sources: Iterable[Source]) -> list[Visual]:
    rows: list[Visual] = [Row(Content.styled("Sources", "bold"), gap=1, leads=True)]
    for source in sources:
        rows.append(Row(Content(blocks.source_words(source)), Content.styled("• ", "$primary")))
        if source.url:
            rows.append(Row(linked(Content.styled(source.url, "$foreground 70%")), Content("  ")))
    return rows
