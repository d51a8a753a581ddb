"""The plain dialogue about signs and conditions that speak against exercises."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import tzinfo

from msgspec import Struct

from tui.diary.reader_record import ReaderRecord
from tui.diary.store import Store
from tui.guide.blocks import condition_words
from tui.guide.content.exercise_model import Exercise
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.episode.records import PackId
from tui.guide.region import fill
from tui.guide.routine.routine import conditions, left_out
from tui.guide.safety import checked_words, is_checked
from tui.guide.triage import Triage, Verdict
from tui.plain.dialogue import NONE, Conversation, KeyOption, allowed, choose, numbered
from tui.plain.guide import verdict_page
from tui.plain.heard_text import as_heard, heard_page

END = KeyOption("q", "end", ("end", "quit", "exit", "leave"))
MORE = KeyOption("", "none of these, more", (NONE.letter, *NONE.words, "more"))

_AT_ONCE = 10
"""The most signs in one question, so that it fits a small terminal."""


class DialogueReader(Struct):
    """The facts that the records need of their reader; a setting may change them."""

    now: Callable[[], float]
    zone: tzinfo
    warm_after: int = 0


class SignQuestions:
    """The signs that apply to one reader, and the questions about them.

    They start with the ticks of the current spasm, and answers are saved to it, as on the
    full screen. Without a spasm they last as long as this object.

    Attributes:
        record: The reader's records.
        region: Whose numbers are said.
        reader: The reader's clock and time zone, with how they write times.

    """

    def __init__(
        self,
        triage: Triage,
        store: Store,
        *,
        region: Region | None,
        now: Callable[[], float],
        zone: tzinfo,
        warm_after: int = 0,
    ) -> None:
        self.triage = triage
        self.index = triage.index
        self.store = store
        self.region = region
        self.reader = DialogueReader(now, zone, warm_after)
        self.record = ReaderRecord(self.index, self.reader, store, changed=lambda: None)
        self.record.catch_up()

    @property
    def zone(self) -> tzinfo:
        """The reader's time zone."""
        return self.reader.zone

    @property
    def ticked(self) -> frozenset[str]:
        """The ids of the findings that are ticked and that the content has."""
        return self.record.ticked & self.index.findings.keys()

    @property
    def verdict(self) -> Verdict:
        """The verdict on the ticks: how soon to get help."""
        return self.triage.judge(self.ticked)

    @property
    def needs_help_today(self) -> bool:
        """Whether help is needed before any home care."""
        return not self.verdict.level < Level.URGENT

    @property
    def is_healthy(self) -> bool:
        """Whether no spasm is open and no sign asks for help, checked or not."""
        return self.verdict.level is Level.SELF_CARE and not self.record.has_open_spasm

    @property
    def now(self) -> float:
        """The current time, in seconds since the epoch."""
        return self.record.now

    @property
    def blockers(self) -> frozenset[str]:
        """The ids of the blockers of exercises that apply."""
        return self.record.blockers

    @property
    def true(self) -> frozenset[str]:
        """The ids of the findings and blockers that apply."""
        return self.verdict.findings | self.blockers

    @property
    def phase(self) -> PackId:
        """The pack to offer first."""
        return self.record.phase

    @property
    def is_checked(self) -> bool:
        """Whether the signs were gone through today."""
        return is_checked(self.record.checked, self.now, self.zone)

    def check(self, *, done: bool = True) -> None:
        """Note that the signs were gone through, or that they have to be again."""
        self.record.check(done=done)

    def refusal(self) -> list[str]:
        """Return what to do instead of exercises, and why; empty if exercises may be shown."""
        words = self.index.levels[self.verdict.level]
        if words.walkthrough:
            return []
        return [*self.advice(), fill(words.refusal or "", self.region)]

    def advice(self) -> list[str]:
        """Return the level, what to do and why."""
        return list(heard_page(verdict_page(self.triage, self.verdict), self.region))

    def outcome(self) -> list[str]:
        """Return what the answers to the safety questions come to, and until when they hold."""
        if self.verdict.reasons:
            return self.advice()
        words = self.index.levels[self.verdict.level]
        when = checked_words(self.record.checked or self.now, self.zone)
        return [f"Checked {when}: {words.word.lower()}."]

    def state(self) -> str:
        """Return the level in one short line."""
        safety = self.index.content.safety
        if lines := self.headline():
            return lines[0]
        return self.outcome()[0] if self.is_checked else f"{safety.not_checked}."

    def headline(self) -> list[str]:
        """Return the level and how soon to get help; empty if no tick asks for help."""
        verdict = self.verdict
        words = self.index.levels[verdict.level]
        if not verdict.reasons:
            return []
        return [as_heard(fill(f"{words.word}. {words.soon}", self.region))]

    def first_step(self) -> list[str]:
        """Return the level in a line, and where help is needed today whom to call."""
        if not self.needs_help_today:
            return self.headline()
        action = self.triage.actions(self.verdict)[0]
        return [*self.headline(), as_heard(fill(action, self.region))]

    def left_out(self, exercises: Sequence[Exercise]) -> list[Exercise]:
        """Return the exercises that a sign or a blocker rules out."""
        return [e for e in exercises if left_out(self.index, e, self.true)]

    def unanswered(self, exercises: Sequence[Exercise]) -> list[str]:
        """Return the ids of conditions of `exercises` that are not known to be true."""
        return [name for name in conditions(self.index, exercises) if name not in self.true]

    def ask_conditions(self, exercises: Sequence[Exercise]) -> Conversation[bool]:
        """Ask about the conditions of `exercises`; return whether to go on.

        Raises:
            Ended: if no answer can come.

        """
        return (yield from self._ask("Is one of these true?", conditions(self.index, exercises)))

    def ask_which(self, names: Sequence[str]) -> Conversation[bool]:
        """Ask which findings behind a safety question apply; return whether to go on.

        Raises:
            Ended: if no answer can come any more.

        """
        return (yield from self._ask("Which of these?", names))

    def stop_rules(self) -> Iterator[str]:
        """Yield when to stop any exercise."""
        movement = self.index.content.movement
        yield "Stop if:"
        yield from map(as_heard, movement.stop_if)
        yield movement.severe

    def ask_hurts(self) -> Conversation[bool]:
        """Ask about the signs to stop for when it hurts; return whether to go on.

        Raises:
            Ended: if no answer can come any more.

        """
        movement = self.index.content.movement
        return (yield from self._ask(movement.hurt, movement.hurts))

    def ask_worse(self) -> Conversation[bool]:
        """Ask about the same signs when the pain is worse afterwards; return whether to go on.

        Raises:
            Ended: if no answer can come any more.

        """
        question = self.index.content.episode.response_worse
        return (yield from self._ask(question, self.index.content.movement.hurts))

    def _ask(self, question: str, names: Sequence[str]) -> Conversation[bool]:
        """Ask which of `names` are true, except those known to be; return whether to go on."""
        known = [name for name in names if name in self.true]
        if known:
            yield "Ticked already:"
            yield from (as_heard(condition_words(self.index, name)) for name in known)
        parts = in_parts(self.index, [name for name in names if name not in known])
        for number, part in enumerate(parts, 1):
            head = question if number == 1 else "And of these?"
            yield f"{head} ({number} of {len(parts)})" if len(parts) > 1 else head
            yield from numbered([condition_words(self.index, name) for name in part])
            keys = (MORE if number < len(parts) else NONE, END)
            yield allowed(len(part), "several", keys)
            choice = yield from choose(len(part), "several", keys)
            self._tick([part[place] for place in choice.places])
            if choice.key is END:
                return False
            if self.refusal():
                # Urgent advice does not wait for the rest.
                break
        return True

    def _tick(self, names: Collection[str]) -> None:
        """Tick `names`, the ids of findings and blockers."""
        findings = [name for name in names if name in self.index.findings]
        if findings:
            self.record.set_ticks(findings, on=True)
        for name in sorted(set(names) - {*findings} - self.blockers):
            self.record.answer(blocker=name)


def in_parts(index: Index, names: Sequence[str]) -> list[list[str]]:
    """Split `names`, sorted by urgency, into parts of similar length, one per question."""

    def urgency(name: str) -> int:
        finding = index.findings.get(name)
        return finding.level.rank if finding else Level.NONE.rank

    ordered = sorted(names, key=urgency, reverse=True)
    count = -(-len(ordered) // _AT_ONCE)
    return [
        ordered[len(ordered) * part // count : len(ordered) * (part + 1) // count]
        for part in range(count)
    ]
