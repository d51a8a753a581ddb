"""The settings file: what it holds, what comes before it, how it is written, and bad ones."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli

from tests.support import ROOT, Call, forget_the_reader
from tui.app.app import GuideApp
from tui.app.environment import Environment
from tui.app.input.default_keys import DEFAULT_KEYS
from tui.guide.content.record_index import Index
from tui.guide.episode.time_style import TimeStyle, style_of
from tui.settings import file
from tui.settings.file import Unwritten, write
from tui.settings.model import SETTINGS, ReaderSettings

Opened = Callable[..., tuple[Environment, dict[str, Any]]]


@pytest.fixture(autouse=True)
def somewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A reader with a config folder of their own, without a locale, at a terminal that can draw."""
    forget_the_reader(monkeypatch)
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The settings file, in a folder that is there."""
    folder = tmp_path / "backspasm"
    folder.mkdir()
    return folder / "settings.toml"


@pytest.fixture
def opened(call: Call, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Opens the guide on a terminal by its command line; what it was opened with."""
    runs: list[tuple[Environment, dict[str, Any]]] = []

    def run(index: Index, environment: Environment, store: object, **options: Any) -> int:
        runs.append((environment, options))
        return 0

    monkeypatch.setattr("tui.app.run_local.run", run)

    def opens(*arguments: str) -> tuple[Environment, dict[str, Any]]:
        for name in ("stdin", "stdout", "stderr"):
            monkeypatch.setattr(f"sys.{name}.isatty", lambda: True)
        told = call(*arguments)
        assert (told.status, told.out, told.err) == (0, "", "")
        return runs[-1]

    return opens


CLOCK_12 = TimeStyle(half_days=True)

HOLDS: dict[str, tuple[str, Callable[[Environment, dict[str, Any]], object], object]] = {
    "theme": ('"nord"', lambda env, _: env.theme, "nord"),
    "colours": ('"16"', lambda env, _: env.depth, "16"),
    "cursor": ('"shown"', lambda env, _: env.cursor, "shown"),
    "glyphs": ('"braille"', lambda env, _: env.glyphs, "braille"),
    "motion": ("false", lambda env, _: env.still, True),
    "pictures": ('"sixel"', lambda env, _: env.pictures and env.pictures.choice, "sixel"),
    "bell": ("false", lambda env, _: env.mute, True),
    "region": ('"nz"', lambda _, options: options["region"].id, "nz"),
    "units": ('"us"', lambda env, _: env.units, "us"),
    "times": ('"12h"', lambda env, _: style_of(env.zone), CLOCK_12),
    "dates": ('"month-day"', lambda env, _: style_of(env.zone), TimeStyle(month_first=True)),
    "cold_minutes": ("12", lambda env, _: env.pack_minutes, {"cold": 12}),
    "warm_minutes": ("25", lambda env, _: env.pack_minutes, {"warm": 25}),
    "warm_after_hours": ("72", lambda env, _: env.warm_after, 72),
    "keys": ('{ walk = "f2" }', lambda _, options: options["keymap"], {"walk": "f2"}),
}
"""A good value of each entry, where it is seen once the guide is open, and what is seen there."""

DESK = {"desk_minutes", "desk_long_hours", "desk_stand_minutes", "desk_bell", "desk_notification"}
"""Entries of the desk, which has tests of its own."""

ELSEWHERE = {"mouse", "speech", "speech_command", *DESK}
"""Entries whose options do what they say; how the file joins them has a test of its own."""


def test_every_entry_has_a_test() -> None:
    names = set(ReaderSettings.__struct_fields__)
    assert names == HOLDS.keys() | ELSEWHERE
    assert names == {setting.name for setting in SETTINGS}
    assert all(setting.help.endswith(".") for setting in SETTINGS)


