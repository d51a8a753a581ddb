"""The content of the self-check's results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content
from textual.visual import Visual

from tui.app.drawing.answer_styles import MARK_STYLES
from tui.app.drawing.bar import bar
from tui.app.drawing.row import Row, Rows, heading_row
from tui.guide.content.record_index import Index
from tui.guide.episode.sparkline import spark
from tui.guide.quiz import quiz
from tui.guide.quiz.habits import changes
from tui.guide.quiz.quiz import Round, TopicScore
from tui.guide.quiz.wording import AnswerMark, mark_of, number, right_answer, score, trend_words

_BAR = 8
_ROUNDS_SHOWN = 12
"""The maximum number of rounds in the trend."""


def quiz_title(index: Index, quiz_round: Round) -> Row:
    """Return the heading of a result."""
    kind = "practice" if quiz_round.practice else "result"
    return Row(
        Content.styled(f"{index.content.quiz.title} · {kind}", "bold"),
        aside=Content.styled(f"{score(quiz_round)}", "bold $primary"),
    )


def quiz_summary(index: Index, quiz_round: Round, rounds: Sequence[Round]) -> Visual:
    """Return the score, the topics and the trend."""
    words = quiz.outcome(index, quiz_round).text
    rows: list[Visual] = [
        Row(Content.styled(f"You have {score(quiz_round)} points", "bold $primary")),
        Row(Content(words)),
    ]
    rows += [
        _topic_row(topic_score, gap=int(not place))
        for place, topic_score in enumerate(quiz.by_topic(index, quiz_round))
    ]
    shares = quiz.trend(rounds)[-_ROUNDS_SHOWN:]
    if len(shares) > 1 and not quiz_round.practice:
        bars = Content.styled(spark(shares, 1.0), "$primary")
        recent = trend_words(shares[-4:], len(quiz_round.cards))
        rows.append(Row(Content.assemble("Your rounds  ", bars, f"  {recent}"), gap=1))
    return Rows(rows)


def _topic_row(topic_score: TopicScore, gap: int) -> Row:
    share = bar(topic_score.share, _BAR, "$success")
    title = Content(f"{topic_score.topic.title:<14} ")
    return Row(
        Content.assemble(share, f" {number(topic_score.points)} of {topic_score.asked}"),
        title,
        gap=gap,
    )


def missed(index: Index, quiz_round: Round) -> Visual:
    """Return the missed questions with the right answers, and what a score does not mean."""
    title = "To look at again" if quiz_round.missed else "You answered every one in full"
    rows: list[Visual] = [heading_row(title, first=True)]
    for card in quiz_round.missed:
        question = index.questions[card.question]
        mark = mark_of(card)
        sign = Content.styled(f"{mark.value} ", MARK_STYLES[mark])
        gap = int(len(rows) > 1)
        rows.append(Row(Content.styled(question.ask, "bold"), sign, gap=gap, leads=True))
        for place, (text, why) in enumerate(right_answer(question), 1):
            label = f"{place} " if question.kind == "order" else f"{AnswerMark.RIGHT.value} "
            stop = ". " if text[-1].isalnum() else " "
            body = Content.assemble(text, stop, (why, "$foreground 75%"))
            rows.append(Row(body, Content.styled(f"  {label}", "$success")))
    rows.append(Row(Content.styled(index.content.quiz.note, "$foreground 70%"), gap=1))
    return Rows(rows)


def habits_summary(index: Index, answers: Mapping[str, int]) -> Visual:
    """Return what to change first, or that nothing stands out."""
    habits, wanted = index.content.habits, changes(index, answers)
    rows: list[Visual] = []
    if wanted:
        rows.append(Row(Content.styled(habits.first, "bold $primary")))
    else:
        rows.append(Row(Content(habits.none)))
    for place, habit in enumerate(wanted, 1):
        mark = Content.styled(f"{place} ", "bold $primary")
        rows.append(Row(Content.styled(habit.change, "bold"), mark, gap=1, leads=True))
        rows.append(Row(Content(habit.why), Content("  ")))
    return Rows(rows)


def habits_answers(index: Index, answers: Mapping[str, int]) -> Visual:
    """Return what the suggested changes do not mean, and every question with its answer."""
    note = Row(Content.styled(index.content.habits.note, "$foreground 70%"))
    rows: list[Visual] = [
        note,
        heading_row("What you answered"),
    ]
    for habit in index.content.habits.habits:
        if habit.id in answers:
            rows.append(Row(Content(habit.ask), gap=int(len(rows) > 2)))
            text = habit.choices[answers[habit.id]].text
            rows.append(Row(Content.styled(text, "bold"), Content.styled("→ ", "$primary")))
    return Rows(rows)
