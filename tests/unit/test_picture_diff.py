"""Pictures over cells: shown where all of their place is seen, and in characters elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tests.support.pictures import KittyScreen
from tui.app import theme
from tui.app.terminal.pictures.display import KittyDisplay
from tui.app.terminal.pictures.picture_diff import PictureDiff
from tui.app.terminal.pictures.place import PictureOutlet, PicturePlace
from tui.app.terminal.screen_diff import ScreenDiff
from tui.figure.motion_parser import prepare
from tui.figure.pixels.picture_cache import PictureCache
from tui.figure.scene import Scene, stage
from tui.guide.content.record_index import Index
from tui.serve.picture_gate import MOST_PENDING, PictureGate

pytest.importorskip("aggdraw", reason="needs the extra pictures")

WIDTH, HEIGHT = 40, 16
GROUND = Style(color="#ffffff", bgcolor="#101418")
MATERIALS = tuple((k.removeprefix("figure-"), v) for k, v in theme.FIGURE_ON_DARK.items())


class Screen:
    """A terminal with a picture of 24 by 8 cells on it."""

    def __init__(self, scene: Scene, **options: Any) -> None:
        self.scene = scene
        self.cache = PictureCache()
        self.outlet = PictureOutlet((10, 20), 512 * 1024)
        display = KittyDisplay(self.outlet, self.cache)
        before = ScreenDiff("truecolor", WIDTH, HEIGHT)
        self.diff = PictureDiff(before, self.outlet, display, **options)
        self.kitty = KittyScreen()
        self.place = self.outlet.place((24, 8), GROUND, lambda y: Strip([Segment("▄" * 24)]))
        assert self.place
        self.want(0.0)

    def want(self, seconds: float) -> None:
        assert self.place
        moment = self.scene.player.moment(seconds)
        self.place.request = self.outlet.request(
            self.scene, moment, (24, 8), "#101418", MATERIALS, 0.0, False, True
        )

    def paint(self, left: int = 8, top: int = 4, words: str = "") -> str:
        """Paint the place on the screen with words over it; what is sent."""
        assert isinstance(self.place, PicturePlace)
        rows = []
        for y in range(HEIGHT):
            blank = Strip.blank(WIDTH, GROUND)
            if top <= y < top + 8:
                picture = self.place.line(y - top)
                blank = Strip.join(
                    [blank.crop(0, left), picture, blank.crop(left + 24)]
                ).adjust_cell_length(WIDTH)
            if words and y == 6:
                text = Strip([Segment(words, GROUND)])
                blank = Strip.join([blank.crop(0, 12), text, blank.crop(12 + len(words))])
            rows.append([blank])
        self.diff.paint_screen((WIDTH, HEIGHT), rows)
        return self.sent()

    def sent(self) -> str:
        sent = self.diff.changes()
        assert all(sign < "\U000f0000" for sign in sent), "no number of a cell is sent"
        commands = sent.encode().split(b"\x1b_G")[1:]
        self.kitty.feed(
            b"".join(b"\x1b_G" + one.partition(b"\x1b\\")[0] + b"\x1b\\" for one in commands)
        )
        return sent

    @property
    def is_shown(self) -> bool:
        return len(self.kitty.shown) == 1


@pytest.fixture
def screen(index: Index) -> Screen:
    return Screen(stage(prepare(index.motions["glute_bridge"])))


def test_a_picture_is_shown_where_its_whole_place_is_seen(screen: Screen) -> None:
    assert "▄" not in screen.paint() and screen.is_shown
    assert not screen.paint(), "nothing changed"
    screen.want(3.0)
    assert "a=t" in screen.sent() and screen.is_shown
    screen.want(0.0)
    again = screen.sent()
    assert "a=t" not in again and len(again) < 60 and screen.is_shown
    assert not screen.diff.needs_sync


@pytest.mark.parametrize("moved", [{"words": "Leave?"}, {"left": 20}, {"top": 10}, {"left": 40}])
def test_where_a_part_is_covered_or_cut_off_characters_are_drawn(
    screen: Screen, moved: dict[str, Any]
) -> None:
    screen.paint()
    covered = screen.paint(**moved)
    assert not screen.kitty.shown and ("▄" in covered or moved == {"left": 40})
    assert "▄" not in screen.paint() and screen.is_shown
    assert screen.kitty.handed_over == 1, "it is still known"


def test_one_that_moves_is_shown_at_its_new_place(screen: Screen) -> None:
    screen.paint()
    moved = screen.paint(left=2, top=1)
    assert "\x1b[2;3H" in moved and screen.is_shown


def test_all_is_sent_anew_once_the_terminal_is_unknown_however_often(screen: Screen) -> None:
    screen.paint()
    for turn in range(10_000):
        screen.diff.resize(WIDTH + turn % 2, HEIGHT)
        screen.diff.forget()
    screen.diff.resize(WIDTH, HEIGHT)
    screen.paint()
    assert screen.is_shown and len(screen.kitty.kept) == 1
    screen.kitty.feed(screen.diff.removal().encode())
    assert not screen.kitty.kept and not screen.kitty.shown


def test_a_terminal_that_takes_no_more_gets_characters(index: Index) -> None:
    clear = [True]
    screen = Screen(stage(prepare(index.motions["glute_bridge"])), is_clear=lambda: clear[0])
    screen.paint()
    clear[0] = False
    assert not screen.paint() and screen.is_shown, "what is shown may stay"
    screen.want(3.0)
    assert "▄" in screen.sent() and not screen.kitty.shown
    clear[0] = True
    assert "▄" not in screen.sent() and screen.is_shown


def test_places_have_numbers_of_their_own_as_long_as_there_are_any() -> None:
    outlet = PictureOutlet((10, 20))
    places = []
    while (place := outlet.place((200, 60), GROUND, lambda y: Strip([]))) is not None:
        places.append(place)
    assert len(places) == 10
    for place in places:
        found = outlet.find(ord(place.line(59).text[-1]))
        assert found == (place, 199, 59)
    first = places.pop(3)
    number = first.first
    del first, place
    assert outlet.find(number) is None, "nobody has it any more"
    assert outlet.place((10, 10), GROUND, lambda y: Strip([])) is not None


def test_what_was_made_of_pictures_is_kept_within_bounds() -> None:
    now = [0.0]
    cache = PictureCache(bound=100, share=0.5, clock=lambda: now[0])

    def slow() -> bytes:
        now[0] += 0.6
        return bytes(40)

    for key in range(5):
        cache.get(key, slow)
    assert cache.size == 80 and cache.get(4, lambda: b"other") == bytes(40)
    assert not cache.has_time, "it drew all the time"
    now[0] += 10.0
    assert cache.has_time


def test_a_client_that_reads_slowly_gets_characters_for_longer_each_time() -> None:
    now, pending, waits = [0.0], [0], []
    gate = PictureGate(lambda: pending[0], lambda: True, lambda: now[0])
    for _ in range(7):
        assert gate.is_open()
        pending[0] = MOST_PENDING + 1
        assert not gate.is_open()
        pending[0], start = 0, now[0]
        while not gate.is_open():
            now[0] += 1.0
        waits.append(now[0] - start)
    assert waits == [5.0, 10.0, 20.0, 40.0, 80.0, 80.0, 80.0]
