"""A clinic's overlay changes words, numbers and items by id, and keeps all else of the base."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import inspect
from msgspec.structs import replace

from tests.support.commands import Call
from tests.support.content import SMALL, content_text, loaded
from tests.support.sample import sample
from tui.guide.content.faults import ContentError
from tui.guide.content.model import Content
from tui.guide.content.record_index import Index
from tui.guide.layers.content_files import is_overlay
from tui.guide.layers.overlay import lay_over
from tui.guide.load import default_path, load
from tui.guide.plan.code import decode

CLINIC = """\
[guide]
title = "Our guide"
tagline = "Call us on 555 010."

[[section]]
id = "relief"

[[section.item]]
id = "hours"
before = "stretch"
group = "Now"
title = "Our hours"
short = "by phone"
lead = "We are here on weekdays."
why = "We know you."
sources = ["clinic"]

[[section.item]]
id = "pills"
short = "ask us"
after = "cool"

[[section.item]]
id = "cool"
remove = ["never", "more"]

[[source]]
id = "clinic"
title = "Our own advice"
publisher = "Our clinic"
year = 2026
url = "https://clinic.example"

[[exercise]]
id = "bend"
dose.reps = 4
cues.ready = "Stand well."

[[exercise]]
id = "reach"
remove = true

[[section.item]]
"""
CLINIC = CLINIC.removesuffix("[[section.item]]\n")
CHANGED = """
[[program]]
id = "soft"
exercises = ["bend"]