def test_the_names_of_actions_are_listed_with_the_present_keys(path: Path, call: Call) -> None:
    path.write_text('keys = { walk = "f2" }\n')
    told = call("settings", "--keys")
    listed = {line.split()[0]: line for line in told.out.splitlines() if line.startswith("  ")}
    assert (told.status, listed.keys()) == (0, DEFAULT_KEYS.keys())
    assert listed["walk"].split()[1] == "f2" and listed["timer"].split()[1] == "t"


@pytest.mark.parametrize("name", HOLDS)
def test_a_good_value_holds_once_the_guide_is_open(path: Path, opened: Opened, name: str) -> None:
    value, seen, expected = HOLDS[name]
    environment, options = opened()
    assert name == "region" or seen(environment, options) != expected
    path.write_text(f"{name} = {value}\n")
    assert seen(*opened()) == expected


@pytest.mark.parametrize(
    ("line", "option", "value"),
    [
        ("mouse = false", "no_mouse", True),
        ("speech = true", "say", True),
        ('speech_command = "say -v Anna"', "settings", {"speech_command": "say -v Anna"}),
    ],
)
def test_an_entry_is_as_its_option(path: Path, line: str, option: str, value: object) -> None:
    from tests.support.content import loaded
    from tui.cli.options import nothing_asked
    from tui.cli.settings import join

    path.write_text(line)
    arguments = nothing_asked()
    join(arguments, Index.of(loaded()))
    assert getattr(arguments, option) == value


BAD = {
    "theme": ['"nordd"', "3", "true"],
    "colours": ['"17"', "256", '""'],
    "glyphs": ['"brail"', "1", "[]"],
    "motion": ['"off"', "0", "{}"],
    "bell": ['"no"', "1", "1.5"],
    "mouse": ['"off"', "2", "[true]"],
    "speech": ['"yes"', "1", "2026-01-01"],
    "speech_command": ['"say \'x"', "1", "true", '["say"]'],
    "region": ['"zz"', "44", "true"],
    "times": ['"25h"', "24", "12:00:00"],
    "dates": ['"year"', "1", "2026-11-03"],
    "cold_minutes": ["21", '"20"', "15.5", "-1", "9" * 400],
    "warm_minutes": ["31", "true", "0"],
    "warm_after_hours": ["23", "73", '"two days"'],
    "desk_minutes": ["4", "241", '"30"', "true"],
    "desk_long_hours": ["-1", "9", "1.5"],
    "desk_stand_minutes": ["121", '"20m"'],
    "desk_bell": ['"loud"', "true"],
    "desk_notification": ['"on"', "1"],
    "keys": ["3", '"w"', "true"],
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_value_is_named_and_ignored(path: Path, call: Call, name: str) -> None:
    other = "bell" if name != "bell" else "motion"
    for value in BAD[name]:
        path.write_text(f"{name} = {value}\n{other} = false\n")
        told = call("settings", "--json")
        assert told.status == 1
        (line,) = told.err.splitlines()
        assert line.startswith(f"backspasm: {path}: {name}: found ") and ", expected " in line
        table = json.loads(told.out)["settings"]
        default = getattr(ReaderSettings(), name)
        assert table[name] == {"value": default, "from": "default", "via": ""}, value
        assert table[other] == {"value": False, "from": "file", "via": ""}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('theme = "nordd"', 'theme: found "nordd", expected one of '),
        ('theme = "nordd"', 'did you mean "nord"?'),
        ('regoin = "gb"', "regoin: found an unknown key, expected one of theme, "),
        ('regoin = "gb"', 'did you mean "region"?'),
        ("[glyphs]\nx = 1", "glyphs: found a table, expected one of "),
        ('[keys]\nwlk = "w"', "keys.wlk: There is no action “wlk”. Did you mean “walk”?"),
        ('[keys]\nwalk = "spcae"', "keys.walk: There is no key “spcae”. Did you mean “space”?"),
        ('[keys]\nwalk = "d"', "keys.walk: d would be both walk and days on the tabs."),
        ('[keys]\nquit = ""', "keys.quit: Without a key for it there is no way out."),
    ],
)
def test_a_bad_entry_is_named_with_the_nearest(
    path: Path, call: Call, text: str, fault: str
) -> None:
    path.write_text(f"{text}\n")
    told = call("settings")
    assert told.status == 1 and fault in told.err
    assert "Traceback" not in told.err


