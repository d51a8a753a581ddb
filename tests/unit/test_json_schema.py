"""The JSON Schemas for editors take what `backspasm check` takes, and refuse what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

import fastjsonschema
import pytest
import tomli

from tests.support.commands import Call
from tests.support.content import SMALL, raw_content

Validate = Callable[[object], object]


@cache
def validator(text: str) -> Validate:
    """Compile a schema, once for all tests: it takes seconds."""
    compile_schema: Any = fastjsonschema.compile
    validate: Validate = compile_schema(json.loads(text))
    return validate


@pytest.fixture
def schema(call: Call) -> Callable[..., Validate]:
    """Return a function that compiles the schema of a kind of file."""

    def compiled(*kind: str) -> Validate:
        told = call("check", "--schema", *kind)
        assert (told.status, told.err) == (0, "")
        return validator(told.out)

    return compiled


def test_the_schema_of_a_whole_file_takes_whole_files_only(
    schema: Callable[..., Validate],
) -> None:
    validate = schema()
    raw = raw_content()
    validate(raw)
    validate(raw_content(SMALL))
    changes: tuple[Callable[[Any], object], ...] = (
        lambda one: one["exercise"][0].pop("title"),
        lambda one: one["exercise"][0].update(titel="x"),
        lambda one: one["exercise"][0]["dose"].update(reps=0),
        lambda one: one["motion"][0]["keyframe"][0].update(spine=[1, 2, 3]),
        lambda one: one["source"][0].update(url="http://example.org"),
        lambda one: one.pop("guide"),
    )
    for change in changes:
        changed = deepcopy(raw)
        change(changed)
        with pytest.raises(fastjsonschema.JsonSchemaValueException):
            validate(changed)


TAKEN = """\
[guide]
title = "Ours"
[[region]]
id = "gb"
emergency = "999"
[[section]]
id = "relief"
[[section.item]]
id = "our_hours"
after = "cold_pack"
lead = "Call us."
[[section.item]]
id = "massage"
remove = true
[[section.item]]
id = "cold_pack"
remove = ["more"]
[macro]
remove = ["nerve"]
[movement.seconds.supine]
standing = 20
[[exercise]]
id = "cat_cow"
dose.reps = 4
cues.say = { back = "Back." }
adapt = [{ when = ["pregnant"], say = "Less." }]
[[motion]]
id = "cat_cow"
[[motion.keyframe]]
id = "round"
near_arm = { wrist = [0.1, 0.02] }
"""


def test_the_schema_of_an_overlay_takes_parts(schema: Callable[..., Validate]) -> None:
    schema("overlay")(tomli.loads(f"overlay = true\n{TAKEN}"))


@pytest.mark.parametrize(
    "text",
    [
        '[guide]\ntitle = "Ours"',
        "overlay = false",
        'overlay = true\n[guide]\ntitel = "Ours"',
        "overlay = true\n[guide]\ntitle = 3",
        'overlay = true\n[guide]\nafter = "x"',
        "overlay = true\n[guide]\nremove = true",
        'overlay = true\n[[region]]\nemergency = "999"',
        'overlay = true\n[[region]]\nid = "gb"\nremove = "advice"',
        'overlay = true\n[[region]]\nid = "gb"\nafter = 3',
        # Lists without ids are replaced as a whole, so what they hold is whole.
        'overlay = true\n[[exercise]]\nid = "cat_cow"\nadapt = [{ say = "Less." }]',
        'overlay = true\n[[motion]]\nid = "cat_cow"\nprops = [{ at = [0, 0] }]',
    ],
)
def test_the_schema_of_an_overlay_refuses_what_lies_over_nothing(
    schema: Callable[..., Validate], text: str
) -> None:
    raw: dict[str, Any] = tomli.loads(text)
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        schema("overlay")(raw)


def test_another_kind_of_schema_is_refused(call: Call) -> None:
    told = call("check", "--schema", "content.toml")
    assert (told.status, told.out) == (2, "")
    assert '--schema "content.toml" is none of whole, overlay' in told.err
