"""Resolution of settings: options, then the environment, the file, the default."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from msgspec import Struct

from tui.guide.content.faults import ContentError, Fault
from tui.guide.content.record_index import Index
from tui.settings import file
from tui.settings.checks import Known, check
from tui.settings.location import is_there
from tui.settings.model import SETTINGS, ReaderSettings

_DEPTHS = {"standard": "16", "256": "256", "truecolor": "truecolor"}
"""The numbers of colours by Textual's names."""


class Origin(Enum):
    """Where a value comes from, the strongest first."""

    OPTION = "option"
    ENVIRONMENT = "environment"
    FILE = "file"
    VISIT = "this visit"
    """Changed on the settings screen of a guide that writes nothing."""
    DEFAULT = "default"


class SettingValue(Struct, frozen=True):
    """A value, and where it comes from."""

    value: Any
    origin: Origin
    via: str = ""
    """The option or the environment variable."""

    @property
    def source(self) -> str:
        """Where it comes from, in words."""
        return self.via or self.origin.value


class KeysFault(Fault, frozen=True):
    """What is wrong with the keys of an action, in one sentence."""

    def __str__(self) -> str:
        return f"{self.path}: {self.expected}"


class Resolved(Struct, frozen=True):
    """Every setting with its value, and what is wrong with the file."""

    values: dict[str, SettingValue]
    faults: tuple[Fault, ...] = ()
    path: Path | None = None
    keymap: dict[str, str] = {}
    """The changed keys, as Textual writes them."""

    def from_file(self) -> dict[str, Any]:
        """Return the values that hold because they stand in the file."""
        return {
            name: entry.value for name, entry in self.values.items() if entry.origin is Origin.FILE
        }

    def lines(self) -> list[str]:
        """Return one line for each fault, starting with the file's name."""
        return ContentError(str(self.path), self.faults).lines()


def resolve(
    path: Path | None,
    options: Mapping[str, object],
    environ: Mapping[str, str],
    known: Known,
    index: Index,
) -> Resolved:
    """Return every setting; what the file says badly is left out and named.

    Args:
        path: The settings file; None for none.
        options: The settings that the command line gives, by name.
        environ: The environment variables.
        known: What there is to choose from.
        index: The content.

    """
    entries: dict[str, Any] = {}
    faults: list[Fault] = []
    if path is not None and is_there(path):
        try:
            entries, faults = check(file.read(path), known, index)
        except ContentError as error:
            faults = list(error.faults)
    variables = from_environment(environ, known)
    defaults = ReaderSettings()
    values: dict[str, SettingValue] = {}
    for setting in SETTINGS:
        name = setting.name
        if name in options:
            values[name] = SettingValue(options[name], Origin.OPTION, setting.option)
        elif name in variables:
            value, variable = variables[name]
            values[name] = SettingValue(value, Origin.ENVIRONMENT, variable)
        elif name in entries:
            values[name] = SettingValue(entries[name], Origin.FILE)
        else:
            values[name] = SettingValue(getattr(defaults, name), Origin.DEFAULT)
    return Resolved(values, tuple(faults), path)


def from_environment(environ: Mapping[str, str], known: Known) -> dict[str, tuple[object, str]]:
    """Return the settings that environment variables give, each with the variable's name."""
    found: dict[str, tuple[object, str]] = {}
    names = [name.strip() for name in environ.get("TEXTUAL_THEME", "").split(",")]
    if chosen := next((name for name in names if name and name in known.themes), ""):
        found["theme"] = chosen, "TEXTUAL_THEME"
    if command := environ.get("BACKSPASM_SAY_WITH"):
        found["speech_command"] = command, "BACKSPASM_SAY_WITH"
    if environ.get("NO_COLOR"):
        found["colours"] = "none", "NO_COLOR"
    elif depth := _DEPTHS.get(environ.get("TEXTUAL_COLOR_SYSTEM", "")):
        found["colours"] = depth, "TEXTUAL_COLOR_SYSTEM"
    if (motion := environ.get("TEXTUAL_ANIMATIONS", "").lower()) in ("none", "basic", "full"):
        found["motion"] = motion != "none", "TEXTUAL_ANIMATIONS"
    return found


def shown(name: str, value: object, known: Known) -> str:
    """Return a value in words, on one line."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, dict):
        return f"{len(value)} changed" if value else "as they came"
    if name in known.ranges:
        usual, unit = known.ranges[name][1], "h" if name.endswith("_hours") else "min"
        number = usual if value is None else value
        words = f"{number} {unit}" if number else "none"
        return f"usual ({words})" if value is None else words
    if name == "speech_command" and not value:
        return "the first one found"
    return str(value)
