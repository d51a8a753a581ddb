"""Pain relievers: the questions to ask first, and what follows from the answers."""

from __future__ import annotations

from collections.abc import Iterable

from tui.guide import blocks
from tui.guide.blocks import Block, Kind
from tui.guide.content.section_model import Item
from tui.plain.dialogue import Conversation, KeyOption, allowed, choose, numbered
from tui.plain.guided.context import DialogueContext
from tui.plain.heard_text import as_heard, heard_page
from tui.plain.signs import SignQuestions

_NONE = KeyOption("n", "none of these", ("none", "no", "0"))
_DONE = KeyOption("", "done", ("done", "n", "no", "none"))
_AT_ONCE = 8
"""The most lines in one question."""


def item_lines(signs: SignQuestions, item: Item) -> list[str]:
    """Return the page of an item; nothing in favour of a medicine that something speaks against."""
    index = signs.index
    page = blocks.item_page(index, item)
    if item.medicine:
        if _true(signs):
            page = [block for block in page if block.kind is not Kind.POINT]
        page += blocks.medicine_stop(index.content.medicine)
    return list(heard_page(page, signs.region))


def ask_first(context: DialogueContext) -> Conversation[None]:
    """Ask what speaks against a pain reliever; then say whether to ask somebody first."""
    signs, medicine = context.signs, context.index.content.medicine
    lines = medicine.lines
    yield as_heard(medicine.title)
    yield medicine.intro
    for start in range(0, len(lines), _AT_ONCE):
        asked = lines[start : start + _AT_ONCE]
        yield f"Lines {start + 1} to {start + len(asked)} of {len(lines)}."
        done = _NONE
        while True:
            true = _true(signs)
            yield from numbered(_told(line.text, line.id in true) for line in asked)
            yield allowed(len(asked), "several", (done,))
            answer = yield from choose(len(asked), "several", (done,))
            if answer.key is done:
                break
            for place in answer.places:
                signs.record.answer(line=asked[place].id)
            done = _DONE
    yield from heard_page(_outcome(signs), signs.region)


def _told(text: str, is_true: bool) -> str:
    return f"{as_heard(text)} Ticked." if is_true else text


def _true(signs: SignQuestions) -> frozenset[str]:
    """Return the ids of the lines that are true, by an answer or by the checklist."""
    implied = (
        line.id
        for line in signs.index.content.medicine.lines
        if signs.triage.answers(line, signs.verdict)
    )
    return signs.record.asked | frozenset(implied)


def _outcome(signs: SignQuestions) -> Iterable[Block]:
    """Return what the answers come to, and when to stop a medicine."""
    medicine, true = signs.index.content.medicine, _true(signs)
    if true:
        yield Block(Kind.LEAD, medicine.ask)
        for line in medicine.lines:
            if line.id in true:
                yield Block(Kind.ASK, f"{line.text} {line.say}")
    else:
        yield from (Block(Kind.POINT, text) for text in medicine.advice)
    yield from blocks.medicine_stop(medicine)
