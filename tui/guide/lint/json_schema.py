"""The JSON Schema of a content file, from its records; Taplo and VS Code understand it."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from tui.guide.content.model import Content


def json_schema() -> str:
    """Return the schema as JSON.

    The patterns of ids and texts, which `tui.guide.content.schema` checks by itself, are left out:
    the regular expressions of Python and of JavaScript differ.
    """
    schema: dict[str, Any] = msgspec.json.schema(Content)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    schema["title"] = "The content of a backspasm guide"
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
