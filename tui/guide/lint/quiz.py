"""Cross-reference checks of the self-check."""

from __future__ import annotations

from tui.guide.content.faults import describe, nearest
from tui.guide.content.quiz_model import Question
from tui.guide.lint.fault_collector import FaultCollector, each

_FEWEST_STEPS = 3


def check_quiz(notes: FaultCollector) -> None:
    """Check the references of the quiz questions, and that each can be answered."""
    quiz, topics = notes.content.quiz, notes.index.topics
    for path, topic in each("quiz.topic", quiz.topics):
        notes.place(f"{path}.place", topic.place)
    for path, question in each("quiz.question", quiz.questions):
        if question.topic not in topics and not notes.skip & {"quiz", "quiz.topic"}:
            near = nearest(question.topic, topics)
            notes.add(f"{path}.topic", describe(question.topic), "the id of a topic", near)
        notes.place(f"{path}.place", question.place)
        notes.differ(path, question.differ)
        notes.sources(path, question.sources)
        for place, picture in enumerate(question.pictures):
            notes.motion(f"{path}.picture[{place}].motion", picture.motion)
            if picture.keyframe and (motion := notes.index.motions.get(picture.motion)):
                frames = [frame.id for frame in motion.keyframes]
                if picture.keyframe not in frames:
                    near = nearest(picture.keyframe, frames)
                    kind = f"a keyframe of the motion {picture.motion}"
                    notes.add(
                        f"{path}.picture[{place}].keyframe", describe(picture.keyframe), kind, near
                    )
        _check_options(notes, path, question)
    if len(quiz.questions) < quiz.round:
        actual = f"{quiz.round}, with {len(quiz.questions)} questions"
        notes.add("quiz.round", actual, "no more than there are questions")
    covered = {question.topic for question in quiz.questions}
    for path, topic in each("quiz.topic", quiz.topics):
        if topic.id not in covered:
            notes.add(path, "no question about it", "one or more")
    least = [outcome.least for outcome in quiz.outcomes]
    if least[0] != 0 or sorted(set(least)) != least:
        notes.add("quiz.outcome", f"from {', '.join(f'{n:g}' for n in least)}", "from 0, rising")


def _check_options(notes: FaultCollector, path: str, question: Question) -> None:
    right = sum(option.right for option in question.options)
    actual = f"{right} right of {len(question.options)}"
    if question.kind == "order":
        if right:
            notes.add(f"{path}.option", actual, "none: they stand in their right order")
        if len(question.options) < _FEWEST_STEPS:
            actual = f"{len(question.options)} steps"
            notes.add(f"{path}.option", actual, f"at least {_FEWEST_STEPS}")
    elif question.kind == "several":
        if not 0 < right < len(question.options):
            notes.add(f"{path}.option", actual, "one or more right, and one or more not")
    elif right != 1:
        notes.add(f"{path}.option", actual, "one right")
    if question.kind == "spot" and not question.pictures:
        notes.add(f"{path}.picture", "nothing", "one picture or more")


def check_habits(notes: FaultCollector) -> None:
    """Check the habit questions."""
    for path, habit in each("habits.habit", notes.content.habits.habits):
        notes.place(f"{path}.place", habit.place)
        notes.sources(path, habit.sources)
        if not any(choice.need for choice in habit.choices):
            notes.add(f"{path}.choice", "no need for a change", "a need above 0 in one or more")
