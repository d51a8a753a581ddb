"""The settings file on the command line: read, told of, and joined with the options."""

from __future__ import annotations

import os
from datetime import tzinfo
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.cli.arguments import own_theme
from tui.guide.region import from_locale
from tui.settings.book import SettingsBook
from tui.settings.checks import Known, check
from tui.settings.location import NAME, settings_path
from tui.settings.model import SETTINGS, ReaderSettings
from tui.settings.resolve import KeysFault, Origin, Resolved, SettingValue, resolve, shown

if TYPE_CHECKING:
    from tui.app.environment import Environment
    from tui.cli.arguments import Arguments
    from tui.guide.content.record_index import Index


def given(arguments: Arguments) -> dict[str, object]:
    """Return the settings that the options of the command line give, by name."""
    if (before := getattr(arguments, "given", None)) is not None:
        return dict(before)
    flags = {"still": ("motion", False), "mute": ("bell", False), "no_mouse": ("mouse", False)}
    flags["say"] = "speech", True
    found: dict[str, object] = {
        name: value for flag, (name, value) in flags.items() if getattr(arguments, flag, False)
    }
    if getattr(arguments, "say_with", None):
        found["speech"] = True
    if theme := own_theme(arguments):
        found["theme"] = theme
    words = {"glyphs": "glyphs", "pictures": "pictures", "region": "region"}
    words["say_with"] = "speech_command"
    for option, name in words.items():
        if (value := getattr(arguments, option, None)) is not None:
            found[name] = value
    return found


def resolved_of(arguments: Arguments, index: Index, known: Known) -> Resolved:
    """Return every setting."""
    return _with_keys(resolve(settings_path(), given(arguments), os.environ, known, index))


def _with_keys(resolved: Resolved) -> Resolved:
    """Return the settings with the keys that can be used; faults name the others."""
    entry = resolved.values["keys"]
    if not entry.value:
        return resolved
    # Imported here: hardly anybody changes keys.
    from tui.app.input.keymap import checked_keymap

    checked = checked_keymap(entry.value)
    bad = {fault.action for fault in checked.faults}
    good = {name: keys for name, keys in entry.value.items() if name not in bad}
    kept = SettingValue(good, entry.origin if good else Origin.DEFAULT)
    faults = [KeysFault(f"keys.{f.action}", "", f.message) for f in checked.faults]
    return replace(
        resolved,
        values={**resolved.values, "keys": kept},
        faults=(*resolved.faults, *faults),
        keymap=checked.keymap,
    )


def join(arguments: Arguments, index: Index) -> None:
    """Put what the settings file says into `arguments`, where nothing stronger does."""
    arguments.given = given(arguments)
    resolved = resolved_of(arguments, index, Known.of(index))
    filed = resolved.from_file()
    arguments.setting_faults = resolved.lines() if resolved.faults else []
    arguments.still = arguments.still or filed.get("motion") is False
    arguments.mute = arguments.mute or filed.get("bell") is False
    arguments.no_mouse = getattr(arguments, "no_mouse", False) or filed.get("mouse") is False
    arguments.say = getattr(arguments, "say", False) or filed.get("speech", False)
    arguments.pictures = arguments.pictures or filed.get("pictures")
    for name in ("glyphs", "region"):
        if filed.get(name, "auto") != "auto":
            setattr(arguments, name, filed[name])
    arguments.settings = filed
    arguments.keymap = resolved.keymap


def fill_environment(environment: Environment, arguments: Arguments, index: Index) -> None:
    """Put the settings into the environment of a guide that is about to open."""
    filed = arguments.settings
    faults = list(arguments.setting_faults)
    if "theme" in filed:
        known = Known.of(index, _themes())
        good, wrong = check({"theme": filed["theme"]}, known, index)
        environment.theme = good.get("theme", environment.theme)
        faults += [f"{settings_path()}: {fault}" for fault in wrong]
    environment.cursor = filed.get("cursor", "auto")
    if (depth := filed.get("colours", "auto")) != "auto":
        environment.depth = depth
    environment.zone = zone_of(arguments)
    environment.pack_minutes = {
        pack: filed[name] for pack in ("cold", "warm") if (name := f"{pack}_minutes") in filed
    }
    environment.warm_after = filed.get("warm_after_hours", 0)
    environment.units = filed.get("units", "")
    environment.notice = _notice(faults)


