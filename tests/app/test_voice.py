"""The guide is heard: cues, questions and pages by voice, bells without one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest

from tests.app.conftest import Clock, OpenGuide, no_condition
from tests.app.walking import get_ready, pass_time, walking
from tui.app.environment import Environment
from tui.app.screens.sheet import Sheet
from tui.guide.content.record_index import Index
from tui.guide.routine.announcements import BELL_WORDS, Bell
from tui.sound.sound import SoundHooks


class Ears:
    """A sound that writes down what is heard."""

    def __init__(self, *, mute: bool = False) -> None:
        self.heard: list[str] = []
        self.hooks: SoundHooks | None = None
        self.closed = False
        self._speaks = not mute

    def __call__(self, hooks: SoundHooks) -> Ears:
        self.hooks = hooks
        return self

    def can_speak(self) -> bool:
        return self._speaks

    def say(self, text: str) -> None:
        self.heard.append(text)

    def bell(self, kind: Bell) -> None:
        self.heard.append(f"[{kind.value}]")

    def stop(self) -> None:
        self.heard.append("[stop]")

    def finish(self, seconds: float) -> None:
        """Nothing takes time."""

    def close(self) -> None:
        self.closed = True

    def fail(self) -> None:
        assert self.hooks
        self._speaks = False
        self.hooks.on_mute("Nothing speaks.")


@contextmanager
def listening(ears: Ears, **wishes: bool) -> Iterator[None]:
    """Give the guides that are opened a sound."""

    def made(**given: object) -> Environment:
        return Environment(**{**given, "sound": ears, **wishes})  # type: ignore[arg-type]

    with patch("tests.app.conftest.Environment", made):
        yield


async def test_the_voice_leads_through_an_exercise(open_guide: OpenGuide, clock: Clock) -> None:
    ears = Ears()
    with listening(ears, say=True):
        async with open_guide(clock=clock, walk=("pelvic_tilt",)) as reader:
            assert ears.heard[-1].startswith("Is ") or "?" in ears.heard[-1]
            await no_condition(reader, clock)
            assert ears.heard[-1].startswith("Pelvic tilt. Lie on your back.")
            await get_ready(reader, clock)
            del ears.heard[:]
            await pass_time(reader, clock, 13.5)
            assert ears.heard == [
                *("Three.", "Two.", "One."),
                "Press your low back into the floor.",
                *("Hold. Belly firm.", "Three.", "Two.", "One."),
                "Let the small hollow come back.",
            ]
            assert "voice  1×" in reader.text
            assert reader.bell.call_count == 0


async def test_when_it_hurts_every_sign_is_asked_aloud(
    open_guide: OpenGuide, clock: Clock, index: Index
) -> None:
    ears, hurts = Ears(), index.content.movement.hurts
    with listening(ears, say=True):
        async with open_guide(clock=clock, walk=("pelvic_tilt",)) as reader:
            await no_condition(reader, clock)
            await get_ready(reader, clock)
            await reader.press("x")
            assert ears.heard[-1].startswith(index.content.movement.hurt)
            assert all(index.findings[name].text in ears.heard[-1] for name in hurts)


async def test_v_switches_the_voice_in_the_middle_of_a_word_and_r_says_it_again(
    open_guide: OpenGuide, clock: Clock
) -> None:
    ears = Ears()
    with listening(ears):
        async with open_guide(clock=clock, walk=("pelvic_tilt",)) as reader:
            await no_condition(reader, clock)
            await get_ready(reader, clock)
            await pass_time(reader, clock, 6.0)
            assert ears.heard == ["[move]"]
            await reader.press("v")
            assert ears.heard[1:] == ["Press your low back into the floor."]
            await reader.press("r", "r")
            assert ears.heard[2:] == ["Press your low back into the floor."] * 2
            await reader.press("v")
            assert ears.heard[4:] == ["[stop]"] and "♪" in reader.text
            await reader.press("r")
            assert ears.heard[5:] == ["[move]"]
            await reader.press("m", "r")
            assert ears.heard[6:] == ["[stop]"] and "muted" in reader.text
            await pass_time(reader, clock, 6.0)
            assert ears.heard[7:] == []


async def test_after_a_suspension_nothing_is_said_that_is_past(
    open_guide: OpenGuide, clock: Clock
) -> None:
    ears = Ears()
    with listening(ears, say=True):
        async with open_guide(clock=clock, walk=("pelvic_tilt",)) as reader:
            await no_condition(reader, clock)
            await get_ready(reader, clock)
            del ears.heard[:]
            clock.now += 3600.0
            walking(reader).advance()
            assert ears.heard == ["Paused."]


@pytest.mark.parametrize("when", ["none is there", "it fails"])
async def test_without_a_voice_one_line_says_so_and_bells_ring(
    open_guide: OpenGuide, clock: Clock, when: str
) -> None:
    ears = Ears(mute=when == "none is there")
    with listening(ears, say=True):
        async with open_guide(clock=clock, walk=("pelvic_tilt",)) as reader:
            await no_condition(reader, clock)
            if when == "it fails":
                ears.fail()
                await reader.settle()
            notices = [one.message for one in reader.app._notifications]
            assert len(notices) == 1
            await get_ready(reader, clock)
            del ears.heard[:]
            await pass_time(reader, clock, 9.0)
            assert ears.heard == ["[move]", "[hold]"]


async def test_the_safety_questions_and_their_answers_are_spoken(
    open_guide: OpenGuide, clock: Clock, index: Index
) -> None:
    ears, questions = Ears(), index.content.safety.questions
    with listening(ears):
        async with open_guide(clock=clock, tab=None, checked=False) as reader:
            await reader.press("v")
            assert questions[0].text in ears.heard[-1]
            await reader.think()
            await reader.press("n", "v")
            assert questions[1].text in ears.heard[-1]
            for question in questions[2:5]:
                await reader.think()
                await reader.press("n")
                assert ears.heard[-1].startswith(f"No. {question.text}")
            await reader.think()
            await reader.press("y")
            assert ears.heard[-1].startswith(f"Yes. {index.content.safety.which}")
            await reader.press("v")
            assert ears.heard[-1] == "[stop]"


@pytest.mark.parametrize("key", ["1", "2", "3", "4"])
async def test_a_page_is_read_aloud_and_esc_stops_it(open_guide: OpenGuide, key: str) -> None:
    ears = Ears()
    with listening(ears):
        async with open_guide() as reader:
            await reader.press(key, "v")
            assert len(ears.heard) == 1 and len(ears.heard[0]) > 60
            assert not set("·•→↳\n") & set(ears.heard[0])
            await reader.press("escape")
            assert ears.heard[1:] == ["[stop]"]
            await reader.press("v", "v")
            assert ears.heard[3:] == ["[stop]"]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("1", "down"), "You are pregnant."),
        (("1", "down", "down"), "You are pregnant."),
        (("1", *["down"] * 6), "You have an artificial hip."),
        (("question_mark",), " EMERGENCY – call"),
    ],
)
async def test_a_sign_that_is_for_the_eye_is_not_read_aloud(
    open_guide: OpenGuide, keys: tuple[str, ...], said: str
) -> None:
    ears = Ears()
    with listening(ears):
        async with open_guide() as reader:
            await reader.press(*keys, "v")
            assert said in ears.heard[-1]
            assert not set("‼▲◆●×≠") & set(ears.heard[-1])
            # The key is said, though it looks like the sign before a question.
            assert ears.heard[-1].count(" ? ") == ears.heard[-1].count("? Show this list.")


async def test_a_sheet_is_read_aloud_and_esc_closes_it_only_when_it_is_silent(
    open_guide: OpenGuide,
) -> None:
    ears = Ears()
    with listening(ears):
        async with open_guide() as reader:
            await reader.press("down", "i", "v")
            assert "Sources" in ears.heard[0]
            await reader.press("escape")
            assert ears.heard[1:] == ["[stop]"] and isinstance(reader.app.screen, Sheet)
            await reader.press("escape")
            assert not isinstance(reader.app.screen, Sheet)


async def test_an_emergency_is_read_with_its_number_digit_by_digit(
    open_guide: OpenGuide, clock: Clock
) -> None:
    ears = Ears()
    with listening(ears, say=True):
        async with open_guide(clock=clock, region="gb", tab=None, checked=False) as reader:
            await reader.think()
            await reader.press("y")
            await reader.think()
            await reader.press("space")
            await reader.settle()
            assert "9 9 9" in ears.heard[-1] and "999" not in ears.heard[-1]


async def test_a_guide_for_another_machine_says_nothing_here(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, walk=("pelvic_tilt",)) as reader:
        await no_condition(reader, clock)
        with patch("subprocess.Popen") as started:
            await reader.press("v", "r")
            await pass_time(reader, clock, 30.0)
            started.assert_not_called()
        assert not reader.app.state.speaks
        assert reader.bell.call_count > 0


@pytest.mark.parametrize("mute", [False, True])
async def test_the_bells_are_tried_and_explained_in_the_help(
    open_guide: OpenGuide, mute: bool
) -> None:
    ears = Ears()
    with listening(ears):
        async with open_guide(mute=mute, size=(100, 30)) as reader:
            await reader.press("question_mark", *"tttttt")
            assert ears.heard == [f"[{kind.value}]" for kind in BELL_WORDS]
            shown = [one.message for one in reader.app._notifications]
            assert shown == list(BELL_WORDS.values())
            await reader.press("end")
            assert "Two and two: get ready" in reader.text
