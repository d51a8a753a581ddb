"""The numbers of exercises in the codes of plans, where one file is laid over another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tui.guide.content.faults import Fault, describe


def _numbers(raw: Mapping[str, Any]) -> dict[Any, dict[str, Any]]:
    """Return the entries of ``[[plan.exercise]]`` by their exercises, as far as they have any."""
    plan = raw.get("plan")
    entries = plan.get("exercise") if isinstance(plan, dict) else None
    records = entries if isinstance(entries, list) else []
    return {
        one["id"]: one
        for one in records
        if isinstance(one, dict) and isinstance(one.get("id"), str)
    }


def changed_numbers(below: Mapping[str, Any], raw: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Return a fault for each number or dose of codes that an overlay changes or takes out.

    Codes on paper would mean something else then.
    """
    now = _numbers(raw)
    faults = []
    for name, entry in _numbers(below).items():
        path = f"plan.exercise[{name}]"
        if name not in now:
            faults.append(Fault(path, "an entry taken out", "all of them: codes rest on each"))
            continue
        for key in ("number", "hold", "reps"):
            if key in entry and now[name].get(key) != entry[key]:
                expected = f"{describe(entry[key])}, as codes given out rest on it"
                faults.append(Fault(f"{path}.{key}", describe(now[name].get(key)), expected))
    return tuple(faults)


def with_gone(below: Mapping[str, Any], raw: dict[str, Any]) -> dict[str, Any]:
    """Return tables in which an exercise that an overlay took out is marked as gone in codes."""
    titles = {name: title for name, title in _titles(below).items() if name not in _titles(raw)}
    numbers = _numbers(raw)
    gone = {name for name in titles if name in numbers and "gone" not in numbers[name]}
    if not gone:
        return raw
    entries = [
        {**entry, "gone": titles[entry["id"]]}
        if isinstance(entry, dict) and entry.get("id") in gone
        else entry
        for entry in raw["plan"]["exercise"]
    ]
    return {**raw, "plan": {**raw["plan"], "exercise": entries}}


def _titles(raw: Mapping[str, Any]) -> dict[str, Any]:
    exercises = raw.get("exercise")
    records = exercises if isinstance(exercises, list) else []
    return {
        one["id"]: one["title"]
        for one in records
        if isinstance(one, dict) and isinstance(one.get("id"), str) and "title" in one
    }