def zone_of(arguments: Arguments) -> tzinfo:
    """Return the reader's time zone, with how they write times."""
    from tui.guide.episode.time_style import StyledZone, TimeStyle, chosen_style
    from tui.system.time_zone import SystemZone

    defaults, filed = ReaderSettings(), arguments.settings
    times, dates = (filed.get(name, getattr(defaults, name)) for name in ("times", "dates"))
    style = chosen_style(times, dates, os.environ)
    return SystemZone() if style == TimeStyle() else StyledZone(SystemZone(), style)


def _notice(faults: list[str]) -> str:
    """Return what is wrong with the file in one line that fits a screen."""
    if not faults:
        return ""
    # The file stands before its line and column, where they are known.
    words = faults[0].removeprefix(str(settings_path())).lstrip(":0123456789 ")
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return f"{NAME}{more}: {words}"


def book_of(arguments: Arguments, index: Index, glyphs: str) -> SettingsBook:
    """Return the settings of a guide that is open, for its settings screen.

    `glyphs` is what the figure is drawn with where nothing else is set.
    """
    known = Known.of(index, _themes())
    resolved = resolved_of(arguments, index, known)
    region = from_locale(index.content.regions, os.environ)
    automatic = {"glyphs": glyphs, "region": region.id if region else "none"}
    return SettingsBook(resolved, known, automatic, writes=not arguments.no_save)


def settings_text(arguments: Arguments, index: Index) -> tuple[str, int]:
    """Return what the command prints, and its exit status: 1 if the file has faults."""
    known = Known.of(index, _themes())
    resolved = resolved_of(arguments, index, known)
    arguments.setting_faults = resolved.lines() if resolved.faults else []
    status = 1 if resolved.faults else 0
    if arguments.json:
        from json import dumps

        table = {
            setting.name: {
                "value": resolved.values[setting.name].value,
                "from": resolved.values[setting.name].origin.value,
                "via": resolved.values[setting.name].via,
            }
            for setting in SETTINGS
        }
        faults = [str(fault) for fault in resolved.faults]
        whole = {"file": str(resolved.path or ""), "settings": table, "faults": faults}
        return dumps(whole, indent=2) + "\n", status
    names = max(len(setting.name) for setting in SETTINGS)
    rows = []
    for setting in SETTINGS:
        entry = resolved.values[setting.name]
        words = shown(setting.name, entry.value, known)
        rows.append(f"{setting.name:<{names}}  {words:<20}  {entry.source}")
        if setting.name == "keys" and isinstance(entry.value, dict):
            rows += [f"  {action} = {keys}" for action, keys in sorted(entry.value.items())]
    return "\n".join([f"{resolved.path or 'no folder for a settings file'}", *rows]) + "\n", status


def keys_text(arguments: Arguments, index: Index) -> str:
    """Return every action by the name that a settings file calls it, its keys, what it does."""
    # Imported here: hardly anybody changes keys.
    from tui.app.flows.action_help import ACTION_HELP
    from tui.app.input.default_keys import DEFAULT_KEYS, NO_KEY
    from tui.app.input.key_names import key_names

    keymap = {**DEFAULT_KEYS, **resolved_of(arguments, index, Known.of(index)).keymap}
    rows: list[str] = []
    for title, lines in ACTION_HELP:
        rows += ["", title] if rows else [title]
        for names, words in lines:
            for name in names.split():
                keys = [key for key in keymap[name].split(",") if key != NO_KEY]
                rows.append(f"  {name:<18} {key_names(keys) or 'no key':<16} {words}")
    return "\n".join(rows) + "\n"


def _themes() -> tuple[str, ...]:
    """Return the names of the themes that the guide offers."""
    from textual.theme import BUILTIN_THEMES

    from tui.app import theme

    own = (look.name for look in theme.OWN)
    return (*own, *sorted(name for name in BUILTIN_THEMES if name not in theme.NOT_OFFERED))
