"""The walkthrough can be heard as lines, in time, and be stopped by a sign."""

from __future__ import annotations

import re
from datetime import timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple

from tests.support.content import loaded
from tui.diary.store import MemoryStore
from tui.guide.blocks import condition_words
from tui.guide.content.episode_model import fill_in
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.episode.records import AskFirstAnswers, Episode, Pain, Response, Ticked, WalkDone
from tui.guide.region import fill, named
from tui.guide.routine.announcements import NUMBERS, Announcement, Bell
from tui.guide.routine.cue_text import done_words
from tui.guide.routine.order import RoutineChoice
from tui.guide.routine.routine import conditions, plan
from tui.guide.routine.speaking_time import speaking_seconds
from tui.guide.triage import Triage
from tui.plain.dialogue import Dialogue, Silence, hint
from tui.plain.guide import wrap_line
from tui.plain.heard_text import as_heard
from tui.plain.signs import SignQuestions, in_parts
from tui.plain.walk import Presence, walk_conversation
from tui.plain.walk_keys import PLAYING
from tui.plain.walk_keys import START as WALK_START

INDEX = Index.of(loaded())
TRIAGE = Triage.of(INDEX)
MOVEMENT = INDEX.content.movement
PARTS = in_parts(INDEX, MOVEMENT.hurts)
ENDS = "The walkthrough ends here."
LYING, KNEELING, SITTING, STANDING = DONES = astuple(MOVEMENT.done)
"""What the end of a routine says, by posture."""
RESPONSE = INDEX.content.episode.response
NOW = 1_700_000_000.0
THINKING = 100.0
"""Seconds that a person takes for an answer."""
GIVEN_UP = 2000
"""Wishes after which a walkthrough is taken to have no end."""

Script = list[tuple[str, str | None]]
"""What is typed once a line with these words was said; None for the end of what is typed."""


