"""The session of one SSH client: its requests, its view, its time limits and its end."""

from __future__ import annotations

import asyncio
import time
from random import Random

import asyncssh

from tui.plain.guide import READING_WIDTH
from tui.serve.channel_output import OutputStream
from tui.serve.client import Client, clamp_size
from tui.serve.remote_commands import CommandContext, execute_command
from tui.serve.ssh.channel import GuideChannel
from tui.serve.ssh.protocols import ConnectionHandle, SessionContext
from tui.serve.views.full_screen import FullScreenView
from tui.serve.views.plain_text import PlainTextView
from tui.serve.views.view import View
from tui.system.crash import STATUS, Crash
from tui.system.time_zone import SystemZone
from tui.system.window_pixels import cell_of

_REQUEST_TIMEOUT = 20.0
"""Seconds after which a channel that has requested nothing is closed."""
_WARNING_TIME = 60.0
"""Seconds between the warning and the end of a session that reaches a time limit."""

_IDLE_WARNING = (
    "Nobody has pressed a key for a while. The guide closes soon; any key keeps it open."
)
_TIME_WARNING = "The guide has been open for as long as this server allows. It closes soon."
_STOP_NOTICE = "The server stops in {seconds:.0f} seconds. What you entered is not kept."
_CLOSING_MESSAGES = {
    "idle": "The guide closed, as nobody had pressed a key for a while. Nothing was kept.",
    "time": "The guide closed, as its time here was up. Nothing was kept.",
    "stop": "The server has stopped. Nothing was kept. Please come back in a minute.",
}
"""By the reason for which the server ended a session: the line for its reader."""


