"""A reader takes the self-check: by keys and mouse, in one go or bit by bit."""

from __future__ import annotations

import pytest

from tests.app.conftest import Clock, OpenGuide, Reader
from tests.app.screenshots import TEN, answered, card
from tui.diary.store import MemoryStore, Store
from tui.guide.content.quiz_model import Question
from tui.guide.content.record_index import Index
from tui.guide.outline import entries
from tui.guide.quiz.quiz import Card, Round, on_topic

TALL = (100, 44)
"""Room for every explanation as a whole."""


async def enter(reader: Reader, clock: Clock) -> None:
    """Press Enter after some time to read."""
    clock.now += 5.0
    await reader.press("enter")


async def hold_enter(reader: Reader, clock: Clock, repeats: int = 8) -> None:
    """Hold Enter down: after half a second it repeats itself, thirty times a second."""
    await enter(reader, clock)
    clock.now += 0.5
    for _ in range(repeats):
        await reader.press("enter")
        clock.now += 0.03


def holding(index: Index, *names: str) -> MemoryStore:
    """A store with an open round of these questions, as the content has them."""
    store = MemoryStore()
    store.keep(Round(at=1.0, cards=tuple(card(index.questions[name]) for name in names)))
    return store


def last(store: Store) -> Round:
    """The latest round."""
    return store.last(Round, 1)[0]


def right(question: Question) -> list[int]:
    """The options of the right answer, in its order."""
    options = enumerate(question.options)
    return [place for place, option in options if option.right or question.kind == "order"]


async def answer_rightly(reader: Reader, store: Store) -> None:
    """Answer what is asked, by numbers."""
    held = last(store)
    asked = held.cards[held.place]
    question = reader.index.questions[asked.question]
    await reader.type(*(str(asked.options.index(place) + 1) for place in right(question)))
    if question.kind in ("several", "order"):
        await reader.type("space")
    assert "✓ Right" in reader.text


def progress(reader: Reader) -> str:
    """The mark of each question, and the points so far."""
    return reader.read("#quiz-progress")


async def run_command(reader: Reader, words: str, hint: str) -> None:
    """Run a command of the palette, which explains it with `hint`."""
    await reader.press("colon")
    await reader.paste(words)
    await reader.until(lambda: hint in reader.text)
    await reader.press("enter")
    await reader.until(lambda: "Search for commands" not in reader.text)
    await reader.settle()


async def test_a_round_is_answered_explained_scored_and_its_misses_tried_again(
    open_guide: OpenGuide, clock: Clock, index: Index
) -> None:
    names = ("sit_change", "screen_top", "desk_setup", "lift_steps", "spot_slump")
    one, arrows, several, order, spot = (index.questions[name] for name in names)
    store = holding(index, *names)
    async with open_guide(size=TALL, clock=clock, store=store, check="menu") as reader:
        await reader.press("enter")
        assert "question 1 of 5" in reader.read("#quiz-title")
        assert progress(reader) == "▸ · · · ·"
        await reader.press("5", "6")
        assert last(store).place == 0, "there are four options"
        await reader.press("1")
        assert "✓ Right" in reader.read("#ask")
        assert one.options[0].why in reader.read("#told")
        assert progress(reader) == "✓ · · · · 1 of 1"

        await reader.press("right", "down", "down")
        await enter(reader, clock)
        assert "✗ Not quite" in reader.read("#ask")
        told = reader.read("#told")
        assert f"✗ 3 {arrows.options[2].text} your answer" in told
        assert f"✓ 2 {arrows.options[1].text}" in told
        assert arrows.options[1].why in told and arrows.options[2].why in told

        await enter(reader, clock)
        await reader.press("1", "3")
        assert "1 [x]" in reader.text and "2 [ ]" in reader.text
        await enter(reader, clock)
        assert "◐ Partly right: 0.7 of 1" in reader.read("#ask")
        told = reader.read("#told")
        assert all(option.why in told for option in several.options)
        assert f"✓ 5 {several.options[4].text} not chosen" in told

        await reader.press("right", *"1234")
        assert "4 [4]" in reader.text and "5 [ ]" in reader.text
        assert last(store).place == 3, "no answer before the last step"
        await reader.press("5", "space")
        assert "✓ Right" in reader.read("#ask")
        assert order.options[4].why in reader.read("#told")

        await reader.press("right")
        assert not [held.caption for held in spot.pictures if held.caption in reader.text]
        # What strains would give away which picture is wrong.
        strain = reader.app.theme_variables["figure-strain"].lower()
        assert strain not in reader.app.export_screenshot().lower()
        await reader.press("2")
        assert strain in reader.app.export_screenshot().lower()
        assert all(held.caption in reader.text for held in spot.pictures)
        assert progress(reader) == "✓ ✗ ◐ ✓ ✓ 3.7 of 5"

        before = last(store)
        await reader.press("left", "left", "left", "2", "enter")
        assert "question 2 of 5" in reader.read("#quiz-title")
        assert "✗ Not quite" in reader.read("#ask")
        assert last(store) == before
        await reader.press("right", "right", "right")
        await enter(reader, clock)

        summary, missed = reader.read("#summary"), reader.read("#more")
        assert "You have 3.7 of 5 points" in summary
        assert "Sitting ━━━━━─── 2.7 of 4" in summary
        assert "Lifting ━━━━━━━━ 1 of 1" in summary
        assert f"✗ {arrows.ask}" in missed and f"◐ {several.ask}" in missed
        assert arrows.options[1].why in missed
        assert one.ask not in missed and order.ask not in missed

        await enter(reader, clock)
        assert "practice" in reader.read("#quiz-title")
        assert sorted(held.question for held in last(store).cards) == ["desk_setup", "screen_top"]
        for _ in range(2):
            await answer_rightly(reader, store)
            await reader.press("right")
        assert "You have 2 of 2 points" in reader.read("#summary")
        assert "You answered every one in full" in reader.read("#more")


