"""The actions of the main screen that open the screens of a spasm, and the settings."""

from __future__ import annotations

from tui.app.main_screen.first_minutes_screen import FirstMinutesScreen


class EpisodeActions(FirstMinutesScreen):
    """Opens the pack timer, the pain log, the days, the doctor’s page, lifts, plans, settings."""

    def action_pack(self) -> None:
        """Open the pack timer."""
        from tui.app.flows.pack import time_pack

        self.run_sequence(time_pack(self.app, self.state))

    def action_log(self) -> None:
        """Open the screen that logs pain."""
        from tui.app.screens.episode.pain import PainScreen

        self.app.push_screen(PainScreen(self.state))

    def action_days(self) -> None:
        """Show the days of the spasm."""
        from tui.app.screens.episode.days import DaysScreen

        self.app.push_screen(DaysScreen(self.state))

    def action_summary(self) -> None:
        """Show the page for the doctor."""
        from tui.app.screens.episode.summary import SummaryScreen

        self.app.push_screen(SummaryScreen(self.state))

    def action_lift(self) -> None:
        """Show what a lift asks."""
        from tui.app.flows.lift import weigh_lift

        self.run_sequence(weigh_lift(self.app, self.state))

    def action_make_plan(self) -> None:
        """Let a plan be made for somebody."""
        self.run_sequence(self._make_plan())

    async def _make_plan(self) -> None:
        from tui.app.flows.plan import make_plan

        if await make_plan(self.app, self.state):
            await self.run_action("signs")

    def action_settings(self) -> None:
        """Show the settings."""
        from tui.app.flows.settings import settings_screen

        self.app.push_screen(settings_screen(self.app, self.state))