UTF16 = "bell = false\n".encode("utf-16")
BAD_FILES: list[tuple[bytes, str]] = [
    (b"x = 1\n" * 2_000_000, "12,000,000 bytes"),
    (bytes(range(256)) * 8, "NUL byte"),
    (b"\x93\xfa\x96\x7b" * 50, "a byte that is not UTF-8"),
    (UTF16, "UTF-16 text"),
    (b"bell = \n", "a key without a value"),
    (b"bell = true\nbell = false\n", "the key bell, which is written twice"),
    (b"x = " + b"[" * 5000, "nested too deeply"),
]


@pytest.mark.parametrize(("data", "found"), BAD_FILES, ids=lambda part: str(part)[:20])
def test_a_bad_file_is_named_never_fatal_and_never_overwritten(
    path: Path, call: Call, opened: Opened, data: bytes, found: str
) -> None:
    path.write_bytes(data)
    told = call("settings")
    assert told.status == 1 and told.err.startswith(f"backspasm: {path}:")
    assert ": found " in told.err
    assert found in told.err and len(told.err.splitlines()) == 1
    environment, _ = opened()
    assert environment.notice.startswith("settings.toml: found ")
    with pytest.raises(Unwritten, match="no settings file"):
        write(path, {"bell": False})
    assert path.read_bytes() == data
    assert {one.name for one in path.parent.iterdir()} == {path.name, f".{path.name}.lock"}


def test_what_is_no_file_is_named(path: Path, call: Call) -> None:
    path.mkdir()
    assert "found a directory, expected a TOML file" in call("settings").err
    path.rmdir()
    path.symlink_to(path.with_name("gone"))
    assert "found No such file or directory" in call("settings").err
    path.unlink()
    os.mkfifo(path)
    assert "found a device or pipe" in call("settings").err


def test_a_mark_of_utf_8_at_the_beginning_is_kept(path: Path, call: Call) -> None:
    path.write_bytes("\ufeffbell = false\n".encode())
    assert call("settings").status == 0
    write(path, {"motion": False})
    assert path.read_bytes() == "\ufeffbell = false\nmotion = false\n".encode()


@pytest.mark.parametrize(
    ("name", "text", "environ", "option", "expected"),
    [
        ("theme", 'theme = "nord"', {"TEXTUAL_THEME": "gruvbox"}, [], "gruvbox"),
        ("motion", "motion = true", {"TEXTUAL_ANIMATIONS": "none"}, [], False),
        ("motion", "motion = false", {"TEXTUAL_ANIMATIONS": "full"}, ["--still"], False),
        ("motion", "motion = false", {"TEXTUAL_ANIMATIONS": "full"}, [], True),
        ("colours", 'colours = "16"', {"NO_COLOR": "1"}, [], "none"),
        ("glyphs", 'glyphs = "ascii"', {}, ["--glyphs", "braille"], "braille"),
        ("region", 'region = "gb"', {"LANG": "en_US.UTF-8"}, ["--region", "nz"], "nz"),
        ("region", 'region = "gb"', {"LANG": "en_US.UTF-8"}, [], "gb"),
        ("bell", "bell = true", {}, ["--mute"], False),
    ],
)
def test_options_beat_the_environment_beats_the_file_beats_the_default(
    path: Path,
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    text: str,
    environ: dict[str, str],
    option: list[str],
    expected: object,
) -> None:
    default = json.loads(call("settings", "--json").out)["settings"][name]
    assert default["from"] == "default"
    path.write_text(text)
    assert json.loads(call("settings", "--json").out)["settings"][name]["from"] == "file"
    for variable, value in environ.items():
        monkeypatch.setenv(variable, value)
    entry = json.loads(call(*option, "settings", "--json").out)["settings"][name]
    assert entry["value"] == expected
    stronger = next(iter(environ), "") if name != "region" else ""
    where = "option" if option else "environment" if stronger else "file"
    assert (entry["from"], entry["via"]) == (where, option[0] if option else stronger)


