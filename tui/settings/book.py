"""The settings of one open guide, as its settings screen reads and changes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args, get_origin

from tui.settings.checks import Known
from tui.settings.file import Unwritten
from tui.settings.model import BY_NAME, ReaderSettings
from tui.settings.resolve import Origin, Resolved, SettingValue

_STEPS = {"warm_after_hours": 12, "desk_minutes": 5, "desk_stand_minutes": 5}
"""The distance between two values to choose from."""

Writer: TypeAlias = Callable[[Path, Mapping[str, object]], None]


class SettingsBook:
    """Holds the value of every setting, and writes those that are changed.

    Attributes:
        known: What there is to choose from.
        automatic: What `auto` stands for, by the name of the setting.
        path: The file that is written; None where nothing may be written.

    """

    def __init__(
        self,
        resolved: Resolved,
        known: Known,
        automatic: Mapping[str, object],
        *,
        writes: bool,
        write: Writer | None = None,
    ) -> None:
        self._values = dict(resolved.values)
        self._given = resolved.values
        self.faults = resolved.lines() if resolved.faults else []
        self.known = known
        self.automatic = automatic
        self.path = resolved.path if writes else None
        self._write = write

    def __getitem__(self, name: str) -> SettingValue:
        """The value of a setting."""
        return self._values[name]

    def choices(self, name: str) -> tuple[object, ...]:
        """Return the values to choose from; empty where they cannot be listed."""
        kind: Any = ReaderSettings.__annotations__[name]
        if get_origin(kind) is Literal:
            return get_args(kind)
        if name == "theme":
            return self.known.themes
        if name == "region":
            return self.known.regions
        if name in self.known.ranges:
            least, _, most = self.known.ranges[name]
            return (None, *range(least, most + 1, _STEPS.get(name, 1)))
        return (False, True) if kind is bool else ()

    def next_value(self, name: str, by: int) -> object:
        """Return the choice `by` places after the present one, round the end."""
        choices, value = self.choices(name), self._values[name].value
        if value not in choices:
            nearer = (number for number, one in enumerate(choices) if _above(one, value))
            place = next(nearer, 0)
            return choices[place if by > 0 else place - 1]
        return choices[(choices.index(value) + by) % len(choices)]

    def change(self, name: str, value: Any) -> str:
        """Set a value and write it; return what came of it, in one line. None resets it."""
        if value is None:
            return self.reset(name)
        origin = Origin.FILE if self.path else Origin.VISIT
        self._values[name] = SettingValue(value, origin)
        return self._written(name, value)

    def reset(self, name: str) -> str:
        """Set a value back to its default, and take it out of the file."""
        default = getattr(ReaderSettings(), name)
        if self._values[name] == SettingValue(default, Origin.DEFAULT):
            return "This is the default already."
        self._values[name] = SettingValue(default, Origin.DEFAULT)
        return self._written(name, None)

    def _written(self, name: str, value: object) -> str:
        """Write a value, or its absence; return what came of it."""
        setting, given = BY_NAME[name], self._given[name]
        if self.path is None:
            if setting.later:
                return "Nothing is written here, and this needs a new start to show."
            return "This holds until you leave: nothing is written here."
        try:
            self._save(self.path, {name: value})
        except Unwritten as error:
            return f"Not saved: {error}. It holds until you leave."
        if given.origin in (Origin.OPTION, Origin.ENVIRONMENT):
            return f"Saved. Where {given.via} is given, that comes first."
        return "Saved. It shows from the next start." if setting.later else "Saved."

    def _save(self, path: Path, entries: Mapping[str, object]) -> None:
        if self._write is None:
            from tui.settings.file import write

            self._write = write
        self._write(path, entries)


def _above(choice: object, value: object) -> bool:
    return isinstance(choice, int) and isinstance(value, int) and choice > value
