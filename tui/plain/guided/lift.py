"""The lifting equation line by line: its numbers one after the other, then the result."""

from __future__ import annotations

from msgspec.structs import replace

from tui.guide.blocks import Kind, Page
from tui.guide.content.everyday.lift_model import LiftWords
from tui.guide.lift.equation import SYSTEMS, SystemName
from tui.guide.lift.form import FIELDS, FieldName, LiftForm
from tui.guide.lift.measures import GRIPS, LiftError
from tui.guide.lift.report import lift_page, why_blocked
from tui.plain.dialogue import (
    Conversation,
    KeyOption,
    agree,
    choose,
    find_key,
    listen,
    numbered,
    press,
)
from tui.plain.heard_text import as_heard, heard_page
from tui.plain.signs import SignQuestions

_ASKED = FIELDS[: FIELDS.index("grip")]
"""The numbers that are typed; the box counts for the figure only."""
_SAME = KeyOption("", "as it is", ("same",))
_UNITS = KeyOption("u", "other units", ("units",))
_AGAIN = KeyOption("a", "another lift", ("again",))
_END = KeyOption("q", "end", ("end", "exit", "leave"))


def lift_conversation(signs: SignQuestions, units: SystemName) -> Conversation[None]:
    """Ask whether the equation holds, then for the numbers, and say the result.

    Raises:
        Ended: if no answer can come any more.

    """
    words = signs.index.content.lift
    yield words.texts["page"]["title"]
    has_spasm = signs.record.diary.current is not None
    why = why_blocked(words, signs.verdict, has_spasm=has_spasm)
    if not why:
        yield from map(as_heard, words.not_if)
        is_so = yield from agree(words.texts["page"]["question"])
        why = words.texts["blocked"]["other"] if is_so else ""
    if why:
        yield as_heard(why)
        return
    yield words.texts["page"]["for_whom"]
    form = LiftForm.first(SYSTEMS[units])
    while True:
        form = yield from _ask_numbers(words, form)
        yield from heard_page(_result(signs, form), signs.region)
        if (yield from press(_AGAIN, _END)) is _END:
            return


def _result(signs: SignQuestions, form: LiftForm) -> Page:
    """Return what is said of a lift; where it does not hold was asked before."""
    page = lift_page(signs.index, form.lift)
    after = max(place for place, block in enumerate(page) if block.kind is Kind.NEVER)
    return page[after + 1 :]


def _ask_numbers(words: LiftWords, form: LiftForm) -> Conversation[LiftForm]:
    """Ask for each number; enter alone leaves it as it is."""
    for name in _ASKED:
        form = yield from _ask_number(words, form, name)
    grips = [f"{name}: {words.texts['grips'][name]}" for name in GRIPS]
    grip = words.inputs["grip"]
    yield f"{grip['title']}: {grip['help']}"
    yield from numbered(grips)
    answer = yield from choose(len(GRIPS), keys=(_SAME,))
    return replace(form, grip=float(answer.places[0])) if answer.places else form


def _ask_number(words: LiftWords, form: LiftForm, name: FieldName) -> Conversation[LiftForm]:
    question = words.inputs[name]
    keys = (_SAME, *((_UNITS,) if name == "weight" else ()))
    while True:
        hints = ", ".join(key.hint for key in keys)
        yield as_heard(f"{question['title']}: {question['help']} Now {form.shown(name)}; {hints}.")
        line = (yield from listen(keys=keys, takes=as_heard(question["help"]))) or ""
        key = find_key(line, keys)
        if key is _SAME:
            return form
        if key is _UNITS:
            form = form.switched()
            continue
        try:
            return form.typed(name, line)
        except LiftError as error:
            yield as_heard(f"{error}.")
