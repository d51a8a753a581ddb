"""The question when a spasm began."""

from __future__ import annotations

from tui.guide.episode.onset import OnsetChoice, UnclearOnset, onset_of
from tui.plain.dialogue import Conversation, allowed, choose, listen, numbered
from tui.plain.guided.context import DialogueContext
from tui.plain.heard_text import as_heard

_CHOICES = {
    OnsetChoice.NOW: "Just now",
    OnsetChoice.EARLIER: "Earlier today",
    OnsetChoice.YESTERDAY: "Yesterday",
    OnsetChoice.DATE: "On another day",
}
_WANTED = {
    OnsetChoice.EARLIER: "A time such as 14:30, or how long ago, such as 3 h or 40 min.",
    OnsetChoice.YESTERDAY: "A time such as 14:30, or enter alone.",
    OnsetChoice.DATE: "A day such as 3 Nov, or 2026-11-03 14:30.",
}


def ask_onset(context: DialogueContext) -> Conversation[None]:
    """Ask when the spasm began, and keep the answer."""
    words, signs = context.index.content.episode, context.signs
    yield words.begin
    yield words.begin_note
    yield from numbered(_CHOICES.values())
    yield allowed(len(_CHOICES), "one")
    answer = yield from choose(len(_CHOICES))
    when = list(_CHOICES)[answer.places[0]]
    typed = ""
    while True:
        if when is not OnsetChoice.NOW:
            yield _WANTED[when]
            typed = (yield from listen(takes=_WANTED[when])) or ""
        try:
            at = onset_of(when, typed, signs.now, signs.zone)
        except UnclearOnset as problem:
            yield as_heard(str(problem))
            continue
        signs.record.begin(at)
        yield f"Noted: {context.date(at)}."
        return