def test_an_option_holds_against_the_file(
    path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text('glyphs = "ascii"\nregion = "gb"\ntheme = "nord"\n')
    environment, options = opened("--glyphs", "braille", "--region", "nz", "--mute")
    assert (environment.glyphs, options["region"].id) == ("braille", "nz")
    assert environment.mute and environment.theme == "nord"
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "full")
    path.write_text("motion = false\n")
    assert not opened()[0].still


COMMENTED = """\
# mine
bell = true  # loud
  # between
future = 3

[keys]
walk = "f2"  # as at work

[[more]]
x = 1
"""


@pytest.mark.parametrize(
    ("entries", "now"),
    [
        ({"bell": False}, COMMENTED.replace("bell = true ", "bell = false ")),
        ({"motion": False}, COMMENTED.replace("future = 3\n", "future = 3\nmotion = false\n")),
        ({"bell": None}, COMMENTED.replace("bell = true  # loud\n", "")),
        ({"glyphs": None}, COMMENTED),
    ],
    ids=str,
)
def test_comments_and_unknown_lines_stay(path: Path, entries: dict[str, Any], now: str) -> None:
    path.write_text(COMMENTED)
    path.chmod(0o640)
    write(path, entries)
    assert path.read_text() == now
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_is_its_owner_s_alone_and_a_link_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    write(path, {"theme": "nord", "cold_minutes": 15})
    assert tomli.loads(path.read_text()) == {"theme": "nord", "cold_minutes": 15}
    assert path.stat().st_mode & 0o777 == 0o600
    link = tmp_path / "settings.toml"
    link.symlink_to(path)
    write(link, {"theme": "gruvbox"})
    assert link.is_symlink() and file.read(path)["theme"] == "gruvbox"


_WRITER = """
import sys
from pathlib import Path
from tui.settings.file import Unwritten, write
for number in range(25):
    while True:
        try:
            write(Path(sys.argv[1]), {f"{sys.argv[2]}{number}": number})
            break
        except Unwritten as error:
            if str(error) != "another program holds it":
                raise
"""


def test_guides_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("# mine\nbell = true\n")
    command = [sys.executable, "-c", _WRITER, str(path)]
    # Who is told that another holds the file tries again.
    writers = [subprocess.Popen([*command, name], cwd=ROOT) for name in "abc"]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    text = path.read_text()
    assert text.startswith("# mine\nbell = true\n")
    expected = {f"{name}{number}": number for name in "abc" for number in range(25)}
    assert tomli.loads(text) == {"bell": True, **expected}
    assert len(list(tmp_path.iterdir())) == 2


def test_a_full_disk_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text("bell = true\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tui.settings.file.os.fsync", full)
    with pytest.raises(Unwritten, match="the disk is full"):
        write(path, {"bell": False})
    assert path.read_text() == "bell = true\n"
    assert {one.name for one in path.parent.iterdir()} == {path.name, f".{path.name}.lock"}


@pytest.mark.parametrize(
    ("prepare", "why"),
    [
        (lambda path: path.chmod(0o400), "the file can only be read"),
        (lambda path: (path.unlink(), path.mkdir()), "found a directory"),
        (lambda path: (path.unlink(), path.symlink_to(path)), "found Too many levels"),
    ],
    ids=["read-only", "folder", "link to itself"],
)
def test_a_file_that_cannot_be_written_is_told_of(
    path: Path, prepare: Callable[[Path], object], why: str
) -> None:
    path.write_text("bell = true\n")
    prepare(path)
    with pytest.raises(Unwritten, match=why):
        write(path, {"bell": False})


