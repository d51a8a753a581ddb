"""The settings screen: what it shows, changes at once and writes, and where it cannot write."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timezone
from pathlib import Path

import pytest

from tests.app.conftest import words_of
from tests.support.export import exported_lines
from tui.app.app import GuideApp
from tui.app.environment import Environment
from tui.app.screens.settings import SettingsScreen
from tui.cli.options import nothing_asked
from tui.cli.settings import book_of, fill_environment, join
from tui.guide.content.record_index import Index
from tui.guide.episode.records import Episode
from tui.settings import file
from tui.settings.model import SETTINGS


@pytest.fixture(autouse=True)
def somewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A reader with a config folder of their own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The settings file, in a folder that is there."""
    (tmp_path / "backspasm").mkdir()
    return tmp_path / "backspasm" / "settings.toml"


class Visit:
    """A guide that was started by its command line, with the settings in front."""

    def __init__(self, app: GuideApp, pilot: object) -> None:
        self.app, self.pilot = app, pilot

    @property
    def text(self) -> str:
        return words_of(" ".join(exported_lines(self.app)))

    @property
    def environment(self) -> Environment:
        return self.app.state.environment

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)  # type: ignore[attr-defined]
        await self.pilot.pause()  # type: ignore[attr-defined]

    async def go_to(self, name: str) -> None:
        """Highlight a setting."""
        every = "Mouse" in self.text
        shown = [setting for setting in SETTINGS if every or not setting.later]
        place = [setting.name for setting in shown].index(name)
        await self.press("home", *["down"] * place)
        assert f"{name}: " in self.text

    async def change(self, name: str, *keys: str) -> None:
        await self.go_to(name)
        await self.press(*keys)


@asynccontextmanager
async def started(
    index: Index, *, no_save: bool = False, served: bool = False, mute: bool = False
) -> AsyncIterator[Visit]:
    """Start the guide as its command line does, and open the settings."""
    arguments = nothing_asked()
    arguments.no_save, arguments.mute = no_save, mute
    join(arguments, index)
    environment = Environment(
        glyphs=arguments.glyphs or "quadrant",
        still=arguments.still,
        mute=arguments.mute,
        zone=timezone.utc,
        served=served,
    )
    if not served:
        environment.open_settings = lambda: book_of(arguments, index, "quadrant")
        fill_environment(environment, arguments, index)
    app = GuideApp(index, environment, tab="relief")
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await pilot.press("comma")
        await pilot.pause()
        assert isinstance(app.screen, SettingsScreen)
        yield Visit(app, pilot)


async def test_each_setting_has_its_value_its_source_and_what_it_does(
    index: Index, path: Path
) -> None:
    path.write_text('glyphs = "braille"\n')
    async with started(index, mute=True) as visit:
        text = visit.text
        for words in (
            str(path)[-20:],
            "How it looks",
            "Glyphs braille file",
            "Bell off --mute",
            "Theme backspasm-dark default",
            "Region auto (none) default",
            "Cold pack usual (20 min) default",
        ):
            assert words in text
        for setting in SETTINGS:
            await visit.go_to(setting.name)
            assert setting.help in visit.text


async def test_a_change_holds_at_once_is_written_and_survives_a_restart(
    index: Index, path: Path
) -> None:
    async with started(index) as visit:
        await visit.change("theme", "right")
        assert visit.app.theme == "backspasm-light" and "Saved." in visit.text
        await visit.change("glyphs", "enter", "space")
        await visit.change("motion", "space")
        await visit.change("bell", "enter")
        await visit.change("region", "l", "l")
        await visit.change("times", "right")
        await visit.change("dates", "right")
        await visit.change("cold_minutes", "left", "left")
        await visit.change("warm_after_hours", "right")
        now = visit.environment
        assert (now.glyphs, now.still, now.mute) == ("braille", True, True)
        assert (now.pack_minutes, now.warm_after) == ({"cold": 19}, 24)
        region = visit.app.state.triage_state.region
        assert region is not None
        await visit.change("mouse", "right")
        assert "from the next start" in visit.text
        await visit.press("escape")
        visit.app.state.record.begin(0.0)
        assert [one.switch for one in visit.app.state.store.all(Episode)] == [24]
    assert file.read(path) == {
        "theme": "backspasm-light",
        "glyphs": "braille",
        "motion": False,
        "bell": False,
        "region": region.id,
        "times": "12h",
        "dates": "month-day",
        "cold_minutes": 19,
        "warm_after_hours": 24,
        "mouse": False,
    }
    async with started(index) as visit:
        assert visit.app.theme == "backspasm-light"
        assert "Motion off file" in visit.text and "Times 12h file" in visit.text
        await visit.change("theme", "x")
        assert visit.app.theme == "backspasm-dark" and "Saved." in visit.text
        for name in ("theme", "theme", "speech"):
            await visit.change(name, "x")
            assert "This is the default already." in visit.text, name
    assert "theme" not in file.read(path)


@pytest.mark.parametrize("how", ["no_save", "served"])
async def test_without_saving_it_holds_for_the_visit_and_nothing_is_written(
    index: Index, tmp_path: Path, how: str
) -> None:
    before = sorted(tmp_path.rglob("*"))
    async with started(index, **{how: True}) as visit:
        assert "for this visit" in visit.text and "Mouse" not in visit.text
        for name in ("theme", "glyphs", "motion", "bell", "times", "warm_minutes"):
            await visit.change(name, "right")
            assert "nothing is written here" in visit.text
        assert visit.environment.mute and visit.environment.still
        assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x00\x01\x02", "no settings file"),
        (b"bell = \n", "no settings file"),
        (b"x = 1\n" * 60_000, "no settings file"),
    ],
    ids=["bytes", "syntax", "large"],
)
async def test_a_bad_file_is_told_of_and_left_alone(
    index: Index, path: Path, data: bytes, why: str
) -> None:
    path.write_bytes(data)
    async with started(index) as visit:
        assert "found" in visit.text
        await visit.change("bell", "right")
        assert why in visit.text and "Not saved:" in visit.text and visit.environment.mute
    assert path.read_bytes() == data


async def test_faults_stand_in_one_quiet_line_until_the_settings_are_seen(
    index: Index, path: Path
) -> None:
    path.write_text('glyphs = "brail"\nbell = 3\n')
    async with started(index) as visit:
        assert 'glyphs: found "brail"' in visit.text and "And 1 more" in visit.text
        await visit.press("escape")
        assert "brail" not in visit.text
