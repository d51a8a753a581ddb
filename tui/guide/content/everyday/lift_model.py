"""The table of ``content.toml`` on what a lift asks: the words around the lifting equation."""

from tui.guide.content.field_types import Record, SomeIds, SomeTexts, Text

LIFT_PLACEHOLDERS = ("near", "knuckle")
"""What stands in braces in `LiftChanges`."""


class LiftInput(Record, frozen=True, kw_only=True):
    """One number of a lift."""

    title: Text
    """What it is called beside its slider."""
    help: Text
    """How to measure it."""


class LiftInputs(Record, frozen=True, kw_only=True):
    """The numbers of a lift, in the order in which they are asked."""

    weight: LiftInput
    start_reach: LiftInput
    start_height: LiftInput
    end_reach: LiftInput
    end_height: LiftInput
    turn: LiftInput
    often: LiftInput
    hours: LiftInput
    grip: LiftInput
    box_depth: LiftInput
    box_height: LiftInput


class LiftGrips(Record, frozen=True, kw_only=True):
    """How well a load can be held."""

    good: Text
    fair: Text
    poor: Text


class LiftFactors(Record, frozen=True, kw_only=True):
    """What takes from the recommended weight; each stands after "This costs most:"."""

    reach: Text
    height: Text
    travel: Text
    turn: Text
    often: Text
    grip: Text


class LiftChanges(Record, frozen=True, kw_only=True):
    """What would make a lift lighter; ``{near}`` and ``{knuckle}`` are lengths."""

    closer: Text
    start_height: Text
    end_height: Text
    turn: Text
    often: Text
    hours: Text
    grip: Text
    two: Text


class LiftBlocked(Record, frozen=True, kw_only=True):
    """Why no number is given."""

    spasm: Text
    signs: Text
    pregnant: Text
    under_16: Text
    other: Text
    """Where one of `LiftWords.not_if` is so."""


class LiftVerdicts(Record, frozen=True, kw_only=True):
    """What a lifting index says."""

    within: Text
    """Up to 1.0."""
    raised: Text
    """Above 1.0."""
    high: Text
    """Above 3.0."""
    never: Text
    """Where the recommended weight is zero."""


class LiftWords(Record, frozen=True, kw_only=True):
    """What is said around the lifting equation."""

    title: Text
    lead: Text
    index: Text
    """What the index is."""
    question: Text
    """Asks whether one of `not_if` is so, before any number is given."""
    not_if: SomeTexts
    """Where the equation does not hold."""
    for_whom: Text
    inputs: LiftInputs
    grips: LiftGrips
    factors: LiftFactors
    changes: LiftChanges
    none_better: Text
    """In place of the changes where none would help."""
    blocked: LiftBlocked
    verdicts: LiftVerdicts
    sources: SomeIds
