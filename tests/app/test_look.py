"""Each screen is drawn with care: nothing dangles, and what is cut says so."""

from __future__ import annotations

import pytest
from textual.command import CommandList
from textual.css.styles import RulesMap
from textual.widgets import Button

from tests.app.conftest import Clock, OpenGuide, Reader
from tests.app.looks import marks
from tests.app.places import diary
from tests.support.large import large_words
from tests.support.sample import sample
from tui.app.drawing.border import MORE, THUMB
from tui.app.drawing.figure_row import CaptionedFigure, FigureRow
from tui.app.drawing.row import Row
from tui.app.drawing.scene_cache import SceneCache
from tui.app.widgets.document_lines import DocumentLines
from tui.app.widgets.gallery import Gallery

SIZES = [(60, 20), (80, 24), (100, 30), (120, 40)]
TABS = ("relief", "prevention", "causes", "doctor")
VIEWS = ("EntryList", "EntryPage")


def view(reader: Reader, name: str) -> DocumentLines:
    widget = reader.find(name)
    assert isinstance(widget, DocumentLines)
    return widget


def last_part(reader: Reader, name: str) -> object:
    """What the last written line of a view belongs to."""
    shown, lines = view(reader, name), reader.part(name)
    last = max((y for y, line in enumerate(lines) if line.strip()), default=0)
    number = shown.document.at(shown.document.top + last)
    return None if number is None else shown.document.parts[number].visual


@pytest.mark.parametrize("size", sample(SIZES, 2))
@pytest.mark.parametrize("tab", TABS)
async def test_no_view_ends_with_a_heading(
    open_guide: OpenGuide, tab: str, size: tuple[int, int]
) -> None:
    headings = 0
    async with open_guide(size=size, tab=tab, region="gb") as reader:
        reader.app.state.toggle("one_leg_weak")
        await reader.settle()
        for name in VIEWS:
            for _ in range(14):
                shown = view(reader, name)
                document, rows = shown.document, len(reader.part(name))
                end = document.at(min(document.top + rows, document.height) - 1)
                cut = document.top + rows < document.height
                visual = document.parts[end or 0].visual
                headings += cut and isinstance(visual, Row) and visual.leads
                drawn = last_part(reader, name)
                assert not (cut and isinstance(drawn, Row) and drawn.leads), reader.text
                shown.scroll_by(1)
                await reader.settle()
    assert headings or size[1] > 24 or tab == "causes", "the kind was met"


@pytest.mark.parametrize("size", sample(SIZES[::-1], 2))
@pytest.mark.parametrize("tab", TABS)
async def test_what_is_cut_says_that_there_is_more(
    open_guide: OpenGuide, tab: str, size: tuple[int, int]
) -> None:
    async with open_guide(size=size, tab=tab, region="gb") as reader:
        for name in VIEWS:
            for far in (False, True):
                shown = view(reader, name)
                shown.scroll_to(y=shown.max_scroll_y if far else 0, animate=False)
                await reader.settle()
                edge = reader.part(name, framed=True)[-1]
                cut = shown.max_scroll_y > shown.document.top
                assert (MORE in edge or edge.rstrip().endswith("↓")) == cut, reader.text


@pytest.mark.parametrize("finding", ["saddle_numb", "one_leg_weak", "one_leg_pain"])
async def test_the_scroll_thumb_is_no_part_of_the_frame(
    open_guide: OpenGuide, finding: str
) -> None:
    async with open_guide(tab="doctor", region="gb") as reader:
        reader.app.state.toggle(finding)
        await reader.settle()
        rows = reader.part("EntryPage", framed=True)[1:-1]
        assert {line[-1] for line in rows} == {"┃"}, "the frame is whole"
        assert {line[-2] for line in rows} == {THUMB, " "}
        edge = reader.style_of("┗")
        y = next(y for y, line in enumerate(reader.lines) if f"{THUMB}┃" in line)
        thumb = reader.style_at(reader.lines[y].rindex(THUMB), y)
        assert thumb.color != edge.color


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("Keys", ("question_mark",)),
        ("Walkthrough", ("w",)),
        ("Search", ("slash", *"back")),
        ("Commands", ("colon",)),
    ],
)
async def test_every_scroll_bar_has_the_same_thumb(
    open_guide: OpenGuide, title: str, keys: tuple[str, ...]
) -> None:
    """A page, a list, what a search finds, the commands: as the list below them."""
    async with open_guide(size=(80, 24)) as reader:
        assert any(f"{THUMB}│" in line for line in reader.lines)
        await reader.press(*keys)
        y = next(y for y, line in enumerate(reader.lines) if f" {title} ─" in line)
        x = reader.lines[y].index("╮", reader.lines[y].index(title))
        await reader.until(lambda: any(THUMB in line[x - 3 : x] for line in reader.lines))
        y = next(y for y, line in enumerate(reader.lines) if THUMB in line[x - 3 : x])
        assert not reader.style_at(reader.lines[y].index(THUMB, x - 3), y).reverse


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
async def test_the_checklist_has_more_room_than_the_verdict_and_no_tick_moves_it(
    open_guide: OpenGuide, size: tuple[int, int]
) -> None:
    async with open_guide(size=size, tab="doctor") as reader:
        listed, page = view(reader, "EntryList"), view(reader, "EntryPage")
        assert listed.outer_size.width > page.outer_size.width
        before, other = listed.region, page.region
        await reader.press("space")
        assert (listed.region, page.region) == (before, other)
        await reader.press("1")
        assert listed.outer_size.width < page.outer_size.width
        await reader.press("4")
        assert (listed.region, page.region) == (before, other)


