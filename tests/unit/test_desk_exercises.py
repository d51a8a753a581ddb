"""Exercises at the desk: how long they are, what is asked first, how they are led and stopped."""

from __future__ import annotations

import re

import pytest

from tests.support.content import loaded
from tui.cli.desk.desk_exercises import DeskExercises
from tui.cli.desk.desk_run import DeskRun, DeskWorld
from tui.cli.desk.pane import DeskPane
from tui.cli.desk.shared_state import SharedState
from tui.diary.store import MemoryStore
from tui.guide.content.record_index import Index
from tui.guide.desk.breaks import BreakKind, BreakPlan
from tui.guide.desk.exercises import (
    DeskQuestions,
    all_exercises,
    break_routine,
    exercises_of,
)
from tui.guide.desk.records import DeskDays
from tui.guide.routine.announcements import Announcement, Bell
from tui.guide.routine.keyframes import keyframes_round
from tui.guide.routine.routine import StepStage

INDEX = Index.of(loaded())
WORDS = INDEX.content.desk
SIZES = [(20, 6), (40, 12), (80, 24), (120, 40), (20, 3), (8, 2)]


class Room:
    """A desk with somebody at it, a clock that is set by hand, and ears."""

    def __init__(self, *, spasm: bool = False) -> None:
        self.now = 0.0
        self.heard: list[Announcement | None] = []
        self.shared: list[SharedState] = []
        store = MemoryStore()
        world = DeskWorld(
            clock=lambda: self.now,
            wall=lambda: 1_700_000_000.0 + self.now,
            idle=lambda: 0.0,
            tell=lambda: None,
            share=self.shared.append,
            read=lambda: store.value(DeskDays),
            keep=store.keep_value,
            has_spasm=lambda: spasm,
        )
        self.exercises = DeskExercises(INDEX, self.heard.append)
        self.run = DeskRun(BreakPlan(), world, "here", self.exercises)
        self.pane = DeskPane(INDEX, "quadrant", ["Call 112 now if you cannot pee."])

    def shown(self, width: int = 60, height: int = 20) -> str:
        drawn = self.pane.draw(self.run, (width, height), 0.0)
        assert drawn.count("\n") < height
        words = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", drawn)
        # A figure may stand beside the words.
        return " ".join(re.sub("[\u2580-\u259f]", " ", words).split())

    @property
    def stage(self) -> str:
        """What somebody does."""
        return self.run.desk.stage

    def press(self, *keys: str) -> None:
        """Press keys as somebody does who reads what is shown."""
        for key in keys:
            self.shown()
            self.run.press(key, self.pane.asked)

    def answer_no(self) -> None:
        while self.exercises.is_asking:
            self.press(" ")

    def wait(self, seconds: float) -> None:
        end = self.now + seconds
        while self.now < end:
            self.now = min(end, self.now + self.run.step())
        self.run.step()


def test_every_break_is_as_long_as_it_should_be_and_all_ten_take_turns() -> None:
    series_of: tuple[tuple[BreakKind, int, int, int], ...] = (
        ("short", 10, 40, 90),
        ("long", 3, 180, 300),
    )
    for kind, series, least, most in series_of:
        for number in range(series):
            names = exercises_of(WORDS, kind, number)
            assert least <= break_routine(INDEX, names, ()).total <= most, names
    assert len(all_exercises(INDEX)) == 10
    assert {one.posture for one in all_exercises(INDEX)} == {"sitting", "standing"}
    assert exercises_of(WORDS, "short", 10) == exercises_of(WORDS, "short", 0)


def test_who_walks_keeps_moving_while_a_position_is_held() -> None:
    assert keyframes_round(("a", "b", "c"), "b", {"b": 1, "c": 1}, 4.2) == tuple("bcbcb")
    assert keyframes_round(("a", "b", "c"), "c", {"b": 1, "c": 1}, 0.1) == tuple("cbc")
    steps = break_routine(INDEX, ["walk_breathe"], ()).steps
    held = next(step for step in steps if step.stage is StepStage.HOLD)
    assert len(held.frames) > 40
    assert {*held.frames} == {"left", "over_left", "right", "over_right"}


def test_a_page_is_answered_by_one_key_and_a_yes_asks_one_by_one() -> None:
    asked = DeskQuestions.of(INDEX)
    assert [bool(one.name) for one in asked.page()] == [False] * 8
    singly = asked.no(3).yes(INDEX, 4)
    assert len(singly.page()) == 1 and singly.left == asked.left[3:]
    for _ in range(4):
        singly = singly.no(1)
    assert len(singly.page()) == 1 == len(asked.left) - len(singly.left) - 6

    numb = asked.yes(INDEX, 1)
    assert [one.name for one in numb.left[:2]] == ["saddle_numb", "wiping_altered"]
    assert len(numb.page()) == 8 and not numb.has_sign(INDEX)
    assert numb.yes(INDEX, 1).has_sign(INDEX)

    last = asked.no(8)
    assert {one.name for one in last.page()} >= {"knee_trouble", "recent_surgery"}
    knee = next(place for place, one in enumerate(last.left) if one.name == "knee_trouble")
    true = last.no(knee).yes(INDEX, 1)
    assert not true.has_sign(INDEX) and true.known(INDEX) == {"knee_trouble"}
    assert not break_routine(INDEX, ["wall_slide"], true.known(INDEX)).steps
    assert break_routine(INDEX, ["shoulder_rolls"], true.known(INDEX)).steps


