"""A stylesheet whose parsed rules are shared by all guides of a process.

By itself each Textual app parses each rule, and again as soon as its theme is known. Many
guides run in one process when served. The parsed rules never change, so one parse serves them
all.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

from tui.app.textual_fast.feature_probe import has


class _Palette:
    """The variables of a theme; one object per set of values, compared by identity."""

    __slots__ = ("values",)

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values


class SharedStylesheet(Stylesheet):
    """A stylesheet that parses only what no guide of this process has parsed with its theme."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._palette = _palette(variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the variables of another theme."""
        super().set_variables(variables)
        self._palette = _palette(variables)

    if has("styles"):

        def reparse(self) -> None:
            """Apply the variables again."""
            self.parse()

        def _parse_rules(
            self,
            css: str,
            read_from: CSSLocation,
            is_default_rules: bool = False,
            tie_breaker: int = 0,
            scope: str = "",
        ) -> list[RuleSet]:
            return _parsed(self._palette, css, read_from, is_default_rules, tie_breaker, scope)


def _palette(variables: Mapping[str, str]) -> _Palette:
    return _known(tuple(sorted(variables.items())))


@lru_cache(maxsize=32)
def _known(variables: tuple[tuple[str, str], ...]) -> _Palette:
    return _Palette(dict(variables))


@lru_cache(maxsize=1024)
def _parsed(
    palette: _Palette,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool,
    tie_breaker: int,
    scope: str,
) -> list[RuleSet]:
    """Return the rules of a style source; callers must not change them."""
    parser = _parser(palette)
    return parser._parse_rules(css, read_from, is_default_rules, tie_breaker, scope)


@lru_cache(maxsize=4)
def _parser(palette: _Palette) -> Stylesheet:
    """Return a stylesheet used for parsing only, so that it reads the variables once."""
    return Stylesheet(variables=palette.values)