async def test_half_an_answer_outlasts_leaving_resizing_and_closing_the_guide(
    open_guide: OpenGuide, clock: Clock, index: Index
) -> None:
    store = holding(index, "desk_setup", "lift_steps")
    async with open_guide(clock=clock, store=store, check="menu") as reader:
        await reader.press("enter", "2", "4")
        for size in ((60, 20), (30, 8), (1, 1), (200, 60), (100, 30)):
            await reader.resize(*size)
        assert [f"{n} [{box}]" in reader.text for n, box in enumerate(" x x ", 1)] == [True] * 5
        await reader.press("escape")
        assert "Cold pack" in reader.text
        await reader.press("s")
        assert "Go on with question 1 of 2" in reader.read("CheckMenu Vertical")
        await reader.press("enter")
        assert [f"{n} [{box}]" in reader.text for n, box in enumerate(" x x ", 1)] == [True] * 5
        await reader.press("1", "space", "right", "3", "1")
        assert [f"{n} [{box}]" in reader.text for n, box in enumerate("2 1  ", 1)] == [True] * 5
        await reader.resize(40, 10)
        await reader.press("escape")
    async with open_guide(clock=clock, store=store, check="menu") as reader:
        assert "Go on with question 2 of 2" in reader.read("CheckMenu Vertical")
        await reader.press("enter")
        assert [f"{n} [{box}]" in reader.text for n, box in enumerate("2 1  ", 1)] == [True] * 5
        assert progress(reader) == "✗ ▸ 0 of 1"
        await reader.press("2", "4", "5", "space")
        assert last(store).cards[1].given == (2, 0, 1, 3, 4)
        assert "◐ Partly right: 0.6 of 1" in reader.read("#ask")


async def test_enter_held_down_answers_one_question_and_skips_no_explanation(
    open_guide: OpenGuide, clock: Clock, index: Index
) -> None:
    store = holding(index, "sit_change", "screen_top")
    async with open_guide(clock=clock, store=store, check="menu") as reader:
        await hold_enter(reader, clock)
        assert progress(reader) == "▸ ·"
        await hold_enter(reader, clock)
        assert "question 1 of 2" in reader.read("#quiz-title")
        assert progress(reader) == "✓ · 1 of 1"
        assert "← Back" not in reader.lines[-1]
        await hold_enter(reader, clock)
        assert "question 2 of 2" in reader.read("#quiz-title")
        assert progress(reader) == "✓ ▸ 1 of 1"
        assert "← Back" in reader.lines[-1]
        await hold_enter(reader, clock)
        assert last(store).done
        rounds = store.all(Round)
        await hold_enter(reader, clock)
        assert "You have 1 of 2 points" in reader.read("#summary")
        assert store.all(Round) == rounds


@pytest.mark.parametrize("pressed", [(), (0.5,), (0.2, 0.4, 0.6, 0.8, 0.99)])
async def test_enter_goes_on_a_second_after_the_answer_however_often_it_was_pressed(
    open_guide: OpenGuide, clock: Clock, index: Index, pressed: tuple[float, ...]
) -> None:
    store = holding(index, "sit_change", "screen_top")
    async with open_guide(clock=clock, store=store, check="menu") as reader:
        await enter(reader, clock)
        await reader.press("1")
        answered_at = clock.now
        for seconds in pressed:
            clock.now = answered_at + seconds
            await reader.press("enter")
            assert "question 1 of 2" in reader.read("#quiz-title")
        clock.now = answered_at + 1.0
        await reader.press("enter")
        assert "question 2 of 2" in reader.read("#quiz-title")
        for seconds in (0.1, 0.5, 0.9):
            clock.now = answered_at + 1.0 + seconds
            await reader.press("enter")
        assert not last(store).cards[1].answered


