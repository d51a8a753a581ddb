"""New records of a content file: a commented template, at its place among the others.

What is to be written is left blank, so that `backspasm check` names every blank with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, get_args

from tui.figure.motion import Muscle, RootJoint
from tui.figure.props import KINDS as PROP_KINDS
from tui.guide.content.faults import nearest

CLINIC_NUMBERS = range(100, 128)
"""The numbers of a clinic's own exercises in the codes of plans."""
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_HEADER = re.compile(r"^\[\[?([\w.\"-]+)\]\]?[ \t]*(?:#.*)?$", re.MULTILINE)


class NewRecordError(ValueError):
    """A record that cannot be added; the message says why."""


_EXERCISE = """\
# Name it in `exercises` of an item or of a [[program]] too, or nobody finds it.
[[exercise]]
id = "{id}"
title = ""
short = ""  # a few words beside the title
phase = "easing"  # spasm, easing or strengthening
posture = "supine"  # how it starts: standing, sitting, kneeling, all_fours, supine, prone or side
start = ""  # how to lie or stand
steps = [""]
dose.hold = [5]  # seconds, one number for each held position
dose.reps = 3
dose.most_reps = 5  # what to build up to; a plan may ask for no more
dose.sides = "none"  # none, each or alternating
breath = ""
target = ""  # where it is felt
seen = ""  # the motion, for somebody who cannot see it
motion = ""  # the id of a [[motion]]; to make one: backspasm new motion ID
held = [""]  # the keyframe of each held position, as many as dose.hold
cues.ready = ""  # what is said while getting ready, one short line each
cues.move = [""]  # as many as dose.hold
cues.hold = [""]  # as many as dose.hold
cues.back = ""
errors = [""]
not_if = []  # ids of findings or blockers that rule it out
stop_if = [""]
sources = [""]  # ids of [[source]]
"""
_NUMBER = """\
# Never change this entry once a code was given to anybody, and never use its number again.
[[plan.exercise]]
number = {number}
id = "{id}"
hold = 5  # the dose that a code means where it holds none: as in dose.hold and dose.reps
reps = 3
"""
_QUESTION = """\
[[quiz.question]]
id = "{id}"
topic = "{parent}"  # the id of a [[quiz.topic]]
kind = "one"  # one, several, order, or spot with pictures
ask = ""
place = ""  # the id of the item, exercise or finding that explains it
sources = [""]  # ids of [[source]]

[[quiz.question.option]]
text = ""
right = true  # not the longest of them: the options are shuffled
why = ""

[[quiz.question.option]]
text = ""
why = ""  # each option says why it is right or not
"""
_FINDING = """\
[[group.finding]]
id = "{id}"
text = ""  # as somebody would say it of themselves
also = [""]  # words to find it by, rude ones too
level = "doctor"  # alone: none, doctor, urgent or emergency
why = ""
sources = [""]  # ids of [[source]]
# A level needs a [[case]] in which it decides, and a [[safety.question]] that names it
"""
_ITEM = """\
[[section.item]]
id = "{id}"
title = ""
short = ""  # a few words beside the title
group = ""  # the heading it stands under
lead = ""  # the one line that is read from the floor
points = [""]
why = ""
sources = [""]  # ids of [[source]]
"""
_MOTION = """\
# Lengths are in body lengths, the floor is y = 0; directions are degrees: 0 right, 90 up,
# 180 left, 270 down. Below, somebody on the back lets a heel slide: change the numbers while
# you look, with: backspasm pose {id} --play --watch
[[motion]]
id = "{id}"
facing = "right"  # on the back, head to the left: right; face down, head to the left: left
# view = "feet"  # along somebody on the back, who only rolls; "above": on the side, in bed
# face = "front"  # turned to the viewer, with closed eyes
# above = 0.5  # a close look: the picture begins at this height
# arms_between = true  # the arms reach between the legs
# {muscles}
accent = ["belly"]  # the muscles at work
# strain = ["low_back"]  # the muscles that suffer
# {props}
# Most have at = [x, y] and size = [width, height]; angle, in_hand = true, and as layer "between"
# or "front".
props = [{{ kind = "mat" }}]
# cycle = ["start", "hold"]  # their order; without it each once, and again from the first

[[motion.keyframe]]
id = "start"
# {roots}
root = {{ joint = "shoulder", at = [-0.30, 0.058] }}  # what is held in place; elbow too in a plank
spine = [180, 185]  # its lower and its upper half, from the tail to the head
head = 178  # from the neck to the crown
# In place of ankle: thigh and shank, as directions. 0.039 is the height of a flat foot.
legs = {{ ankle = [0.24, 0.039], foot = 0 }}
far_leg = {{ ankle = [0.27, 0.039], foot = 0 }}  # near_leg too
# In place of wrist: upper and fore, as directions; or a hand on the body: on = "near_shin",
# at = 0.7 along it, off = 0.02 before it.
arms = {{ wrist = [0.018, 0.026], hand = 0 }}  # near_arm and far_arm too

[[motion.keyframe]]
id = "hold"  # for held of the exercise; what is left out here is as in the first keyframe
move = 2.0  # seconds to get here
stay = 2.0  # seconds here, while nothing else counts them
# ease = "gentle"  # or "linear"
near_leg = {{ ankle = [0.45, 0.039], foot = 0 }}
# neck = 170  # from the shoulders to the head
# shoulders = [0.02, 0.01]  # how far drawn up, and to the front
# twist = 30  # how far the trunk turns to the viewer
# roll = 30  # only in the view from the feet: how far the knees go to the right
# work = false  # the muscles rest here, as in the first keyframe
"""
_NAMES_OF_MOTIONS = MappingProxyType(
    {
        "muscles": ", ".join(get_args(Muscle)),
        "props": ", ".join(PROP_KINDS),
        "roots": ", ".join(get_args(RootJoint)),
    }
)
KINDS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "exercise": (_EXERCISE, "exercise", ""),
        "motion": (_MOTION, "motion", ""),
        "question": (_QUESTION, "quiz.question", ""),
        "finding": (_FINDING, "group.finding", "group"),
        "item": (_ITEM, "section.item", "section"),
    }
)
"""Of each kind its template, its table, and the table around it."""