[[section]]
id = "relief"
[[section.item]]
id = "stretch"
exercises = ["bend"]
"""


def _write(folder: Path, **texts: str) -> dict[str, Path]:
    paths = {name: folder / f"{name}.toml" for name in texts}
    for name, text in texts.items():
        paths[name].write_text(text, encoding="utf-8")
    return paths


def _files(folder: Path, overlay: str, base: str | None = None) -> list[Path]:
    """A base, the small content without another, and what is laid over it."""
    base = base or content_text(SMALL)
    return [*_write(folder, base=base, clinic=overlay).values()]


def test_an_overlay_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    base = content_text(SMALL).replace('lead = "Go on here."', 'lead = "Newer words."')
    (path, clinic) = _files(tmp_path, CLINIC, base)
    # A second overlay lies over the first.
    (second,) = _write(tmp_path, second=CHANGED).values()
    with pytest.raises(ContentError, match="taken out at"):
        load(path, clinic)
    below, content = load(path), load(path, clinic, second)

    assert content.guide == replace(below.guide, title="Our guide", tagline="Call us on 555 010.")
    relief, prevention = content.sections[:2]
    assert [item.id for item in relief.items] == ["cool", "pills", "hours", "stretch"]
    cool, pills = relief.items[:2]
    before = {item.id: item for section in below.sections for item in section.items}
    assert cool == replace(before["cool"], never=(), more=())
    assert pills == replace(before["pills"], short="ask us")
    assert prevention.lead == "Newer words."
    (bend,) = content.exercises
    old = below.exercises[0]
    assert bend == replace(
        old, dose=replace(old.dose, reps=4), cues=replace(old.cues, ready="Stand well.")
    )
    assert content.sources == (*below.sources, content.sources[-1])
    # Codes with the exercise that was taken out still say what it was.
    gone = {entry.id: entry.gone for entry in content.plan.exercises}
    assert gone == {"bend": None, "reach": "Reach", "jump": "Jump"}
    same = ("levels", "rules", "groups", "quiz", "motions", "regions", "lift", "medicine")
    assert [getattr(content, name) for name in same] == [getattr(below, name) for name in same]


MISFITS = {
    "a record that the base has no longer": (
        '[[exercise]]\nid = "bemd"\ndose.reps = 4\n',
        '2:1: exercise[bemd].id: found "bemd", expected an id that the file below has',
        '[[exercise]]\nid = "bend"',
    ),
    "taking out what is not there": (
        '[[program]]\nid = "hard"\nremove = true\n',
        '2:1: program[hard].id: found "hard", expected an id that the file below has',
        "[[program]]",
    ),
    "a key that the base has no longer": (
        '[guide]\nremove = ["taglin"]\n',
        '2:1: guide.remove: found "taglin", expected a key that the file below has',
        "[guide]",
    ),
    "a place that the base has no longer": (
        '[[section]]\nid = "relief"\n[[section.item]]\nid = "pills"\nafter = "heat"\n',
        '5:1: section[relief].item[pills].after: found "heat", expected the id of a record',
        '[[section.item]]\nid = "pills"',
    ),
    "a number of codes": (
        '[[plan.exercise]]\nid = "bend"\nnumber = 7\n',
        "3:1: plan.exercise[bend].number: found 7, expected 1, as codes given out rest on it",
        'number = 1\nid = "bend"',
    ),
    "a value of another kind": (
        '[[exercise]]\nid = "bend"\ndose.reps = "four"\n',
        '3:1: exercise[bend].dose.reps: found "four", expected a whole number',
        'dose = { hold = [5], most_hold = 8, reps = 3, most_reps = 5, sides = "none"',
    ),
    "a reference that leads nowhere": (
        '[[exercise]]\nid = "bend"\nheld = ["lwo"]\n',
        '3:9: exercise[bend].held[0]: found "lwo", expected a keyframe of the motion nod',
        '"low"]\ncues = { ready = "Stand."',
    ),
    "what only both together get wrong": (
        '[[exercise]]\nid = "bend"\ndose.hold = [5, 5]\n',
        ": exercise[bend].held: found 1 entries, expected 2, as many as dose.hold",
        None,
    ),
    "what is needed, taken out": (
        '[guide]\nremove = ["title"]\n',
        ": guide.title: found nothing, expected words on one line",
        None,
    ),
    "no id": ('[[exercise]]\ntitle = "x"\n', ":1:1: exercise[0].id: found nothing", None),
    "an id twice": (
        '[[program]]\nid = "soft"\n[[program]]\nid = "soft"\n',
        '4:1: program[1].id: found "soft" again, expected each id once',
        None,
    ),
    "no list of keys": ('[guide]\nremove = "title"\n', "2:1: guide.remove: found ", None),
    "both beside": (
        '[[program]]\nid = "soft"\nbefore = "soft"\nafter = "soft"\n',
        "4:1: program[soft].after: found before and after, expected one of the two",
        None,
    ),
    "taken out and changed": (
        '[[program]]\nid = "soft"\nremove = true\ntitle = "x"\n',
        "4:1: program[soft].title: found a key of a record that is taken out",
        None,
    ),
}


@pytest.mark.parametrize("kind", sample(MISFITS, 2))
def test_what_no_longer_fits_is_told_with_both_places(
    call: Call, tmp_path: Path, kind: str
) -> None:
    overlay, told, below = MISFITS[kind]
    base, clinic = _files(tmp_path, overlay)
    outcome = call("check", str(base), str(clinic))
    assert (outcome.status, outcome.err) == (1, "")
    (line,) = [line for line in outcome.out.splitlines() if told in line]
    place = f"{clinic}:{told[: told.index(': ')]}" if told[0].isdigit() else ""
    assert line.startswith(place), line
    if below:
        text = content_text(SMALL)
        number = text[: text.index(below)].count("\n") + 1
        assert f"{base}:{number}:" in line, line
    if kind.startswith("what"):
        assert str(base) in line and str(clinic) in line
    # The same wherever a content is read, for the eye and for programs.
    again = call("--content", str(base), "print", "relief", "--content", str(clinic))
    assert (again.status, again.err.splitlines()) == (1, outcome.out.splitlines())
    rows = json.loads(call("check", "--json", str(base), str(clinic)).out)
    assert {row["file"] for row in rows} <= {str(base), str(clinic)}
    assert all(row["line"] and row["column"] for row in rows)


def test_one_overlay_alone_lies_over_the_guides_own(call: Call, tmp_path: Path) -> None:
    text = '# Ours\noverlay = true  # over the guide\'s own\n\n[guide]\ntitle = "Our guide"\n'
    (path,) = _write(tmp_path, clinic=text).values()
    content = load(path)
    assert content == replace(loaded(), guide=replace(loaded().guide, title="Our guide"))
    outcome = call("check", str(path))
    assert outcome.out.startswith(f"{path} over {default_path()}: no fault found. ")
    assert "Our guide" in call("--content", str(path), "print", "--html", "-").out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('overlay = "yes"\n', 'overlay: found "yes", expected true'),
        ('"overlay" = true\n', "overlay: found a mark that is easily missed"),
        ("overlay = tru\n", "found words without quotes"),
        ("overlay = true\n[guide\n", ":2:7: found a table whose name is not closed"),
    ],
)
def test_a_mark_that_is_none_is_refused(call: Call, tmp_path: Path, text: str, told: str) -> None:
    (path,) = _write(tmp_path, clinic=text).values()
    outcome = call("check", str(path))
    assert outcome.status == 1 and told in outcome.out.splitlines()[0]
    assert is_overlay(b"overlay = true") and not is_overlay(b"[guide]\noverlay = true\n")


def test_a_part_without_a_mark_is_one_line_that_says_what_to_do(call: Call, tmp_path: Path) -> None:
    (path,) = _write(tmp_path, clinic='[guide]\ntitle = "Our guide"\n').values()
    outcome = call("--content", str(path), "print")
    (line,) = outcome.err.splitlines()
    assert outcome.status == 1 and line.startswith(f"{path}:1:1: found a part of a content")
    assert "overlay = true at its top" in line


def test_each_file_that_cannot_be_read_is_named(call: Call, tmp_path: Path) -> None:
    base, clinic = _files(tmp_path, "[guide\n", "title = yes\n")
    outcome = call("check", str(base), str(clinic))
    assert [line.split(": ")[0] for line in outcome.out.splitlines()] == [
        f"{base}:1:9",
        f"{clinic}:1:7",
    ]
    assert call("check", str(base), str(tmp_path / "no.toml")).status == 1


def test_the_cache_knows_every_file(tmp_path: Path) -> None:
    base, clinic = _files(tmp_path, '[guide]\ntitle = "One"\n')
    cache = tmp_path / "cache"
    assert load(base, clinic, cache_folder=cache).guide.title == "One"
    with patch("tui.guide.layers.content_files.ContentFiles.of", side_effect=AssertionError):
        assert load(base, clinic, cache_folder=cache).guide.title == "One"
    clinic.write_text('[guide]\ntitle = "Two"\n')
    assert load(base, clinic, cache_folder=cache).guide.title == "Two"
    base.write_text(content_text(SMALL).replace("Start here.", "Begin here."))
    assert load(base, clinic, cache_folder=cache).sections[0].lead == "Begin here."
    assert load(base, cache_folder=cache).guide.title == loaded(SMALL).guide.title


def test_an_exercise_of_an_overlay_has_its_place_in_codes(call: Call, tmp_path: Path) -> None:
    exercise = content_text().split('[[exercise]]\nid = "pelvic_tilt"')[1].split("\n[[")[0]
    overlay = f"""overlay = true
