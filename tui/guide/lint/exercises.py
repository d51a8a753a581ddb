"""Cross-reference checks of exercises, programs, figures and motions."""

from __future__ import annotations

from typing import get_args

from tui.guide.content.exercise_model import Exercise, Posture
from tui.guide.content.faults import Fault
from tui.guide.content.model import Content
from tui.guide.lint.fault_collector import FaultCollector, each
from tui.guide.routine.speaking_time import speaking_seconds

_COUNTED = 3.0
"""Seconds at the end of a hold that the voice counts."""
_MARGIN = 0.25
"""Seconds for voices slower than most, and for a guide that looks at the time 4 times a second."""
_SHORTEST = 1.0
"""Seconds for the words of a hold that is hardly longer than what is counted of it."""


def check_exercises(notes: FaultCollector) -> None:
    """Check the conditions, sources and doses of exercises."""
    movement = notes.content.movement
    notes.conditions("movement.not_if", movement.not_if)
    notes.sources("movement", movement.sources)
    for path, exercise in each("exercise", notes.content.exercises):
        notes.conditions(f"{path}.not_if", exercise.not_if)
        for place, adapt in enumerate(exercise.adapt):
            notes.conditions(f"{path}.adapt[{place}].when", adapt.when)
        notes.differ(path, exercise.differ)
        notes.sources(path, exercise.sources)
        dose = exercise.dose
        if dose.most_reps < dose.reps:
            actual = f"{dose.most_reps}, fewer than the {dose.reps} to start with"
            notes.add(f"{path}.dose.most_reps", actual, f"{dose.reps} or more")
        if dose.most_hold and dose.most_hold < (longest := max(dose.hold)):
            actual = f"{dose.most_hold:g}, less than the {longest:g} to start with"
            notes.add(f"{path}.dose.most_hold", actual, f"{longest:g} or more")


def check_postures(notes: FaultCollector) -> None:
    """Check that each posture has its words, and each pair of postures its seconds."""
    movement, postures = notes.content.movement, get_args(Posture)
    for posture in postures:
        if posture not in movement.postures:
            notes.add(f"movement.postures.{posture}", "nothing", "a few words for the posture")
        for after in postures:
            if after not in movement.seconds.get(posture, {}):
                path = f"movement.seconds.{posture}.{after}"
                notes.add(path, "nothing", "seconds to get from one posture to the other")


def check_walkthrough(notes: FaultCollector) -> None:
    """Check everything that a walkthrough or a figure needs: motions, keyframes and cues."""
    findings = notes.index.findings
    kind = "the id of a finding"
    notes.refer("movement.hurts", notes.content.movement.hurts, findings, kind, "group")
    for path, program in each("program", notes.content.programs):
        kind = "the id of an exercise"
        names = program.exercises
        notes.refer(f"{path}.exercises", names, notes.index.exercises, kind, "exercise")
    for path, exercise in each("exercise", notes.content.exercises):
        _check_motion(notes, path, exercise)
        _check_spoken(notes, path, exercise)
    for section_path, section in each("section", notes.content.sections):
        for path, item in each(f"{section_path}.item", section.items):
            for place, figure in enumerate(item.figures):
                here = f"{path}.figure[{place}]"
                notes.motion(f"{here}.motion", figure.motion)
                if len(item.figures) > 1 and figure.caption is None:
                    notes.add(f"{here}.caption", "nothing", "words that tell the figures apart")


def _check_motion(notes: FaultCollector, path: str, exercise: Exercise) -> None:
    notes.motion(f"{path}.motion", exercise.motion)
    if exercise.harder:
        notes.motion(f"{path}.harder", exercise.harder)
    positions = len(exercise.dose.hold)
    counted = {
        "held": exercise.held,
        "cues.move": exercise.cues.move,
        "cues.hold": exercise.cues.hold,
        "held_right": exercise.held_right,
    }
    for key, entries in counted.items():
        if len(entries) != positions and (entries or key != "held_right"):
            actual = f"{len(entries)} entries"
            notes.add(f"{path}.{key}", actual, f"{positions}, as many as dose.hold")
    if exercise.keeps_moving:
        kind = f"a keyframe of the cycle of {exercise.motion}, but not its first"
        ring = notes.index.cycles.get(exercise.motion, ())[1:]
        notes.refer(f"{path}.held", exercise.held, ring, kind, "motion")
    breaths = len(exercise.breath_in_moves)
    if breaths not in (0, positions + 1):
        actual, expected = f"{breaths} entries", f"{positions + 1}: one for each move, or none"
        notes.add(f"{path}.breath_in_moves", actual, expected)
    if motion := notes.index.motions.get(exercise.motion):
        known = [frame.id for frame in motion.keyframes]
        for key in ("held", "held_right"):
            names: tuple[str, ...] = getattr(exercise, key)
            kind = f"a keyframe of the motion {exercise.motion}"
            notes.refer(f"{path}.{key}", names, known, kind, "motion")


def _check_spoken(notes: FaultCollector, path: str, exercise: Exercise) -> None:
    """Check that what the voice says fits the cues, and its time at pace 1."""
    cues, say, dose = exercise.cues, exercise.cues.say, exercise.dose
    for key, spoken, shown in (("move", say.move, cues.move), ("hold", say.hold, cues.hold)):
        if spoken and len(spoken) != len(shown):
            actual = f"{len(spoken)} entries"
            notes.add(f"{path}.cues.say.{key}", actual, f"{len(shown)}, or none")
            return
    counted = [max(_SHORTEST, seconds - _COUNTED) for seconds in dose.hold]
    timed = [
        *(("move", words, dose.move) for words in say.move),
        *(("hold", *pair) for pair in zip(say.hold, counted, strict=False)),
        ("back", say.back or "", dose.move),
    ]
    for key, words, whole in timed:
        room = whole - _MARGIN
        if (seconds := speaking_seconds(words)) > room:
            actual = f"{words!r}, which takes {seconds:.1f} s to say"
            where = " before its end is counted" if key == "hold" else ""
            notes.add(f"{path}.cues.say.{key}", actual, f"words for {room:g} s{where}")


def figure_faults(content: Content) -> list[Fault]:
    """Return the anatomical faults of the motions of `content`.

    This plays every motion, which takes a second or two, so for its own content the guide
    leaves it to the tests.
    """
    from tui.figure.lint import check_motions

    faults = []
    for message in check_motions(content.motions):
        path, _, problem = message.partition(": ")
        faults.append(Fault(path, problem, "a motion that a body can make"))
    return faults
