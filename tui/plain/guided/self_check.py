"""The self-check: a round of the quiz, the questions on one's own day, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from tui.guide.outline import Place, place_of, title_of
from tui.guide.quiz import quiz
from tui.guide.quiz.quiz import Round
from tui.plain.dialogue import Conversation
from tui.plain.guided.context import DialogueContext
from tui.plain.guided.menu import Menu, MenuItem, hold_menu
from tui.plain.heard_text import count_words
from tui.plain.quiz import habits_conversation, quiz_conversation, round_conversation

OpenPlace = Callable[[Place], Conversation[None]]
"""Opens a page of the guide."""


def self_check(context: DialogueContext, open_place: OpenPlace) -> Conversation[None]:
    """Offer a round of the quiz and the questions on one's own day."""
    index, signs = context.index, context.signs
    store = signs.store

    def rounds() -> tuple[Round, ...]:
        return quiz.current(index, store.all(Round))

    def practise(names: Sequence[str]) -> Conversation[None]:
        practice = quiz.practice(index, names, context.chance)
        yield from round_conversation(index, store, practice, signs.now)

    def items() -> Sequence[MenuItem]:
        known, offered = rounds(), []
        if going := quiz.open_round(known):
            title = f"Go on with question {going.place + 1} of {len(going.cards)}"
            go_on = partial(round_conversation, index, store, going, signs.now)
            offered.append(MenuItem(title, go_on))
        begin = partial(quiz_conversation, index, store, context.chance, signs.now)
        title = "A new round of questions" if known else index.content.quiz.title
        offered.append(MenuItem(title, begin, ("quiz",)))
        if last := next((one for one in reversed(known) if one.done), None):
            offered += _after(context, last, practise, open_place)
        own_day = partial(habits_conversation, index, store)
        offered.append(MenuItem(index.content.habits.title, own_day, ("day", "habits")))
        return offered

    yield from hold_menu(Menu("Self-check", items))


def _after(
    context: DialogueContext,
    last: Round,
    practise: Callable[[Sequence[str]], Conversation[None]],
    open_place: OpenPlace,
) -> list[MenuItem]:
    """Return what the last finished round suggests."""
    index, offered = context.index, []
    if last.missed:
        names = tuple(card.question for card in last.missed)
        title = f"Try the missed again: {count_words(len(names), 'question')}"
        offered.append(MenuItem(title, partial(practise, names)))
    if topic := quiz.weakest(quiz.by_topic(index, last)):
        names = quiz.on_topic(index, topic.id)
        offered.append(MenuItem(topic.practise, partial(practise, names)))
        place = place_of(index, topic.place)
        title = f"Read {index.sections[place.section].title}: {title_of(index, topic.place)}"
        offered.append(MenuItem(title, partial(open_place, place)))
    return offered