class Room:
    """A walkthrough, whoever follows it, and a clock that moves only while somebody waits."""

    def __init__(
        self,
        *names: str,
        script: Script | None = None,
        presence: Presence = Presence.PERSON,
        store: MemoryStore | None = None,
        region: Region | None = None,
        mute: bool = True,
        heard: bool = False,
        breath: bool = False,
        nap: float = 0.0,
        to_the_end: bool = True,
        checked: bool = True,
    ) -> None:
        self.now = NOW
        self.heard: list[str] = []
        self.times: list[float] = []
        """When each line was printed, in seconds from the beginning."""
        self.announced: list[Announcement] = []
        self.store = store or MemoryStore()
        self._script = list(script or [])
        self._to_the_end = to_the_end
        self._from = 0
        self._nap = nap
        self._wishes = 0
        self.ended = False
        choice = RoutineChoice.named(INDEX, names)
        signs = SignQuestions(TRIAGE, self.store, region=region, now=lambda: NOW, zone=timezone.utc)
        if checked:
            signs.check()
        walk = walk_conversation(
            signs,
            choice,
            clock=lambda: self.now,
            presence=presence,
            mute=mute,
            heard=heard,
            breath=breath,
        )
        Dialogue(self._hear, self._listen, self._wait, self.announced.append).hold(walk)
        if to_the_end:
            assert self._script == [], f"never typed: {self._script}; heard: {self.heard}"

    def _hear(self, line: str) -> None:
        self.heard.append(line)
        self.times.append(self.now - NOW)

    def _wait(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds + self._nap
        self._nap = 0.0

    def _listen(self, seconds: float | None) -> str | Silence:
        self._wishes += 1
        assert self._wishes < GIVEN_UP
        if self.ended:
            return Silence.ENDED
        words = self._script[0][0] if self._script else "nothing more is typed"
        if any(words in line for line in self.heard[self._from :]):
            if seconds is None:
                self.now += THINKING
            typed = self._script.pop(0)[1]
            self._from = len(self.heard)
            self.ended = typed is None
            return Silence.ENDED if typed is None else typed
        if seconds is None and (not self._to_the_end or RESPONSE in self.heard[self._from :]):
            return Silence.ENDED
        assert seconds is not None, f"no answer in {self._script} to {self.heard[-8:]}"
        self._wait(seconds)
        return Silence.TIMEOUT

    @property
    def text(self) -> str:
        return "\n".join(self.heard)

    @property
    def last(self) -> str:
        """The last line of the walkthrough itself, before the question how it was."""
        if RESPONSE in self.heard:
            return self.heard[self.heard.index(RESPONSE) - 2]
        return self.heard[-1]

    def cues(self, title: str) -> list[str]:
        """What was said of an exercise as it played."""
        return [line for line in self.heard if re.match(rf"{title}[^.:]*: ", line)]


def nobody(*names: str, **wishes: object) -> Room:
    return Room(*names, presence=Presence.NOBODY, **wishes)  # type: ignore[arg-type]


def number(names: tuple[str, ...], name: str) -> str:
    """The number under which a question lists `name`."""
    return str(names.index(name) + 1)


def hurts(*ticked: str) -> Script:
    """Answers to all that is asked when it hurts; what is to be ticked is in one part of it."""
    script: Script = []
    for part in PARTS:
        numbers = [number(tuple(part), name) for name in ticked if name in part]
        script.append((f"({len(script) + 1} of {len(PARTS)})", " ".join(numbers) or "n"))
        level = TRIAGE.judge(ticked).level if numbers else Level.SELF_CARE
        if not INDEX.levels[level].walkthrough:
            break
    return script


def asked(*names: str) -> tuple[str, ...]:
    """What is asked before exercises, in its order, in one part."""
    (part,) = in_parts(INDEX, conditions(INDEX, [INDEX.exercises[name] for name in names]))
    return tuple(part)


def diary(*ticked: str, ended: float | None = None, blockers: tuple[str, ...] = ()) -> MemoryStore:
    """A diary with a spasm and what is ticked in it."""
    store = MemoryStore()
    store.keep(Episode(at=NOW - 9000, ended=ended))
    for name in ticked:
        store.keep(Ticked(at=NOW - 8000, finding=name))
    store.keep_value(AskFirstAnswers(("pregnant_line",), blockers))
    return store


NONE: tuple[str, str] = ("none of these", "n")
START: tuple[str, str] = ("enter alone = begin", "")


# With nobody to answer


def test_it_says_each_cue_once_and_in_order() -> None:
    room = nobody("knee_to_chest")
    steps = plan(INDEX, [INDEX.exercises["knee_to_chest"]]).steps
    said = room.cues("Knee-to-chest")
    assert len(said) == len(steps)
    for line, step in zip(said, steps, strict=True):
        assert fill_in(step.cue, hurts="x") in line
    assert "left side, 1 of 3" in said[1]
    assert room.last == LYING


def test_it_takes_as_long_as_it_says() -> None:
    room = nobody("pelvic_tilt")
    total = plan(INDEX, [INDEX.exercises["pelvic_tilt"]]).total
    assert room.now - NOW == pytest.approx(total, abs=0.05)


def test_it_says_who_should_ask_first_and_when_to_stop() -> None:
    text = nobody("low_plank").text
    assert "wrist or shoulder" in text
    for reason in (*MOVEMENT.stop_if, MOVEMENT.severe):
        assert reason in text


@pytest.mark.parametrize("name", INDEX.exercises)
@pytest.mark.parametrize("presence", [Presence.NOBODY, Presence.PERHAPS])
def test_where_nobody_can_answer_each_step_says_when_to_stop(name: str, presence: Presence) -> None:
    exercise = INDEX.exercises[name]
    script: Script = [] if presence is Presence.NOBODY else [("none of these", None)]
    room = Room("pelvic_tilt", name, presence=presence, script=script)

    reasons = (*exercise.stop_if, *MOVEMENT.stop_if)
    cues = room.cues(exercise.title)
    told = [room.heard[room.heard.index(cue) + 1].strip() for cue in cues]
    assert set(told) == {as_heard(f"Stop if: {reason}") for reason in reasons}
    assert room.last == done_words(INDEX, exercise.posture)
    assert room.store.all(WalkDone)[-1].exercises == tuple(dict.fromkeys(["pelvic_tilt", name]))


def test_it_rings_on_each_change_unless_it_is_mute() -> None:
    steps = plan(INDEX, [INDEX.exercises["pelvic_tilt"]]).steps
    rung = [one.bell for one in nobody("pelvic_tilt", mute=False).announced if one.bell]
    assert len(rung) == len(steps) and rung[-1] is Bell.DONE
    assert {Bell.MOVE, Bell.HOLD, Bell.REST} < set(rung)
    assert not [one for one in nobody("pelvic_tilt").announced if one.bell]
    assert "\a" not in nobody("pelvic_tilt", mute=False).text


def test_after_the_machine_slept_it_goes_on_where_it_was() -> None:
    assert nobody("pelvic_tilt", nap=3600.0).heard == nobody("pelvic_tilt").heard


@pytest.mark.parametrize(
    ("names", "end"),
    [
        (["standing_extension"], STANDING),
        (["pelvic_tilt", "standing_extension"], STANDING),
        (["standing_extension", "pelvic_tilt"], LYING),
        (["standing_extension", "low_plank"], LYING),
        (["bird_dog"], KNEELING),
        (["chin_tuck"], SITTING),
    ],
)
def test_the_end_fits_the_posture(names: list[str], end: str) -> None:
    assert nobody(*names).heard[-1] == end


def test_the_time_to_lie_down_is_said() -> None:
    heard = nobody("standing_extension", "pelvic_tilt").text
    assert "Standing back bend: Stand up. Hands on your low back. 5 seconds." in heard
    assert "Pelvic tilt: Lie on your back. Knees bent, feet flat. 25 seconds." in heard


# Heard and not seen


@pytest.mark.parametrize("presence", [Presence.NOBODY, Presence.PERHAPS])
@pytest.mark.parametrize("program", [program.id for program in INDEX.content.programs])
def test_each_cue_is_a_line_of_its_own_at_its_time(program: str, presence: Presence) -> None:
    script: Script = [] if presence is Presence.NOBODY else [("none of these", None)]
    room = Room(program, presence=presence, script=script, heard=True)
    exercises = RoutineChoice.of_program(INDEX, INDEX.programs[program]).order(INDEX)
    routine = plan(INDEX, exercises)
    said = [one.say for one in room.announced if one.say]
    lines = [(at, line) for at, line in zip(room.times, room.heard, strict=True) if line in said]
    assert [line for _, line in lines] == said
    assert said[-1] == room.heard[-1] == done_words(INDEX, exercises[-1].posture)

    cues = [one.say for one in room.announced if one.is_cue]
    assert len(cues) == len(routine.steps) + 1
    due, begun, offset = iter(zip(routine.starts, routine.steps, strict=True)), "", 0.0
    for at, line in lines:
        if line in NUMBERS[1:] or line == said[-1]:
            continue
        start, step = next(due)
        if step.exercise != begun:
            # Before an exercise it says when to stop, and its time begins after that.
            begun, offset = step.exercise, at - start
            warned = [text for text in room.heard if text.startswith(INDEX.exercises[begun].title)]
            for reason in INDEX.exercises[begun].stop_if:
                assert f"{INDEX.exercises[begun].title}. Stop if: {reason}" in warned
        assert at - offset == pytest.approx(start, abs=0.05)


def test_lines_to_be_heard_leave_each_other_the_time_to_be_said() -> None:
    room = nobody("gentle", heard=True)
    first = next(place for place, line in enumerate(room.heard) if line == "Stop if:")
    rows = list(zip(room.times, room.heard, strict=True))[first:]
    assert MOVEMENT.severe in room.heard[first:]
    for (at, line), (following, _) in pairwise(rows):
        assert at + speaking_seconds(line) <= following + 0.05, line


def test_breaths_are_said_where_they_are_wanted() -> None:
    wanted = nobody("childs_pose", heard=True, breath=True)
    assert wanted.heard.count("Breathe in.") >= 8
    assert "Breathe in." not in nobody("childs_pose", heard=True).heard


def test_lines_to_be_heard_have_nothing_that_reads_badly_aloud() -> None:
    text = nobody("strengthening", heard=True).text
    assert "·" not in text and "  " not in text and not re.search(r"\d:\d\d", text)


def test_somebody_who_listens_can_answer_and_is_told_how() -> None:
    script: Script = [NONE, START, ("Press your low back", "x"), *hurts(), (MOVEMENT.severe, "q")]
    room = Room("pelvic_tilt", script=script, presence=Presence.PERHAPS, heard=True)
    assert room.heard[-1] == ENDS
    assert hint(PLAYING) in room.heard
    assert [line for line in room.heard if line in NUMBERS[1:]][:3] == ["Three.", "Two.", "One."]


# What speaks against it


@pytest.mark.parametrize("presence", Presence)
@pytest.mark.parametrize(
    "ticked",
    [("saddle_numb",), ("fever",), ("both_legs_weak", "improving"), ("cancer_history", "gone")],
)
def test_a_sign_in_the_spasm_that_goes_on_refuses_and_says_why(
    presence: Presence, ticked: tuple[str, ...]
) -> None:
    store = diary(*ticked)
    room = Room("pelvic_tilt", presence=presence, store=store)
    level = INDEX.levels[INDEX.findings[ticked[0]].level]

    assert room.heard[0] == as_heard(fill(level.word, None))
    assert room.heard[-1] == level.refusal
    assert (INDEX.findings[ticked[0]].why or "none") in " ".join(room.text.split())
    assert not store.all(WalkDone) and room.now == NOW


def test_a_sign_of_a_spasm_that_is_over_or_was_unticked_refuses_nothing() -> None:
    unticked = diary("fever")
    unticked.keep(Ticked(at=NOW - 7000, finding="fever", on=False))
    for store in (diary("fever", ended=NOW - 100), unticked, diary("recurrent"), MemoryStore()):
        assert nobody("pelvic_tilt", store=store).last == LYING


def test_what_the_diary_speaks_for_counts_as_ticked() -> None:
    store = MemoryStore()
    store.keep(Episode(at=NOW - 86400 * 20))
    for day in range(20):
        store.keep(Pain(at=NOW - 86400 * (20 - day) + 9000, level=min(10, 2 + day // 2)))
    script: Script = [NONE, START, ("Press", "x"), (MOVEMENT.hurt, "q")]
    room = Room("pelvic_tilt", script=script, store=store)
    assert as_heard(INDEX.findings["worsening"].text) in room.heard


@pytest.mark.parametrize("name", ["age_under_16", "hip_replacement", "pregnant"])
def test_a_condition_leaves_exercises_out_and_asks_whether_to_go_on(name: str) -> None:
    names = asked("knee_to_chest", "pelvic_tilt")
    texts = [condition_words(INDEX, held) for held in names]
    script: Script = [("Is one of these true?", "what"), ("Please answer", number(names, name))]
    out = [e for e in ("knee_to_chest", "pelvic_tilt") if name in asked(e)]
    if len(out) == 1:
        script += [("Begin with Pelvic tilt?", "y"), START]
    store = diary()
    room = Room("knee_to_chest", "pelvic_tilt", script=script, store=store)

    first = room.heard.index("Is one of these true?")
    assert room.heard[first + 1 : first + 1 + len(names)] == [
        f"{place}. {as_heard(text)}" for place, text in enumerate(texts, 1)
    ]
    assert "Or: n = none of these, q = end." in room.heard[first + 1 + len(names)]
    left = next(line for line in room.heard if line.startswith("Left out: "))
    assert all(INDEX.exercises[held].title in left for held in out)
    assert left.endswith(MOVEMENT.blocked)
    assert room.last == (LYING if len(out) == 1 else ENDS)
    assert not room.cues("Knee-to-chest")
    kept = store.value(AskFirstAnswers)
    if name in INDEX.findings:
        assert [tick.finding for tick in store.all(Ticked)] == [name]
    else:
        assert kept == AskFirstAnswers(("pregnant_line",), (name,))


def test_what_is_ticked_already_is_not_asked_again() -> None:
    store = diary("pregnant", blockers=("hip_replacement",))
    room = Room("low_plank", script=[NONE], store=store)
    assert as_heard(INDEX.findings["pregnant"].text) in room.heard
    assert room.heard[-1] == ENDS and "Left out: " in room.text


@pytest.mark.parametrize("name", ["osteoporosis", "steroid_long_term", "prior_fragility_fracture"])
def test_a_condition_that_needs_help_today_ends_it_with_what_to_do(name: str) -> None:
    script: Script = [("Is one of", number(asked("double_knee_to_chest"), name))]
    room = Room("double_knee_to_chest", script=script, store=diary("minor_fall"))
    words = INDEX.levels[Level.URGENT]

    assert as_heard(fill(words.word, None)) in room.heard
    assert room.heard[-2:] == [words.refusal, ENDS]
    assert not room.cues("Double")


@pytest.mark.parametrize("typed", ["q", "END", None])
def test_the_first_question_can_be_left(typed: str | None) -> None:
    room = Room("pelvic_tilt", script=[("Is one of these true?", typed)])
    assert room.heard[-1] == ENDS and room.now <= NOW + THINKING


# In parts


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (100, 30)])
def test_each_part_of_what_is_asked_fits_the_terminal(size: tuple[int, int]) -> None:
    room = playing(HURT_HERE, *hurts(), (MOVEMENT.severe, "q"))
    places = [place for place, line in enumerate(room.heard) if re.search(r"\(\d of \d\)$", line)]
    assert len(places) == len(PARTS) > 1
    for place in places:
        end = next(n for n in range(place, len(room.heard)) if "Or: " in room.heard[n])
        rows = [wrap_line(line, size[0]) for line in room.heard[place : end + 1]]
        # One row is for the answer.
        assert len("\n".join(rows).splitlines()) < size[1], rows


def test_emergency_signs_are_asked_about_first_and_each_once() -> None:
    names = [name for part in PARTS for name in part]
    ranks = [INDEX.findings[name].level.rank for name in names]
    assert sorted(names) == sorted(MOVEMENT.hurts)
    assert ranks == sorted(ranks, reverse=True)
    assert max(map(len, PARTS)) - min(map(len, PARTS)) <= 1


@pytest.mark.parametrize("typed", ["", "n", "more"])
def test_enter_alone_goes_on_to_the_next_part(typed: str) -> None:
    first = ("enter alone = none of these, more", typed)
    room = playing(HURT_HERE, first, ("(2 of", ""), ("n = none of these, q", "q"))
    assert room.heard[-1] == ENDS
    assert not room.store.all(Ticked)


def test_with_a_sign_that_needs_help_the_rest_is_not_asked() -> None:
    room = playing(HURT_HERE, ("(1 of", "2"))
    assert "And of these?" not in room.text
    assert room.heard[-2:] == [INDEX.levels[Level.EMERGENCY].refusal, ENDS]


# While it plays


def playing(*typed: tuple[str, str | None], **wishes: object) -> Room:
    """A pelvic tilt and a cat-cow that were begun, and what is typed then."""
    return Room(
        "pelvic_tilt",
        "cat_cow",
        script=[NONE, START, *typed],
        **wishes,  # type: ignore[arg-type]
    )


HURT_HERE = ("1 of 5: Press", "x")
SECOND = ("Cat-cow. Hold", "")


@pytest.mark.parametrize("name", MOVEMENT.hurts)
@pytest.mark.parametrize("word", ["x", "X", " it hurts "])
def test_when_it_hurts_each_sign_is_rated_as_on_the_screen(name: str, word: str) -> None:
    region = named(INDEX.content.regions, "nz")
    store = diary()
    level = INDEX.levels[TRIAGE.judge([name]).level]
    script: Script = [(HURT_HERE[0], word)]
    script += hurts(name)
    if level.walkthrough:
        script += [(MOVEMENT.severe, "q")]
    room = playing(*script, store=store, region=region)

    assert as_heard(fill(level.word, region)).rstrip(".") in room.text
    assert room.heard[-1] == ENDS
    assert [tick.finding for tick in store.all(Ticked)] == [name]
    assert not store.all(WalkDone)
    if not level.walkthrough:
        assert room.heard[-2] == level.refusal
        words = " ".join(room.text.split())
        assert fill(level.actions[0], region) in words
    if level.id is Level.EMERGENCY:
        assert "New Zealand: 111" in room.text


@pytest.mark.parametrize(
    ("way", "kept"),
    [("n", ("cat_cow",)), ("g", ("pelvic_tilt", "cat_cow")), ("q", None), ("end", None)],
)
def test_when_no_sign_is_true_the_reader_says_how_to_go_on(
    way: str, kept: tuple[str, ...] | None
) -> None:
    script: Script = [HURT_HERE, *hurts(), (MOVEMENT.severe, way)]
    room = playing(*script, *([SECOND] if kept else []))
    done = room.store.all(WalkDone)

    assert room.last == (KNEELING if kept else ENDS)
    assert [walk.exercises for walk in done] == ([kept] if kept else [])
    cue = "1 of 5: Press your low back into the floor."
    assert len([line for line in room.heard if line.endswith(cue)]) == 1 + (way == "g")


def test_a_sign_for_a_doctor_is_told_and_one_may_go_on() -> None:
    room = playing(HURT_HERE, *hurts("worsening"), (MOVEMENT.severe, "n"), SECOND)
    words = INDEX.levels[Level.DOCTOR]
    assert f"{words.word}. {words.soon}." in room.heard
    assert room.last == KNEELING


@pytest.mark.parametrize(
    "typed",
    [
        [("Press", "p"), ("Paused.", "p"), SECOND],
        [("Press", "PAUSE"), ("Paused.", "what"), ("p = go on", "go on"), SECOND],
        [("Press", "p"), ("Paused.", "n"), SECOND],
        [("Press", "n"), SECOND],
        [("Press", "t"), (" minute", "time"), ("seconds left.", "n"), SECOND],
        [("Press", "skip"), ("Cat-cow. Hold", "n")],
        [("Press", "p"), ("Paused.", "x"), *hurts(), (MOVEMENT.severe, "g"), SECOND],
        [("Press", "?"), ("x = it hurts", "help"), ("x = it hurts", "hello"), SECOND],
    ],
)
def test_it_can_be_paused_and_led_on_by_typing(typed: Script) -> None:
    room = playing(*typed)
    assert room.last == (LYING if typed[-1] == ("Cat-cow. Hold", "n") else KNEELING)


def test_a_pause_stops_the_clock_and_the_cue_is_said_again() -> None:
    calm, paused = playing(SECOND), playing(("1 of 5: Press", "p"), ("Paused.", "p"), SECOND)
    assert paused.now - calm.now == pytest.approx(THINKING + 3, abs=1)
    assert len(paused.cues("Pelvic tilt")) == len(calm.cues("Pelvic tilt")) + 1


@pytest.mark.parametrize("word", ["s", "S", "start", " now "])
def test_an_exercise_can_begin_before_the_time_to_lie_down_is_over(word: str) -> None:
    calm, hasty = playing(SECOND), playing(("25 seconds, s = start now", word), SECOND)
    # The countdown of three seconds after "begin" is skipped too.
    assert calm.now - hasty.now == pytest.approx(28, abs=1)
    assert hasty.cues("Pelvic tilt") and hasty.last == KNEELING


def test_the_key_to_begin_is_told_only_while_getting_ready() -> None:
    heard = playing(("start now", "what"), ("1 of 5: Press", "s"), SECOND).heard
    assert heard.count(hint((WALK_START, *PLAYING))) == 1
    # At the beginning, and for the key pressed during a movement.
    assert heard.count(hint(PLAYING)) == 2


@pytest.mark.parametrize("odd", ["?", "", "hello", "1", "\x1b[A", "x" * 1000, "é"])
def test_whatever_else_is_typed_is_answered_with_what_can_be(odd: str) -> None:
    calm, asked = playing(SECOND), playing(("Press", odd), SECOND)
    assert asked.heard.count(hint(PLAYING)) == calm.heard.count(hint(PLAYING)) + 1
    assert asked.now == pytest.approx(calm.now, abs=0.1)


@pytest.mark.parametrize("typed", ["q", "Quit", "end", None])
@pytest.mark.parametrize("where", ["enter alone = begin", "1 of 5: Press", "3 of 5", "Then enter."])
def test_it_ends_at_once_when_told_to_or_when_the_reader_is_gone(
    typed: str | None, where: str
) -> None:
    script: Script = [NONE, START, (where, typed)]
    room = Room(
        "pelvic_tilt", script=script if where != "enter alone = begin" else [NONE, (where, typed)]
    )
    assert room.heard[-1] == ENDS
    assert not room.store.all(WalkDone)


@pytest.mark.parametrize("typed", [[], [("Is one", "n")], [("Is one", "x"), ("Please", "n")]])
def test_lines_that_end_after_an_answer_end_it(typed: Script) -> None:
    script: Script = [*typed, ("enter alone = begin" if typed else "Is one", None)]
    room = Room("pelvic_tilt", presence=Presence.PERHAPS, script=script)
    assert room.last == (ENDS if typed else LYING)


def test_lines_that_end_within_the_signs_say_what_is_a_reason_to_see_a_doctor() -> None:
    room = playing(HURT_HERE, (MOVEMENT.hurt, None))
    assert room.heard[-2:] == [MOVEMENT.severe, ENDS]


def test_after_the_machine_slept_a_person_says_when_to_go_on() -> None:
    room = playing(("Paused.", "p"), SECOND, nap=3600.0)
    assert room.last == KNEELING


@given(
    st.lists(
        st.sampled_from(["x", "p", "n", "g", "q", "", "y", "1", "2 3", "?", "99", "stop", None])
        | st.text(max_size=4),
        max_size=25,
    ),
    st.sampled_from(Presence),
)
def test_whatever_is_typed_it_comes_to_a_calm_end(
    typed: list[str | None], presence: Presence
) -> None:
    script: Script = [("", line) for line in typed]

    room = Room("pelvic_tilt", "cat_cow", presence=presence, script=script, to_the_end=False)
    levels = {words.refusal for words in INDEX.content.levels}
    assert room.last in {*DONES, ENDS, *levels}


# Afterwards


@pytest.mark.parametrize(
    ("typed", "change"),
    [
        ("1", "better"),
        ("Better", "better"),
        ("2", "same"),
        ("the same", "same"),
        ("3", "worse"),
        (" WORSE ", "worse"),
        ("", None),
        ("q", None),
        (None, None),
    ],
)
def test_afterwards_it_asks_how_the_pain_is_and_keeps_the_answer(
    typed: str | None, change: str | None
) -> None:
    script: Script = [NONE, START, (RESPONSE, typed)]
    if change == "worse":
        script += [*hurts()]
    room = Room("pelvic_tilt", script=script)

    assert len(room.store.all(WalkDone)) == 1
    kept = room.store.all(Response)
    assert [(held.after, held.change) for held in kept] == (
        [("walkthrough", change)] if change else []
    )
    assert room.last == LYING and ENDS not in room.heard
    assert (INDEX.content.episode.response_worse in room.text) is (change == "worse")


def test_what_is_no_answer_is_asked_again() -> None:
    script: Script = [NONE, START, (RESPONSE, "fine"), ("3 = worse", "b"), ("3 = worse", "2")]
    room = Room("pelvic_tilt", script=script)
    assert [held.change for held in room.store.all(Response)] == ["same"]


@pytest.mark.parametrize("name", ["saddle_numb", "worsening", None])
def test_worse_asks_the_signs_again_and_rates_them(name: str | None) -> None:
    ticked = (name,) if name else ()
    store = diary()
    script = [NONE, START, (RESPONSE, "3"), *hurts(*ticked)]
    room = Room("pelvic_tilt", script=script, store=store)
    level = INDEX.levels[INDEX.findings[name].level if name else Level.SELF_CARE]

    assert [tick.finding for tick in room.store.all(Ticked)] == [*ticked]
    if level.walkthrough:
        assert room.heard[-1] == MOVEMENT.severe
        assert not name or f"{level.word}. {level.soon}." in room.heard
    else:
        assert room.heard[-1] == level.refusal


def test_whoever_is_gone_at_the_signs_has_heard_what_to_see_a_doctor_for() -> None:
    room = Room("pelvic_tilt", script=[NONE, START, (RESPONSE, "3"), ("(1 of", None)])
    assert room.heard[-1] == MOVEMENT.severe
    assert [held.change for held in room.store.all(Response)] == ["worse"]


@pytest.mark.parametrize(
    "script",
    [
        [NONE, START, ("Press", "q")],
        [NONE, START, HURT_HERE, *hurts(), (MOVEMENT.severe, "q")],
        [NONE, START, ("Press", "n")],
        [NONE, ("enter alone = begin", "n")],
    ],
)
def test_where_nothing_was_done_to_its_end_it_does_not_ask(script: Script) -> None:
    room = Room("pelvic_tilt", script=script)
    assert RESPONSE not in room.heard and not room.store.all(Response)


def test_where_nobody_can_answer_it_does_not_ask() -> None:
    assert RESPONSE not in nobody("pelvic_tilt").heard
