"""The checklist of warning signs: by group, by words, or all of them one group after the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial

from tui.guide.checklist_search import ChecklistSearch
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Finding, Group, Level
from tui.guide.field_text import LONGEST_SEARCH
from tui.plain.dialogue import Conversation, KeyOption, allowed, choose, press
from tui.plain.guided.context import DialogueContext
from tui.plain.guided.menu import Menu, MenuItem, hold_menu
from tui.plain.heard_text import as_heard, count_words

_ALL = KeyOption("a", "go through all", ("all", "go through all"))
_TICKED = KeyOption("t", "what is ticked", ("ticked",))
_LEVEL = KeyOption("l", "level and what to do", ("level", "why"))
_NONE = KeyOption("n", "none of these", ("none", "no", "0"))
_DONE = KeyOption("", "done", ("done", "none", "no", "n"))
_GO_ON = KeyOption("", "go on with the next group", ("next", "go on"))
_STOP = KeyOption("b", "back to the groups", ("back", "stop", "q"))
_FINDS = "Or type what you feel."
_TOO_MANY = "More words find fewer."
_MOST_FOUND = 12
"""The most signs that are listed for some words."""


def checklist(context: DialogueContext) -> Conversation[None]:
    """Offer the groups of signs, and find a sign by words."""
    index = context.index

    def items() -> Sequence[MenuItem]:
        groups = [
            MenuItem(_group_title(context, group), partial(_tick_group, context, group))
            for group in index.content.groups
        ]
        keys = [
            MenuItem("", partial(_go_through, context), key=_ALL),
            MenuItem("", partial(_review, context), key=_LEVEL),
        ]
        if context.signs.ticked:
            keys.insert(1, MenuItem("", partial(_take_back, context), key=_TICKED))
        return [*groups, *keys]

    def lead() -> Sequence[str]:
        return [context.signs.state(), "Choose a group of signs."]

    find = partial(_find, context, _Finder(context.index))
    yield from hold_menu(Menu("Warning signs", items, lead, find, _FINDS))


def _group_title(context: DialogueContext, group: Group) -> str:
    ticked = sum(finding.id in context.signs.ticked for finding in group.findings)
    told = f", {ticked} ticked" if ticked else ""
    return f"{group.title}: {count_words(len(group.findings), 'sign')}{told}"


def _review(context: DialogueContext) -> Conversation[None]:
    """Say the level with what to do and why."""
    signs = context.signs
    if signs.verdict.reasons or signs.is_checked:
        yield from signs.advice()
    else:
        yield from context.index.content.safety.not_checked_lead[:1]


def _tick_group(context: DialogueContext, group: Group) -> Conversation[None]:
    yield as_heard(group.title)
    yield from _tick(context, [finding.id for finding in group.findings], _DONE)


def _go_through(context: DialogueContext) -> Conversation[None]:
    """Ask about each group in turn; at the end all signs were gone through."""
    groups, signs = context.index.content.groups, context.signs
    for number, group in enumerate(groups, 1):
        yield as_heard(f"Group {number} of {len(groups)}. {group.title}")
        before = signs.verdict.level
        yield from _tick(context, [finding.id for finding in group.findings], _NONE)
        risen = before < signs.verdict.level and signs.needs_help_today
        if risen and number < len(groups) and (yield from press(_GO_ON, _STOP)) is _STOP:
            return
    signs.check()
    yield from signs.outcome()


def _tick(context: DialogueContext, names: Sequence[str], done: KeyOption) -> Conversation[None]:
    """Let some findings be ticked or unticked by their numbers, until there are no others."""
    findings = context.index.findings
    for number, name in enumerate(names, 1):
        yield f"{number}. {_words(context, findings[name])}"
    while True:
        yield allowed(len(names), "several", (done,))
        answer = yield from choose(len(names), "several", (done,))
        if answer.key is done:
            return
        yield from _toggle(context, [names[place] for place in answer.places])
        done = _DONE


def _words(context: DialogueContext, finding: Finding) -> str:
    """Return a finding, and whether it is ticked."""
    text = as_heard(finding.text)
    if finding.id in context.signs.record.noticed:
        return f"{text} Ticked by the guide."
    if finding.id in context.signs.ticked:
        return f"{text} Ticked."
    return f"{text} Follows from a tick." if finding.id in context.signs.true else text


def _toggle(context: DialogueContext, names: Sequence[str]) -> Conversation[None]:
    """Tick or untick findings; say the level at once, and in full where help is needed."""
    signs = context.signs
    before = signs.verdict
    on = [name for name in names if name not in signs.ticked]
    off = [name for name in names if name in signs.ticked]
    if off:
        signs.record.set_ticks(off, on=False)
    if on:
        signs.record.set_ticks(on, on=True)
    after = signs.verdict
    urgent = not after.level < Level.URGENT
    if urgent and before.level < after.level:
        yield from signs.advice()
    for name in names:
        state = "Ticked" if name in on else "No longer ticked"
        yield f"{state}: {as_heard(context.index.findings[name].text)}"
    if not urgent or not before.level < after.level:
        yield signs.state()


def _take_back(context: DialogueContext) -> Conversation[None]:
    """List what is ticked, to be unticked."""
    names = [name for name in context.index.findings if name in context.signs.ticked]
    yield f"{count_words(len(names), 'sign').capitalize()} ticked. A number takes the tick away."
    yield from _tick(context, names, _DONE)


class _Finder:
    """The search among the signs, made ready when it is first used."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def search(self) -> ChecklistSearch:
        """The words of all signs."""
        return ChecklistSearch.of(self._index)


def _find(context: DialogueContext, finder: _Finder, typed: str) -> Conversation[None]:
    """List the signs that the typed words may mean, to be ticked."""
    index = context.index
    matches = finder.search.find(typed[:LONGEST_SEARCH])
    names = [*matches.best, *matches.others]
    if not names:
        yield index.content.guide.no_sign_found or "Nothing was found."
        return
    yield f"{count_words(len(names), 'sign').capitalize()} found."
    if len(names) > _MOST_FOUND:
        yield f"These are the first {_MOST_FOUND}. {_TOO_MANY}"
    yield from _tick(context, names[:_MOST_FOUND], _NONE)
