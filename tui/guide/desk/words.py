"""The words in the pane of a desk, and the slump of its figure."""

from __future__ import annotations

from msgspec import Struct

from tui.guide.content.everyday.desk_model import DeskWords
from tui.guide.desk.breaks import MINUTE, BreakPlan, Desk, due_at, next_kind
from tui.guide.desk.names import KIND_WORDS


class DeskText(Struct, frozen=True):
    """The words of the pane: what to do, and a word on it."""

    head: str
    line: str = ""


def desk_text(words: DeskWords, desk: Desk, plan: BreakPlan, *, has_spasm: bool) -> DeskText:
    """Return what the pane says now."""
    if desk.stage == "paused":
        return DeskText(words.texts["paused"])
    if desk.stage == "away":
        return DeskText(words.texts["away"])
    if desk.stage == "sitting":
        kind = next_kind(desk, plan, due_at(desk, plan))
        minutes = max(1, -(-int(due_at(desk, plan) - desk.seen) // int(MINUTE)))
        said = words.texts["standing" if desk.stands else "sitting"]
        return DeskText(said, f"{KIND_WORDS[kind]} in {minutes} min")
    if has_spasm:
        return DeskText(words.texts["spasm"], words.texts["spasm_more"])
    if desk.kind in ("up", "down"):
        return DeskText(words.texts[desk.kind])
    is_long = desk.kind == "long"
    if desk.stage == "due":
        return DeskText(words.texts["long_due"] if is_long else words.texts["short_due"])
    return DeskText(words.texts["long_break"] if is_long else words.texts["short_break"])


def slump(desk: Desk, plan: BreakPlan) -> float:
    """Return how far the figure has slumped, from 0 to 1 in quarters."""
    if desk.stage not in ("sitting", "due") or desk.stands:
        return 0.0
    share = (desk.seen - desk.since) / max(1.0, plan.short_every)
    return min(4, max(0, int(4 * share))) / 4
