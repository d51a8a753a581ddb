"""The help line of each action with a key, in the order in which readers meet them."""

from __future__ import annotations

_TABS = "tab.relief tab.prevention tab.causes tab.doctor"
_LEVELS = " ".join(f"pain.{level}" for level in range(10))
_OPTIONS = " ".join(f"option.{number}" for number in range(1, 7))

ACTION_HELP: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Move, on every screen",
        (
            ("down", "Go one line down, to the next entry, or to less pain."),
            ("up", "Go one line up, to the entry before, or to more pain."),
            ("left", "Open the tab, question, exercise or step before this one."),
            ("right", "Open the next tab, question, exercise or step."),
            ("half.down", "Go half a page down."),
            ("half.up", "Go half a page up."),
            ("page.down", "Go a page down."),
            ("page.up", "Go a page up."),
            ("top", "Go to the first line."),
            ("bottom", "Go to the last line."),
            ("focus.next", "Go to the next part of the screen: list, page, links, buttons."),
            ("focus.previous", "Go to the part of the screen before this one."),
        ),
    ),
    (
        "Choose",
        (
            ("choose", "Open what is marked, press the button, or set a tick that then stays."),
            ("tick", "Tick what is marked, or take its tick away."),
            ("yes", "Answer a question with yes."),
            ("no", "Answer a question with no, or say that nothing of a list is true."),
        ),
    ),
    (
        "On the tabs",
        (
            (_TABS, "Open one of the four tabs; the last has the warning signs."),
            ("walk", "Be led through the marked exercise, or choose a routine."),
            ("timer", "Start or look at the timer for a cold or warm pack; again closes it."),
            ("pain", "Log how strong the pain is."),
            ("days", "Show your days with their chart; again closes them."),
            ("check", "Open the self-check, which is the quiz and questions on your day."),
            ("why", "Show why the marked line is there, with its sources."),
            ("find", "Search the guide; on the checklist, find a sign by your own words."),
            ("settings", "Show the settings; again closes them."),
            ("match.next", "Go to the next place that the search found."),
            ("match.previous", "Go to the place before it that the search found."),
            ("back", "Go back to where you followed a link or a search."),
            ("open", "Open the link on the page; in the quiz, the place that explains an answer."),
            ("list", "Leave the page or the filter, and go back to the whole list."),
            ("clear", "Take away every tick of the checklist, after a question."),
            ("quit", "Leave the guide; it asks first if something would be lost."),
        ),
    ),
    (
        "Everywhere",
        (
            ("help", "Show this list."),
            ("commands", "Search all commands by name; there, q and enter leave as in vi."),
            ("close", "Close what is in front, or answer its question with no."),
            ("stay", "Keep everything, when asked before something is lost."),
            ("button.previous", "Go to the other button there; letters do nothing."),
            ("button.next", "Go to the next button there."),
            ("dark", "Go through the themes: dark, light, and both with high contrast."),
            ("redraw", "Draw the screen again after another program has written on it."),
            ("suspend", "Put the guide to sleep, and go back to the shell."),
            ("interrupt", "Copy what is marked; with nothing marked, leave the guide."),
            ("emergency", "In too small a window, say whom to call."),
            ("quit.now", "Leave the guide at once, without a question."),
        ),
    ),
    (
        "In the walkthrough, and while breathing",
        (
            ("pause", "Start now, pause, or go on."),
            ("hurts", "Stop, because it hurts."),
            ("pace.slower", "Slow the exercises down."),
            ("pace.faster", "Speed the exercises up."),
            ("mute", "Turn the bell off or on."),
            ("voice", "Turn the voice on or off; on a page, read it aloud."),
            ("voice.stop", "Stop what is read aloud."),
            ("say.again", "Say the last cue again."),
            ("bell.test", "On this list, ring the next kind of bell."),
            ("answer.better", "Afterwards, say that the pain is better."),
            ("answer.same", "Afterwards, say that the pain is the same."),
            ("answer.worse", "Afterwards, say that the pain is worse."),
        ),
    ),
    (
        "In the self-check, and at the positions",
        ((_OPTIONS, "Choose an answer or a position by its number."),),
    ),
    (
        "At the pack timer",
        (
            ("pack.other", "Take the other pack: a warm one for a cold one, and back."),
            ("pack.shorter", "Take a minute off."),
            ("pack.longer", "Add a minute."),
            ("pack.towel", "Say that the pack is in a towel; only then it can start."),
        ),
    ),
    (
        "At the pain",
        (
            (_LEVELS, "Note this number."),
            ("pain.10", "Note the worst pain, ten."),
        ),
    ),
    (
        "On your days, and on the page for the doctor",
        (
            ("days.begin", "Say when the spasm began."),
            ("days.earlier", "Change from cold to warmth half a day earlier."),
            ("days.later", "Change from cold to warmth half a day later."),
            ("days.over", "Say that the spasm is over, after a question."),
            ("days.now", "Set an entry that lies in the future to right now."),
            ("days.delete", "Delete the marked entry; it can be brought back."),
            ("days.undo", "Bring back the entry that was deleted last."),
            ("days.summary", "Open the page for the doctor."),
            ("setting.reset", "On the settings, set the marked one back to its default."),
            ("lift.units", "At what a lift asks, change between kilograms and pounds."),
            ("copy", "Copy what is marked, or the page for the doctor."),
            ("summary.save", "Save the page for the doctor, or the sheet of a plan."),
            ("summary.markdown", "Write that page as Markdown, or plainly again."),
        ),
    ),
    (
        "In a text field",
        (
            ("field.submit", "Take what is typed, or go to the marked result."),
            ("result.down", "Mark the next result."),
            ("result.up", "Mark the result before this one."),
            ("result.page.down", "Go five results down."),
            ("result.page.up", "Go five results up."),
        ),
    ),
)
"""Groups of lines: the name of an action, or of a series, and a sentence on it."""