@pytest.mark.parametrize("tab", ["relief", "doctor"])
async def test_a_window_that_is_resized_looks_as_one_opened_at_its_size(
    open_guide: OpenGuide, tab: str
) -> None:
    sizes = [(100, 30), (60, 24), (80, 24), (44, 16), (120, 40)]
    opened: dict[tuple[int, int], list[str]] = {}
    for size in sizes:
        async with open_guide(size=size, tab=tab) as reader:
            opened[size] = reader.lines
    async with open_guide(size=sizes[-1], tab=tab) as reader:
        for size in sizes:
            await reader.resize(*size)
            assert reader.lines == opened[size]


@pytest.mark.parametrize("keys", [("question_mark",), ("p",), ("slash",), ("w",), ("i",)])
async def test_a_dialog_has_the_only_highlight(
    open_guide: OpenGuide, keys: tuple[str, ...]
) -> None:
    async with open_guide(size=(120, 40)) as reader:
        await reader.press("down")
        await reader.press("down")
        x = view(reader, "EntryList").region.x + 3
        y = next(y for y, line in enumerate(reader.lines) if line[x - 1 :].startswith("Warm pack"))
        marked = reader.style_at(x, y).bgcolor
        await reader.press(*keys)
        if reader.lines[y][x - 1 :].startswith("Warm"):
            assert reader.style_at(x, y).bgcolor != marked
        await reader.press("escape")
        assert reader.style_at(x, y).bgcolor == marked


async def test_a_dialog_below_another_tells_no_keys_and_has_no_highlight(
    open_guide: OpenGuide,
) -> None:
    async with open_guide(size=(100, 30)) as reader:
        await reader.press("w", "end")
        alone = reader.text
        assert alone.count("closes") == 1
        await reader.press("enter")
        assert "The code of a plan" in reader.text
        assert reader.text.count("esc back") == 1
        assert "closes" not in reader.text
        assert marks(reader) == 0, "the cursor stands in the field"
        await reader.press("escape")
        assert reader.text == alone
        await reader.press("enter")
        await reader.resize(60, 20)
        await reader.press("escape")
        assert reader.text.count("closes") == 1


async def test_a_caption_is_wrapped_and_never_cut(open_guide: OpenGuide) -> None:
    async with open_guide(size=(100, 30)) as reader:
        assert any(line.strip(" │").endswith("knees.") for line in reader.lines), reader.text
        assert "…" not in reader.text


async def test_a_page_that_scrolls_says_so(open_guide: OpenGuide) -> None:
    async with open_guide(size=(80, 24)) as reader:
        await reader.press("question_mark")
        words = "t tests the bell · esc closes"
        assert f"more ↓ · {words}" in reader.text
        await reader.press("end")
        assert "more ↓ ·" not in reader.text and words in reader.text
        await reader.press("home")
        assert f"more ↓ · {words}" in reader.text


@pytest.mark.parametrize("width", [60, 66, 72, 80, 88, 100])
async def test_a_key_never_stands_on_a_line_of_its_own(open_guide: OpenGuide, width: int) -> None:
    async with open_guide(size=(width, 30)) as reader:
        await reader.press("d")
        assert "(b)" in reader.text
        alone = [line for line in reader.lines if line.split()[:1] == ["(b)"]]
        assert not alone, reader.text


