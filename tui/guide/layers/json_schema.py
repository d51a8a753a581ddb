"""The JSON Schema of a content file or an overlay, from the records; Taplo and VS Code read it."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from tui.guide.content.model import Content
from tui.guide.layers.overlay import PLACES, REMOVE

_DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest that Taplo understands."""
_REFERENCE = "#/$defs/"
_PART = "PartOf"
"""What begins the name of a record of which an overlay may hold a part only."""


def json_schema(*, overlay: bool = False) -> str:
    """Return the schema of a whole file as JSON, or that of an overlay.

    The patterns of ids and texts, which `tui.guide.content.schema` checks by itself, are left out:
    the regular expressions of Python and of JavaScript differ.
    """
    schema: dict[str, Any] = msgspec.json.schema(Content)
    title = "The content of a backspasm guide"
    if overlay:
        schema = _overlay_schema(schema)
        title = "An overlay of the content of a backspasm guide"
    schema = {"$schema": _DIALECT, **schema, "title": title}
    return json.dumps(_in_dialect(schema), indent=2, ensure_ascii=False) + "\n"


def _in_dialect(value: Any) -> Any:
    """Return a schema of msgspec, which is of draft 2020-12, as one of draft 7."""
    if isinstance(value, list):
        return [_in_dialect(one) for one in value]
    if not isinstance(value, dict):
        return value
    result = {key: _in_dialect(one) for key, one in value.items()}
    if "prefixItems" in result:
        result["additionalItems"] = result["items"]
        result["items"] = result.pop("prefixItems")
    if isinstance(result.get("pattern"), str):
        # The end of a text, as JavaScript and Rust write it.
        result["pattern"] = result["pattern"].replace(r"\Z", "$")
    return result


def _overlay_schema(whole: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an overlay, of which that of a whole file is `whole`."""
    parts = _Parts(whole["$defs"])
    reference = parts.part({"$ref": whole["$ref"]}, is_record=False)
    root = parts.defs[reference["$ref"].removeprefix(_REFERENCE)]
    mark = {"const": True, "description": "marks an overlay; above the first table"}
    root["properties"] = {"overlay": mark, **root["properties"]}
    root["required"] = ["overlay"]
    return {**reference, "$defs": parts.defs}


class _Parts:
    """Schemas of tables of which an overlay may hold a part only, as `guide/layers` merges them.

    Attributes:
        defs: The schemas by name: those of whole records, and those of parts as they are needed.

    """

    def __init__(self, defs: dict[str, Any]) -> None:
        self.defs = dict(defs)

    def part(self, schema: dict[str, Any], *, is_record: bool) -> dict[str, Any]:
        """Return the schema of what may lie over a value.

        Args:
            schema: That of the value in a whole file.
            is_record: Whether an overlay finds the value by its id.

        """
        if "$ref" in schema:
            return {"$ref": _REFERENCE + self._table(schema["$ref"], is_record=is_record)}
        options = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
        if len(options) == 1:
            return self.part(options[0], is_record=is_record)
        if self._has_ids(schema):
            return {"type": "array", "items": self.part(schema["items"], is_record=True)}
        entries = schema.get("additionalProperties")
        if isinstance(entries, dict):
            inner = self.part(entries, is_record=False)
            return schema | {"additionalProperties": inner, "properties": _marks(is_record=False)}
        return schema

    def _table(self, reference: str, *, is_record: bool) -> str:
        """Add the part of a table to `defs`, if it is one; return its name there."""
        name = reference.removeprefix(_REFERENCE)
        table = self.defs[name]
        if "properties" not in table:
            return name
        # A record found by its id, and the same in a table of its own, differ.
        own = _PART + name if is_record else f"{_PART}{name}Table"
        if own not in self.defs:
            part = self.defs[own] = {key: table[key] for key in table if key != "required"}
            part["properties"] = {
                key: self.part(value, is_record=False) for key, value in table["properties"].items()
            } | _marks(is_record=is_record)
            if is_record:
                part["required"] = ["id"]
        return own

    def _has_ids(self, schema: dict[str, Any]) -> bool:
        """Whether a schema is that of a list of records with ids."""
        entries = schema.get("items")
        if not isinstance(entries, dict):
            return False
        reference = entries.get("$ref", "")
        record = self.defs.get(reference.removeprefix(_REFERENCE), {})
        return "id" in record.get("properties", {})


def _marks(*, is_record: bool) -> dict[str, Any]:
    """Return the schemas of the keys by which an overlay takes out and places."""
    keys = {"type": "array", "items": {"type": "string"}}
    if not is_record:
        return {REMOVE: keys | {"description": "the keys to take out"}}
    out = {"description": "true takes the record out; a list, some of its keys"}
    place = {"type": "string", "description": "the id of the record beside which this one stands"}
    return {REMOVE: out | {"anyOf": [{"const": True}, keys]}, **dict.fromkeys(PLACES, place)}
