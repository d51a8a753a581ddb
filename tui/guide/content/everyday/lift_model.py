"""The table of ``content.toml`` on what a lift asks: the words around the lifting equation.

What has one text for each of some names is a mapping: the lint says which names it needs.
"""

from tui.guide.content.field_types import Id, Record, SomeIds, SomeTexts, Text


class LiftWords(Record, frozen=True, kw_only=True):
    """What is said around the lifting equation."""

    not_if: SomeTexts
    """Where the equation does not hold."""
    inputs: dict[Id, dict[Id, Text]]
    """By `FieldName`: what each number is called, and how to measure it."""
    texts: dict[Id, dict[Id, Text]]
    """By what they are on: see `tui.guide.lift.texts`."""
    sources: SomeIds