@pytest.mark.parametrize("exercise", ["knee_to_chest", "cat_cow", "bird_dog"])
async def test_a_picture_grows_with_the_window(open_guide: OpenGuide, exercise: str) -> None:
    """A large window has no small picture above empty rows."""
    rows = {}
    for size in ((100, 30), (120, 40), (160, 50)):
        async with open_guide(size=size) as reader:
            index = reader.app.state.index
            figure = FigureRow(
                [CaptionedFigure(index.exercises[exercise].motion, None)],
                SceneCache(index),
                reader.app.state.environment,
                reader.app.screen.app,
            )
            rows[size] = figure.get_height(RulesMap(), size[0] - 50)
    assert rows[100, 30] < rows[120, 40] < rows[160, 50]
    assert rows[120, 40] >= 16


PARTS = {
    "relief": (["1"], ["tab"], ["escape"]),
    "prevention": (["2"], ["enter"], ["escape"]),
    "the checklist": (["4"], ["tab"], ["shift+tab"]),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("place", PARTS)
async def test_the_part_that_has_the_keys_is_marked(
    open_guide: OpenGuide, place: str, theme: str
) -> None:
    """By its reversed title, or by a heavy edge if it has none: no colour is needed for it."""

    def marked(reader: Reader) -> list[str]:
        found = []
        for name in VIEWS:
            edge = reader.part(name, framed=True)[0]
            title = view(reader, name).frame.title
            if title:
                x = view(reader, name).region.x + 3
                y = view(reader, name).region.y
                found += [name] if reader.style_at(x, y).reverse else []
            elif edge.strip().startswith("┍"):
                found.append(name)
        return found

    to, on, back = PARTS[place]
    async with open_guide(size=(100, 30)) as reader:
        await reader.press(*(["T"] if theme == "light" else []), *to)
        assert marked(reader) == ["EntryList"]
        await reader.press(*on)
        assert marked(reader) == ["EntryPage"]
        await reader.press(*back)
        assert marked(reader) == ["EntryList"]
        x, y = view(reader, "EntryList").region.x + 3, view(reader, "EntryList").region.y
        await reader.press("question_mark")
        assert not reader.style_at(x, y).reverse, "what lies under a dialog has no keys"


@pytest.mark.parametrize("keys", [("d", "tab"), ("s", "down", "enter", *"333222332211", "tab")])
async def test_a_part_without_a_frame_has_a_bar(
    open_guide: OpenGuide, keys: tuple[str, ...]
) -> None:
    async with open_guide(size=(80, 24)) as reader:
        await reader.press(*keys)
        focused = reader.app.focused
        assert focused is not None and focused.styles.border_left[0] == "outer"
        others = [one for one in reader.app.screen.focus_chain if one is not focused]
        assert all(one.styles.border_left[0] != "outer" for one in others)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_leaving_covers_no_phase_of_the_walkthrough(
    open_guide: OpenGuide, clock: Clock, size: tuple[int, int]
) -> None:
    async with open_guide(size=size, clock=clock, walk=("cat_cow",)) as reader:
        clock.now += 5.0
        await reader.press("n", "space", "space")
        if size != (60, 20):
            before = large_words(reader.lines)
            assert "PAUSED" in before
        await reader.press("escape")
        assert "Leave the walkthrough here?" in reader.text
        if size != (60, 20):
            assert large_words(reader.lines) == before


@pytest.mark.parametrize(
    "keys", [("t",), ("w", "end", "up", "enter"), ("w", "down", "down", "enter", "y")]
)
@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_dialog_never_loses_its_buttons(
    open_guide: OpenGuide, clock: Clock, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    async with open_guide(size=size, clock=clock) as reader:
        for key in keys:
            clock.now += 5.0
            await reader.press(key)
        for _ in range(2):
            buttons = [one for one in reader.app.screen.query(Button) if one.display]
            assert buttons
            for button in buttons:
                assert str(button.label) in reader.text, reader.text
            await reader.press("space")


def empty_rows(reader: Reader) -> int:
    """The longest run of rows without a word or a picture."""
    longest = run = 0
    for line in reader.lines:
        run = 0 if line.strip() else run + 1
        longest = max(longest, run)
    return longest


@pytest.mark.parametrize("keys", [("d",), ("enter",), ("s", "down", "enter")])
async def test_a_tall_window_is_used(
    open_guide: OpenGuide, clock: Clock, keys: tuple[str, ...]
) -> None:
    """The days without entries, the positions, a question on one's own day."""
    async with open_guide(size=(120, 40), clock=clock) as reader:
        await reader.press(*keys)
        assert empty_rows(reader) <= 20, reader.text


@pytest.mark.parametrize(
    "keys", [("4", "space", "c"), ("4", "space", "q"), ("4", "space", "1", "w"), ("w", "x")]
)
async def test_a_dialog_with_buttons_tells_its_keys(
    open_guide: OpenGuide, clock: Clock, keys: tuple[str, ...]
) -> None:
    """Clearing, leaving, a walkthrough that is refused, and pain during one."""
    walk = ("pelvic_tilt",) if "x" in keys else None
    async with open_guide(size=(80, 24), clock=clock, walk=walk) as reader:
        for key in ("n", "x") if walk else keys:
            clock.now += 5.0
            await reader.press(key)
        assert reader.app.screen.query(Button)
        edges = [line for line in reader.lines if "╰" in line and " chooses ·" in line]
        edges += [line for line in reader.lines if "╰" in line and " ticks ·" in line]
        assert edges and "esc" in edges[0], reader.text


@pytest.mark.parametrize("keys", [("s", "enter"), ("s", "down", "enter")])
async def test_nothing_touches_the_large_letters_of_a_question(
    open_guide: OpenGuide, clock: Clock, keys: tuple[str, ...]
) -> None:
    async with open_guide(size=(120, 40), clock=clock) as reader:
        await reader.press(*keys)
        asked = reader.app.screen.query_one("#ask")
        letters = [y for y, line in enumerate(reader.lines) if set(line) & set("▀▄█")]
        assert letters and asked.region
        assert not reader.lines[max(letters) + 1].strip(), reader.text


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30)])
async def test_the_palette_never_ends_with_a_bare_name(
    open_guide: OpenGuide, size: tuple[int, int]
) -> None:
    async with open_guide(size=size) as reader:
        await reader.press("colon")
        await reader.until(lambda: "more ↓ ·" in reader.text)
        commands = reader.app.screen.query_one(CommandList)
        bare = 0
        for _ in range(6):
            last = commands.region.bottom - 1
            words = reader.lines[last][commands.region.x : commands.region.right].strip(
                f" │{THUMB}"
            )
            top = round(commands.scroll_y)
            names = {str(option.prompt).splitlines()[0] for option in commands.options}
            assert words not in names or top == commands.max_scroll_y, reader.text
            bare += not words
            commands.scroll_relative(y=1, animate=False)
            await reader.settle()
            assert round(commands.scroll_y) > top
        assert bare, "the kind was met"


