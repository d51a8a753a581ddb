"""The bindings of every screen, grouped for the list of keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual.binding import Binding, BindingType

from tui.app.screens.confirm import ConfirmDialog
from tui.app.screens.episode.days import DaysScreen
from tui.app.screens.episode.pack import PackOnScreen, PackScreen
from tui.app.screens.episode.pain import PainScreen
from tui.app.screens.episode.summary import SummaryScreen
from tui.app.screens.first_minutes.breathing import BreathingScreen
from tui.app.screens.first_minutes.emergency import EmergencyScreen
from tui.app.screens.first_minutes.position import PositionScreen
from tui.app.screens.first_minutes.safety import SafetyScreen
from tui.app.screens.search import SearchScreen
from tui.app.screens.self_check.question import QuestionScreen
from tui.app.screens.self_check.quiz import QuizScreen
from tui.app.screens.sheet import Sheet
from tui.app.screens.walkthrough.response import ResponseScreen
from tui.app.screens.walkthrough.walk import WalkScreen
from tui.app.widgets.bars.filter_line import FilterLine
from tui.app.widgets.entry_page import EntryPage
from tui.app.widgets.lists.tick_list import TickList


def key_groups(
    main: Sequence[BindingType], app: Sequence[BindingType]
) -> list[tuple[str, list[Binding]]]:
    """Return the bindings grouped by context, in the order in which readers meet them.

    Args:
        main: The bindings of the main screen.
        app: The bindings of the app.

    """
    moving = [
        Binding("up,down,pageup,pagedown,home,end", "move", "Move"),
        Binding("enter", "select", "Read, or tick; a tick stays"),
    ]
    scrolling = [
        Binding("up,down,pageup,pagedown,home,end", "scroll", "Scroll"),
        Binding("tab,shift+tab", "focus", "To the links and back"),
    ]
    # This one works in the line above the checklist only, and is shown there.
    everywhere = [binding for binding in _bindings(main) if binding.action != "show_all"]
    return [
        ("Everywhere", [*everywhere, *_bindings(app)]),
        (
            "In the first minutes",
            [
                *_bindings(SafetyScreen.BINDINGS),
                *_bindings(PositionScreen.BINDINGS),
                *_bindings(BreathingScreen.BINDINGS),
                *_bindings(EmergencyScreen.BINDINGS),
            ],
        ),
        ("In a list", [*moving, *_bindings(TickList.BINDINGS)]),
        ("While reading", [*scrolling, *_bindings(EntryPage.BINDINGS)]),
        ("In the walkthrough", list(_bindings(WalkScreen.BINDINGS))),
        ("After a walkthrough", list(_bindings(ResponseScreen.BINDINGS))),
        (
            "In the self-check",
            [*_bindings(QuestionScreen.BINDINGS), *_bindings(QuizScreen.BINDINGS)],
        ),
        ("On your days", list(_bindings(DaysScreen.BINDINGS))),
        ("Noting the pain", list(_bindings(PainScreen.BINDINGS))),
        (
            "At the timer",
            [*_bindings(PackScreen.BINDINGS), *_bindings(PackOnScreen.BINDINGS)],
        ),
        ("On the page to take along", list(_bindings(SummaryScreen.BINDINGS))),
        ("In the words above the checklist", list(_bindings(FilterLine.BINDINGS))),
        ("In the search", list(_bindings(SearchScreen.BINDINGS))),
        ("On a sheet like this one", list(_bindings(Sheet.BINDINGS))),
        ("When asked", list(_bindings(ConfirmDialog.BINDINGS))),
    ]


def _bindings(bindings: Iterable[BindingType]) -> Iterator[Binding]:
    for binding in bindings:
        if isinstance(binding, Binding) and binding.description:
            yield binding