def with_new(
    text: str, own: Mapping[str, Any], raw: Mapping[str, Any], kind: str, name: str, inside: str
) -> str:
    """Return a file's text with a new record.

    Args:
        text: the file.
        own: the same, parsed.
        raw: the whole content: that of the file, and of the files that it is laid over.
        kind: one of `KINDS`.
        name: its id.
        inside: the id of the group or section, or the topic of a question; empty for the last.

    Raises:
        NewRecordError: for an id that is none or is taken, or an unknown place.

    """
    template, table, around = KINDS[kind]
    _check_id(raw, table, kind, name)
    parents = raw.get(around, []) if around else raw.get("quiz", {}).get("topic", [])
    ids = [one.get("id", "") for one in parents if isinstance(one, dict)]
    if inside and inside not in ids:
        near = nearest(inside, ids)
        hint = f'; did you mean "{near}"?' if near else f", expected one of {', '.join(ids)}"
        raise NewRecordError(f'unknown place "{inside[:40]}"{hint}')
    parent = inside or (ids[-1] if ids else "")
    record = template.format(id=name, parent=parent, **_NAMES_OF_MOTIONS)
    place = None
    if around and parent:
        own_ids = [one.get("id", "") for one in own.get(around, []) if isinstance(one, dict)]
        if parent in own_ids:
            place = own_ids.index(parent)
        else:
            # An overlay names the table around the record only when it changes something in it.
            table, record = around, f'[[{around}]]\nid = "{parent}"\n\n{record}'
    text = _inserted(text, record, table, around, place)
    if kind == "exercise":
        taken = {one.get("number") for one in raw.get("plan", {}).get("exercise", [])}
        number = next((free for free in CLINIC_NUMBERS if free not in taken), None)
        if number is None:
            raise NewRecordError("all numbers from 100 to 127 are taken")
        text = _inserted(text, _NUMBER.format(id=name, number=number), "plan.exercise", "", None)
    return text


def _check_id(raw: Mapping[str, Any], table: str, kind: str, name: str) -> None:
    if not _ID.fullmatch(name):
        raise NewRecordError(
            f"{name[:40]!r} is no id: a letter first, then letters, digits, _ and -"
        )
    tables = (table, "rule", "blocker") if kind == "finding" else (table,)
    for one in tables:
        if name in _ids(raw, one.split(".")):
            raise NewRecordError(f'"{name}" is taken: there is a [[{one}]] of that id')


def _ids(held: Any, way: list[str]) -> Iterator[str]:
    """Yield the ids of the records of a table."""
    entries = held if isinstance(held, list) else [held]
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        if way:
            yield from _ids(entry.get(way[0], []), way[1:])
        else:
            yield entry.get("id", "")


def _inserted(text: str, record: str, table: str, around: str, place: int | None) -> str:
    """Return the text with a record after the last of its kind, in the table around it."""
    headers = list(_HEADER.finditer(text))
    names = [header[1] for header in headers]
    if place is None:
        own = [at for at, name in enumerate(names) if f"{name}.".startswith(f"{table}.")]
        last = own[-1] if own else len(names) - 1
    else:
        last = [at for at, name in enumerate(names) if name == around][place]
        while last + 1 < len(names) and names[last + 1].startswith(f"{around}."):
            last += 1
    end = headers[last + 1].start() if last + 1 < len(headers) else len(text)
    before, after = text[:end].rstrip("\n"), text[end:]
    # Comments above the next table belong to that.
    lines = before.split("\n")
    while last + 1 < len(headers) and (not lines[-1].strip() or lines[-1].startswith("#")):
        after = f"{lines.pop()}\n{after}"
    return ("\n".join(lines) + f"\n\n{record}\n" + after.lstrip("\n")).lstrip("\n")