async def test_enter_held_down_on_the_last_step_leaves_the_order_to_be_looked_at(
    open_guide: OpenGuide, clock: Clock, index: Index
) -> None:
    store = holding(index, "put_down_steps", "sit_change")
    steps = len(index.questions["put_down_steps"].options)
    async with open_guide(clock=clock, store=store, check="menu") as reader:
        await reader.press("enter", *map(str, range(1, steps)), "down")
        await hold_enter(reader, clock)
        assert last(store).cards[0].given == tuple(range(steps))
        assert progress(reader) == "▸ ·"
        await enter(reader, clock)
        assert progress(reader) == "✓ · 1 of 1"


async def test_an_open_round_can_be_gone_on_with_after_practice(
    open_guide: OpenGuide, clock: Clock, index: Index
) -> None:
    store = MemoryStore()
    store.keep(answered(index, TEN, TEN[:1]))
    open_round = store.keep(Round(at=5.0, cards=(card(index.questions["sit_change"]),)))
    async with open_guide(clock=clock, store=store, check="menu") as reader:
        await reader.press("down", "down", "enter")
        await enter(reader, clock)
        await answer_rightly(reader, store)
        await reader.press("escape", "s")
        assert "Go on with question 1" in reader.text
        await reader.press("enter", "1")
        assert store.all(Round)[-2].id == open_round.id
        assert store.all(Round)[-2].done


async def test_enter_held_down_on_a_habit_leaves_the_next_open(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, check="habits") as reader:
        await hold_enter(reader, clock)
        assert "question 2 of 12" in reader.read("#habits-title")


async def test_the_weakest_topic_can_be_practised_or_read_about(
    open_guide: OpenGuide, clock: Clock, index: Index
) -> None:
    store = MemoryStore()
    store.keep(answered(index, TEN, ["bed_rest", "pain_rises", "best_exercise", "queue"]))
    async with open_guide(size=TALL, clock=clock, store=store, check="menu") as reader:
        assert "Your last result 8 of 10" in reader.read("CheckMenu Vertical")
        await reader.press("down", "enter")
        topic = index.topics["standing"]
        await reader.click("Practise standing")
        asked = sorted(held.question for held in last(store).cards)
        assert asked == sorted(on_topic(index, topic.id))
        assert "practice" in reader.read("#quiz-title")
        await reader.press("escape", "s")
        assert f"Go on with question 1 of {len(asked)}" in reader.read("CheckMenu Vertical")
        await reader.click("Your last result")
        assert "You have 8 of 10 points" in reader.read("#summary")
        await reader.click("Open Prevention: ")
        assert reader.highlighted == topic.place


async def test_g_leads_into_the_guide_and_z_back_to_the_round(
    open_guide: OpenGuide, clock: Clock, index: Index
) -> None:
    store = holding(index, "spot_bridge", "queue")
    async with open_guide(clock=clock, store=store, check="menu") as reader:
        await reader.press("enter", "o")
        assert "question 1 of 2" in reader.read("#quiz-title"), "nothing is given away"
        await reader.press("1")
        await reader.press("i")
        assert index.sources["seed"].title[:20] in reader.text or "Sources" in reader.text
        await reader.press("escape", "o")
        assert reader.highlighted.endswith("/glute_bridge")
        await reader.press("s", "enter")
        assert "question 2 of 2" in reader.read("#quiz-title")
        assert len(progress(reader).split()) == 5


async def test_the_self_check_opens_from_every_tab_the_palette_and_its_own_line(
    open_guide: OpenGuide, index: Index
) -> None:
    async with open_guide() as reader:
        for tab in "1234":
            await reader.press(tab, "s")
            assert reader.title("CheckMenu Vertical") == "Self-check"
            assert "The quiz" in reader.read("CheckMenu Vertical")
            assert "Your own day" in reader.read("CheckMenu Vertical")
            await reader.press("s")
            assert not reader.find("CheckMenu Vertical")
        await run_command(reader, "Self-check", "Questions with their answers")
        assert reader.find("CheckMenu Vertical")
        await reader.press("escape", "2")
        listed = [entry.item for entry in entries(index, index.sections["prevention"])]
        steps = len(listed) - [item.opens for item in listed].index("quiz")
        await reader.type("end", *["up"] * (steps - 1))
        await reader.press("enter")
        assert reader.find("CheckMenu Vertical")
        await reader.press("enter")
        assert "question 1 of 10" in reader.read("#quiz-title")


