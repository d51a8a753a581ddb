"""The safety questions line by line: yes or no, and after a yes which of the findings."""

from __future__ import annotations

from tui.guide.content.safety_model import SafetyQuestion
from tui.guide.content.triage_model import Level
from tui.plain.dialogue import NO, YES, Conversation, Ended, KeyOption, press
from tui.plain.signs import END, SignQuestions

_WHY = KeyOption("i", "why this is asked", ("why",))
_BACK = KeyOption("b", "back", ("back",))


def ask_safety(signs: SignQuestions) -> Conversation[bool]:
    """Ask the safety questions, unless they were answered today.

    Returns:
        Whether all are answered, and nothing is an emergency.

    Raises:
        Ended: if no answer can come any more.

    """
    safety = signs.index.content.safety
    if _is_emergency(signs):
        yield from signs.advice()
        return False
    if signs.is_checked:
        return True
    yield f"{safety.title} {safety.lead}"
    place = 0
    while place < len(safety.questions):
        key = yield from _ask(signs, place)
        if key is END:
            return False
        place += -1 if key is _BACK else 1
        if _is_emergency(signs):
            yield from signs.advice()
            return False
    signs.check()
    return True


def ask_before_moving(signs: SignQuestions, *, is_person: bool) -> Conversation[bool]:
    """Ask the safety questions before exercises; return whether exercises may follow.

    Where the input ends, they may unless a person was there to answer.
    """
    try:
        if not (yield from ask_safety(signs)):
            if not signs.refusal():
                yield "The walkthrough ends here."
            return False
    except Ended:
        if is_person:
            yield "The walkthrough ends here."
            return False
    refusal = signs.refusal()
    yield from refusal
    return not refusal


def _is_emergency(signs: SignQuestions) -> bool:
    return signs.verdict.level is Level.EMERGENCY


def _ask(signs: SignQuestions, place: int) -> Conversation[KeyOption]:
    """Ask one question; return the key that leads on."""
    safety = signs.index.content.safety
    question = safety.questions[place]
    keys = (YES, NO, *([_BACK] if place else []), _WHY, END)
    yield ""
    yield f"{place + 1} of {len(safety.questions)}. {question.text}"
    yield question.detail
    while True:
        key = yield from press(*keys)
        if key is _WHY:
            yield from _explain(signs, question)
        elif key is YES:
            before = signs.verdict.level
            goes_on = yield from signs.ask_which(question.findings)
            if before < signs.verdict.level < Level.EMERGENCY:
                yield from signs.first_step()
            return NO if goes_on else END
        else:
            return key


def _explain(signs: SignQuestions, question: SafetyQuestion) -> Conversation[None]:
    yield from question.explain
    titles = (signs.index.sources[name].title for name in question.sources)
    yield f"Sources: {'; '.join(titles)}."