async def test_a_chart_without_a_bar_says_how_to_begin_it(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(size=(100, 30), clock=clock, store=diary()) as reader:
        await reader.press("d")
        assert "The chart begins" not in reader.text
        await reader.press("x", "x")
        assert "The chart begins with the first entry." in reader.text
        assert "Press p to make it." in reader.text and "o onset" in reader.text
        await reader.resize(60, 20)
        assert "│" in reader.text or "The chart begins" in reader.text


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_figures_beside_each_other_stand_on_one_line(
    open_guide: OpenGuide, size: tuple[int, int]
) -> None:
    async with open_guide(size=size, region="gb") as reader:
        await reader.press("enter")
        gallery = reader.app.screen.query_one(Gallery)
        rows = [
            line[gallery.region.x : gallery.region.right]
            for line in reader.lines[gallery.region.y : gallery.region.bottom]
        ]
        third = gallery.region.width // 3
        parts = [[row[n * third + 2 : (n + 1) * third - 2] for row in rows] for n in range(3)]
        blocks = set("▀▄█▌▐▖▗▘▝▙▛▜▟▚▞")
        floors = {max(y for y, row in enumerate(part) if blocks & set(row)) for part in parts}
        assert len(floors) == 1, reader.text


async def test_the_pack_timer_says_towel_once(open_guide: OpenGuide) -> None:
    async with open_guide(size=(80, 24)) as reader:
        await reader.press("t")
        x, rows = reader.app.screen.query_one("#towel").region.x, reader.lines
        dialog = [line for line in rows if "│" in line[:x]]
        assert sum("wrapped in a towel" in line for line in dialog) == 1
        assert "space ticks" in reader.text and "space towel" not in reader.text
        assert "It is wrapped" not in reader.text