async def test_the_mouse_is_enough(open_guide: OpenGuide, clock: Clock, index: Index) -> None:
    store = holding(index, "desk_setup", "screen_top")
    async with open_guide(clock=clock, store=store) as reader:
        await reader.press("s")
        await reader.click("Go on with")
        await reader.click("This is my")
        assert last(store).place == 0, "nothing is chosen"
        await reader.click("Both feet on")
        await reader.click("Thighs that")
        await reader.click("Thighs that")
        assert "1 [x]" in reader.text and "2 [ ]" in reader.text
        await reader.click("This is my")
        assert "◐ Partly right: 0.3 of 1" in reader.read("#ask")
        clock.now += 5.0
        await reader.click("Next")
        await reader.click("At the height")
        assert "✓ Right" in reader.read("#ask")


async def test_an_emergency_stays_in_view_through_the_whole_self_check(
    open_guide: OpenGuide, clock: Clock, index: Index
) -> None:
    store = holding(index, "spot_slump")
    async with open_guide(
        size=(60, 20), clock=clock, store=store, tab="doctor", region="gb"
    ) as reader:
        words = "‼ EMERGENCY – call 999 now United Kingdom"
        await reader.press("space", "s", "enter")
        assert reader.banner == words
        await reader.press("1")
        assert reader.banner == words
        await reader.press(*["pagedown"] * 5)
        assert reader.banner == words
        await run_command(reader, "Region: United States", "Show 911")
        words = "‼ EMERGENCY – call 911 now United States"
        assert reader.banner == words
        await reader.press("right")
        assert "points" in reader.read("#summary")
        assert reader.banner == words


async def test_a_second_round_begins_with_what_was_missed_and_shows_the_trend(
    open_guide: OpenGuide, clock: Clock, index: Index
) -> None:
    store = MemoryStore()
    store.keep(Round(at=0.5, cards=(Card("gone", (1, 0), given=(0,)),)))
    store.keep(answered(index, TEN, ["queue", "cannot_pee"]))
    store.keep(Round(at=2.0, cards=(card(index.questions["queue"]), Card("gone", (0, 1)))))
    async with open_guide(clock=clock, store=store, check="menu") as reader:
        await reader.press("enter")
        asked = [held.question for held in last(store).cards]
        assert set(asked[:2]) == {"queue", "cannot_pee"}
        assert len(set(asked)) == 10
        for _ in range(10):
            await answer_rightly(reader, store)
            await reader.type("right")
        summary = reader.read("#summary")
        assert "You have 10 of 10 points" in summary
        assert "9 → 10" in summary


async def test_habits_can_be_left_changed_and_end_with_three_changes_and_where_to_read(
    open_guide: OpenGuide, clock: Clock, index: Index
) -> None:
    habits = index.content.habits.habits
    async with open_guide(size=TALL, clock=clock, check="habits") as reader:
        await reader.press("4", "1", "1", "left")
        assert "question 3 of 12" in reader.read("#habits-title")
        assert "1 (•)" in reader.text
        await reader.press("left", "3", "escape", "s")
        assert "Your own day 3 of 12" in reader.read("CheckMenu Vertical")
        await reader.press("down", "enter")
        assert "question 4 of 12" in reader.read("#habits-title")
        await reader.press(*"11111113")
        assert "question 12 of 12" in reader.read("#habits-title")
        await reader.press("3")

        # Needs: exercise 3, the days of a spasm 2, tense days 2, drinks 2.
        wanted = [habits[0], habits[1], habits[10]]
        summary = reader.read("#summary")
        assert index.content.habits.first in summary
        found = [summary.index(f"{n} {habit.change}") for n, habit in enumerate(wanted, 1)]
        assert found == sorted(found)
        assert habits[11].change not in summary
        assert index.content.habits.note in reader.read("#more")
        assert summary.count("→ Open ") == 3
        await reader.click("Open Prevention: ")
        assert reader.highlighted == habits[0].place
        await reader.press("s")
        assert "Your own day 12 of 12" in reader.read("CheckMenu Vertical")
        await reader.press("down", "enter", "right")
        assert reader.read("#summary") == summary


async def test_no_second_self_check_opens_over_the_first(
    open_guide: OpenGuide, clock: Clock, index: Index
) -> None:
    store = holding(index, "sit_change", "screen_top")
    async with open_guide(clock=clock, store=store, check="menu") as reader:
        await reader.press("enter", "1", "right", "s")
        assert "question 2 of 2" in reader.read("#quiz-title")
        await reader.press("colon")
        await reader.paste("Self-check")
        await reader.until(lambda: "No matches found" in reader.text)
        await reader.press("escape", "2")
        assert [held.points for held in last(store).cards] == [1, 1]