_AS_NOBODY = """
import os, sys
from pathlib import Path
from tui.cli.main import main
import tui.settings.file, tomlkit
main(["settings", "--json"])
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)
print(main(["settings"]))
try:
    tui.settings.file.write(Path(sys.argv[1]), {"bell": False})
except tui.settings.file.Unwritten as error:
    print(error)
"""
"""As someone without rights to the folder; root has them always."""


@pytest.mark.parametrize(
    ("mode", "found", "why"),
    [
        (0o000, "found Permission denied", "this account may not write there"),
        (0o555, "", "this account may not write there"),
    ],
    ids=["unreadable", "read-only"],
)
def test_a_closed_folder_is_told_of(mode: int, found: str, why: str) -> None:
    # Where anyone may come; pytest's own folders are closed to others.
    home = Path(tempfile.mkdtemp())
    home.chmod(0o755)
    folder = home / "backspasm"
    folder.mkdir()
    path = folder / "settings.toml"
    path.write_text("motion = false\n")
    path.chmod(0o644)
    folder.chmod(mode)
    try:
        command = [sys.executable, "-c", _AS_NOBODY, str(path)]
        environ = {**os.environ, "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home)}
        told = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
        *_, status, said = told.stdout.splitlines()
        assert (status, said) == ("1" if found else "0", why), told.stderr
        assert found in told.stderr and "Traceback" not in told.stderr
        folder.chmod(0o755)
        assert path.read_text() == "motion = false\n"
    finally:
        folder.chmod(0o755)
        shutil.rmtree(home)


def test_a_name_taken_by_a_file_is_told_of(tmp_path: Path, call: Call) -> None:
    (tmp_path / "backspasm").write_text("")
    assert call("settings").status == 0
    with pytest.raises(Unwritten, match="something else has the name of its folder"):
        write(tmp_path / "backspasm" / "settings.toml", {"bell": False})


_LOADED = """
import sys
from tui.cli.options import index_of, nothing_asked
arguments = nothing_asked()
arguments.no_save = True
index_of(arguments)
print(*(name for name in sys.modules if name.startswith(("tui.settings", "tomli"))))
"""


def test_without_a_file_a_start_only_looks_for_one(tmp_path: Path) -> None:
    environ = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path)}
    command = [sys.executable, "-c", _LOADED.replace("arguments.no_save = True\n", "")]
    for _ in range(2):  # The first one keeps the content for the second.
        told = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
    assert told.stdout.split() == ["tui.settings", "tui.settings.location"]


@pytest.mark.parametrize("command", [("print", "sources"), ("triage", "fever"), ("summary",)])
def test_plain_commands_name_the_faults_and_go_on(
    path: Path, call: Call, command: tuple[str, ...]
) -> None:
    path.write_text("bell = 3\n")
    told = call(*command)
    assert told.status == 0 and told.out
    assert told.err == f"backspasm: {path}: bell: found 3, expected true or false\n"


def test_settings_says_where_the_file_is(
    path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("settings", "--path").out == f"{path}\n"
    assert call("settings").out.splitlines()[0] == str(path)
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_, **__: "relative/backspasm")
    assert call("settings", "--path").status == 1
    assert call("settings").status == 0


def test_an_unknown_theme_is_told_of_as_the_guide_opens(path: Path, opened: Opened) -> None:
    path.write_text('theme = "nordd"\nglyphs = "brail"\n')
    environment, _ = opened()
    assert environment.theme == ""
    assert environment.notice.startswith("settings.toml (and 1 more): glyphs: found ")


def test_a_theme_is_shown(index: Index) -> None:
    assert GuideApp(index, Environment(theme="nord")).theme == "nord"
    assert GuideApp(index, Environment(depth="none")).no_color in (True, False)