class GuideSession(asyncssh.SSHServerSession[bytes]):
    """The session of one client; a refused one only shows the reason.

    Attributes:
        address: The client's address, as it is counted.
        refusal: Why the session is refused; empty if it is not.
        connection: The connection that the session belongs to.

    """

    def __init__(
        self, server: SessionContext, address: str, refusal: str, connection: ConnectionHandle
    ) -> None:
        self.address = address
        self.refusal = refusal
        self.connection = connection
        self._server = server
        self._channel: GuideChannel | None = None
        self._output: OutputStream | None = None
        self._client = Client()
        self._pty: tuple[str, tuple[int, int]] | None = None
        self._cell: tuple[int, int] | None = None
        """The pixels of a cell of the client's terminal, if it tells them."""
        self._command: str | None = None
        self._view: View | None = None
        self._received = 0
        self._reason = ""
        self._crash: Crash | None = None
        self._started = False
        self._request_timer: asyncio.TimerHandle | None = None

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """Store the channel, and close it if nothing is requested for too long."""
        assert isinstance(chan, GuideChannel)
        self._channel = chan
        self._request_timer = asyncio.get_running_loop().call_later(_REQUEST_TIMEOUT, chan.abort)

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: object
    ) -> bool:
        """Accept a terminal."""
        self._pty = term_type, clamp_size(*term_size[:2])
        self._cell = cell_of(term_size[:2], term_size[2:])
        return True

    def shell_requested(self) -> bool:
        """Accept a request for the guide."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Accept a command, to be answered in plain text."""
        self._command = command
        return True

    def session_started(self) -> None:
        """Open the view and run it in a task of the server, so that no app is another's parent."""
        assert self._channel is not None
        term, size = self._pty or (None, Client().size)
        self._client = Client(term, size, self._cell, dict(self._channel.get_environment()))
        self._output = OutputStream(self._channel, on_stalled=self._abort_stalled)
        self._started = True
        if self._request_timer:
            self._request_timer.cancel()
        try:
            # Not in the task: input may arrive before that starts.
            view = None if self.refusal else self._open_view(self._output)
        except Exception as error:
            view = None
            self._record_crash(Crash.of(error))
        self._view = view
        self._server.start_task(self._run(self._channel, self._output, view))

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """Resize the view."""
        if self._pty:
            self._pty = self._pty[0], clamp_size(width, height)
        if self._view:
            cell = cell_of((width, height), (pixwidth, pixheight))
            self._view.resize(clamp_size(width, height), cell)

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        """Pass input to the view."""
        self._received += len(data)
        if self._view:
            self._view.receive(data)

    def eof_received(self) -> bool:
        """Tell the view that there is no more input; the channel stays open for output."""
        if self._view:
            self._view.receive_end()
        return True

    def signal_received(self, signal: str) -> None:
        """End the session on a signal that the client forwards."""
        if signal in ("HUP", "INT", "QUIT", "TERM"):
            self.end("left")

    def connection_lost(self, exc: Exception | None) -> None:
        """End a session whose client has disconnected."""
        if self._output:
            self._output.close()
        self.end("lost")
        if self._request_timer:
            self._request_timer.cancel()
        if not self._started:
            self._server.remove_session(self)

    def end(self, reason: str) -> None:
        """End the session; only the first reason counts."""
        self._reason = self._reason or reason
        if self._view:
            self._view.end()

    @property
    def roots(self) -> tuple[object, ...]:
        """The session and its guide, which may outlast it."""
        return (self, self._view.root) if self._view else (self,)

    def announce_stop(self, seconds: float) -> None:
        """Tell the reader that the server stops in so many seconds."""
        if self._view:
            self._view.show_notice(_STOP_NOTICE.format(seconds=seconds))

    def _abort_stalled(self) -> None:
        """Abort the session of a client that does not read, without a message."""
        self.end("stuck")
        if self._channel:
            self._channel.abort()

    async def _run(self, channel: GuideChannel, output: OutputStream, view: View | None) -> None:
        """Run the view, then send the closing message and the exit status."""
        began, status = time.monotonic(), 1
        if self.refusal:
            self._say(output, self.refusal)
        if view:
            self._log("open")
            watching = asyncio.create_task(self._watch(view))
            try:
                status = await view.run()
                if view.crash:
                    self._record_crash(view.crash)
            except Exception as error:
                self._record_crash(Crash.of(error))
            finally:
                watching.cancel()
        try:
            message = self._crash.line if self._crash else _CLOSING_MESSAGES.get(self._reason)
            if message:
                status = STATUS if self._crash else int(self._reason != "stop")
                self._say(output, message)
                if view and view.closing_message:
                    self._say(output, view.closing_message)
            await output.wait_until_clear()
        finally:
            if self.refusal:
                self._server.log_refusal(self.address, self.refusal)
            else:
                self._log(
                    "close",
                    seconds=round(time.monotonic() - began, 3),
                    received=self._received,
                    sent=output.sent,
                    reason=self._reason or "left",
                )
            output.close()
            channel.exit(status)
            self._server.remove_session(self)

    def _open_view(self, output: OutputStream) -> View:
        """The view for the client: the guide if its terminal can show it, else plain text."""
        server, client = self._server, self._client
        region = server.region_of(client)
        if client.can_draw and self._command is None:
            return FullScreenView(
                server.index,
                server.host_of(client),
                client,
                output,
                region,
                server.opening_slots,
                server.closing_queue,
                server.collector.add,
            )
        width = min(client.size[0], READING_WIDTH)
        context = CommandContext(
            region,
            width,
            client.encoding,
            terminal=client.term is not None,
            mute=server.settings.mute,
            zone=SystemZone(),
        )
        result = execute_command(
            server.index, self._command, context, Random(), time.time, time.monotonic
        )
        return PlainTextView(result, client, output)

    async def _watch(self, view: View) -> None:
        """End the session at its idle timeout or maximum time, with a warning before."""
        settings, clock = self._server.settings, time.monotonic
        end, warned_of = clock() + settings.max_time, 0.0
        while True:
            now = clock()
            if view.expects_no_input:
                view.last_input = now
            idle = view.last_input + settings.idle_timeout
            due, reason, warning, limit = min(
                (end, "time", _TIME_WARNING, settings.max_time),
                (idle, "idle", _IDLE_WARNING, settings.idle_timeout),
            )
            if now >= due:
                self.end(reason)
                return
            warning_due = due - min(_WARNING_TIME, limit / 2)
            if now >= warning_due and warned_of != due:
                view.show_notice(warning)
                warned_of = due
            await asyncio.sleep((due if warned_of == due else warning_due) - now)

    def _record_crash(self, crash: Crash) -> None:
        self._reason, self._crash = "crash", crash
        trace = crash.trace if self._server.settings.debug else None
        self._server.event_log.write("crash", address=self.address, place=crash.place, trace=trace)

    def _say(self, output: OutputStream, line: str) -> None:
        output.write(self._client.encode(f"{line}\n"))

    def _log(self, event: str, **fields: str | float | None) -> None:
        """Log an event with the client's address and terminal."""
        term, (width, height) = self._client.term, self._client.size
        if term is not None:
            fields["term"] = "".join(c for c in term if c.isprintable())[:40]
            fields["size"] = f"{width}x{height}"
        self._server.event_log.write(event, address=self.address, **fields)