[[exercise]]
id = "clinic_tilt"{exercise}
[[plan.exercise]]
number = 100
id = "clinic_tilt"
hold = 5
reps = 5

[[program]]
id = "gentle"
exercises = ["clinic_tilt"]
"""
    (path,) = _write(tmp_path, clinic=overlay).values()
    mine = ("--content", str(path))
    assert call("check", str(path)).err == ""
    made = call("plan", "clinic_tilt:4", "cat_cow", *mine)
    assert made.status == 0
    (code,) = {word for word in made.out.split() if word.count("-") and word.isupper()}
    played = decode(Index.of(load(path)), code)
    assert [(one.id, one.dose.reps) for one in played.plan.exercises] == [
        ("clinic_tilt", 4),
        ("cat_cow", 5),
    ]
    assert played.notes == ()
    # Without the overlay the rest is played, and what is missing is said.
    without = decode(Index.of(loaded()), code)
    assert [one.id for one in without.plan.exercises] == ["cat_cow"]
    assert "100" in "".join(without.notes)


def test_a_template_is_added_to_an_overlay_at_its_place(call: Call, tmp_path: Path) -> None:
    (path,) = _write(tmp_path, clinic="overlay = true\n").values()
    for kind in ("item", "item", "finding", "question", "exercise"):
        taken = call(
            "new", kind, "cold_pack" if kind == "item" else "fever", "--content", str(path)
        )
        assert kind in ("question", "exercise") or "is taken" in taken.err
    before = path.read_text(encoding="utf-8")
    for number, where in enumerate(("relief", "causes", "relief")):
        told = call("new", "item", f"mine_{number}", "--in", where, "--content", str(path))
        assert (told.status, told.err) == (0, "")
    raw = tomli.loads(path.read_text(encoding="utf-8"))
    placed = {one["id"]: [item["id"] for item in one["item"]] for one in raw["section"]}
    assert placed == {"relief": ["mine_0", "mine_2"], "causes": ["mine_1"]}
    assert before in path.read_text(encoding="utf-8")


KEYS = st.sampled_from(
    [*("id", "remove", "before", "after", "exercise", "section", "item", "guide", "title"),
     *("plan", "macro", "motion", "keyframe", "dose", "quiz", "question", "option", "odd")]
)  # fmt: skip
VALUES = st.recursive(
    st.sampled_from([True, False, 1, 2.5, "bend", "relief", "", ["title"], [{"id": "bend"}]]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(above=st.dictionaries(KEYS, VALUES, max_size=5))
def test_whatever_is_laid_over_a_content_ends_in_words(above: dict[str, object]) -> None:
    below = tomli.loads(content_text(SMALL))
    kept = json.dumps(below, default=str)
    overlaid = lay_over(below, above, inspect.type_info(Content))
    assert json.dumps(below, default=str) == kept
    assert all("found" in str(fault) for fault in overlaid.faults)
