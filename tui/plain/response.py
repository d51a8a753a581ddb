"""The end of a plain walkthrough: it is kept, and how the pain has changed is asked."""

from __future__ import annotations

from tui.guide.episode.records import Activity, Change, Response, WalkDone
from tui.plain.dialogue import Conversation, Ended, KeyOption, press
from tui.plain.signs import SignQuestions

BETTER = KeyOption("1", "better", ("better",))
SAME = KeyOption("2", "the same", ("same", "the same"))
WORSE = KeyOption("3", "worse", ("worse",))
NO_ANSWER = KeyOption("", "no answer", ("q", "skip", "none"))

_CHANGES: dict[KeyOption, Change] = {BETTER: "better", SAME: "same", WORSE: "worse"}


def keep_done(signs: SignQuestions, names: tuple[str, ...]) -> None:
    """Keep a walkthrough of these exercises that was done to its end."""
    signs.record.keep(WalkDone(at=signs.now, exercises=names))


def ask_response(signs: SignQuestions, after: Activity) -> Conversation[None]:
    """Ask how the pain has changed and keep the answer; if it is worse, ask about the signs."""
    try:
        yield ""
        yield signs.index.content.episode.response
        key = yield from press(BETTER, SAME, WORSE, NO_ANSWER)
        if key is NO_ANSWER:
            return
        signs.record.keep(Response(at=signs.now, after=after, change=_CHANGES[key]))
        if key is WORSE:
            signs.check(done=False)
            yield from _ask_signs(signs)
    except Ended:
        # The walkthrough itself was done and kept before.
        return


def _ask_signs(signs: SignQuestions) -> Conversation[None]:
    severe = signs.index.content.movement.severe
    try:
        if (yield from signs.ask_worse()):
            yield from signs.refusal() or [*signs.headline(), severe]
    except Ended:
        yield severe