def test_a_break_is_asked_about_once_then_led_heard_and_counted() -> None:
    room = Room()
    room.press(" ")
    assert room.exercises.is_asking and room.stage == "sitting"
    assert WORDS.texts["ask"] in room.shown() and not room.heard
    room.answer_no()
    assert room.stage == "break" and room.heard[0]
    assert "Standing back bend" in room.shown() and "GET READY" in room.shown()
    room.press(" ")
    assert "MOVE 3 · 1 of 5" in room.shown()
    room.wait(1.0)
    room.press(" ")
    assert "PAUSED" in room.shown() and not room.pane.is_moving(room.run, 0.0)
    room.wait(1200.0)
    assert "PAUSED" in room.shown() and room.stage == "break"
    room.press(" ")
    room.wait(55.0)
    assert room.stage == "break" and INDEX.content.movement.done.standing in room.shown()
    room.wait(10.0)
    assert (room.stage, room.run.desk.taken) == ("sitting", 1)
    assert room.exercises.walk is None
    bells = [one.bell for one in room.heard if one]
    assert bells.count(Bell.HOLD) == 5 and bells.count(Bell.DONE) == 1
    # The file that others read is not written at every frame.
    assert len(room.shared) < 20
    room.press(" ")
    assert not room.exercises.is_asking and "Shoulder rolls" in room.shown()
    assert room.run.leave() and not room.run.leave()
    assert (room.stage, room.run.desk.taken) == ("sitting", 2)


def test_what_hurts_is_stopped_for_good_with_the_signs_to_look_for() -> None:
    room = Room()
    room.press(" ")
    room.answer_no()
    room.wait(12.0)
    room.press("x")
    assert "Good that you stopped." in room.shown() and "Call 112 now" in room.shown()
    assert "Good that you stopped." in room.shown(20, 6)
    assert room.heard[-1] is None
    room.wait(600.0)
    assert "Good that you stopped." in room.shown()
    room.press(" ", " ")
    assert room.exercises.walk is None and room.stage == "break"
    assert WORDS.texts["short_break"] in room.shown()


def test_a_warning_sign_leads_out_and_a_condition_leaves_out() -> None:
    room = Room()
    room.press(" ", "y", "y", "y", "y")
    assert WORDS.texts["sign"].split()[0] in room.shown() and not room.exercises.is_asking
    assert room.exercises.walk is None and room.stage == "sitting"

    room = Room()
    room.press(" ")
    while not any(one.name == "spinal_stenosis" for one in room.exercises.questions.page()):
        room.press(" ")
    while room.exercises.questions.left[0].name != "spinal_stenosis":
        room.run.press(" ", 1)
    room.run.press("y", 1)
    room.answer_no()
    # The back bend is left out; the break is taken all the same.
    assert room.exercises.walk is None and room.stage == "break"


def test_a_spasm_has_position_and_walking_only() -> None:
    room = Room(spasm=True)
    room.press(" ")
    assert not room.exercises.is_asking and room.exercises.walk is None
    assert WORDS.texts["spasm"] in room.shown()


def test_questions_can_wait_and_sleep_ends_what_is_led() -> None:
    room = Room()
    room.press(" ", "x")
    assert not room.exercises.is_asking and room.stage == "sitting"
    room.press(" ")
    room.answer_no()
    room.now += 3600.0
    room.run.step()
    room.run.step()
    assert room.exercises.walk is None and room.stage == "sitting"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_exercise_fits_every_pane(size: tuple[int, int]) -> None:
    room = Room()
    room.press(" ")
    room.shown(*size)
    room.answer_no()
    drawn = 0
    for number, exercise in enumerate(all_exercises(INDEX)):
        room.exercises.leave()
        room.run.desk = room.run.desk.__class__("due", 0.0, room.now, room.now, taken=number)
        room.press(" ")
        for _ in range(4):
            shown = room.shown(*size)
            assert room.exercises.walk is not None
            if size[0] >= 20 and size[1] >= 6:
                # Without its cue nobody knows what to do.
                assert room.exercises.walk.cue in shown, exercise.id
                assert "{" not in " ".join(room.exercises.walk.cues)
            drawn += bool(re.search("[\u2580-\u259f]", room.pane.draw(room.run, size, 0.0)))
            room.wait(4.0)
    assert drawn == {(20, 6): 12, (20, 3): 0, (8, 2): 0}.get(size, 40)


def test_a_low_pane_has_words_beside_a_large_figure() -> None:
    room = Room()
    room.press(" ")
    room.answer_no()
    room.wait(9.0)
    rows = [
        re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", row).rstrip()
        for row in room.pane.draw(room.run, (20, 6), 0.0).splitlines()
    ]
    assert next(row[7:] for row in rows if row[7:]).startswith("MOVE")
    assert rows[-1].endswith("x hurts")
    assert sum(bool(re.search("[\u2580-\u259f]", row[:7])) for row in rows) == 6
    # One too low for both has the words.
    assert "MOVE" in room.shown(20, 4) and "▐" not in room.pane.draw(room.run, (20, 4), 0.0)
    # What to look for ends with a sentence, not in one.
    room.pane = DeskPane(INDEX, "quadrant", ["Call 112 now. Call if you faint or fall or choke."])
    room.press("x")
    assert room.shown(40, 5).endswith("Call 112 now. space go on")


def test_the_figure_rises_once_and_then_stands_still() -> None:
    room = Room()
    room.wait(1860.0)
    assert room.stage == "due"
    frames = [room.pane.draw(room.run, (40, 12), seconds) for seconds in (0.0, 2.0, 4.0, 9.0, 99.0)]
    assert len({*frames}) == 4 and frames[3] == frames[4]
    assert room.pane.is_moving(room.run, 1.0) and not room.pane.is_moving(room.run, 9.0)
    still = DeskPane(INDEX, "quadrant", still=True)
    assert not still.is_moving(room.run, 1.0)
