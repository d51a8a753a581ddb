"""One session of one client, from its request to its end."""

from __future__ import annotations

import asyncio
import time
from random import Random

import asyncssh

from tui.plain.guide import READING_WIDTH
from tui.serve.client import Client, clamp_size
from tui.serve.output import OutputStream
from tui.serve.remote_commands import CommandContext, execute_command
from tui.serve.ssh.channel import GuideChannel
from tui.serve.ssh.protocols import ConnectionHandle, SessionContext
from tui.serve.views.full_screen import FullScreenView
from tui.serve.views.plain_text import PlainTextView
from tui.serve.views.view import View
from tui.system.crash import STATUS, Crash

_REQUEST_TIMEOUT = 20.0
"""Seconds in which an open channel has to ask for something."""
_WARNING = 60.0
"""Seconds before its end in which a session is told of it."""

_IDLE = "Nobody has pressed a key for a while. The guide closes soon; any key keeps it open."
_LONG = "The guide has been open for as long as this server allows. It closes soon."
_STOPPING = "The server stops in {seconds:.0f} seconds. What you entered is not kept."
_LEFT = {
    "idle": "The guide closed, as nobody had pressed a key for a while. Nothing was kept.",
    "time": "The guide closed, as its time here was up. Nothing was kept.",
    "stop": "The server has stopped. Nothing was kept. Please come back in a minute.",
}
"""What somebody reads who did not leave of their own accord, by the reason."""


class GuideSession(asyncssh.SSHServerSession[bytes]):
    """A session of one client; of one that is refused, no more than a line.

    Attributes:
        address: Where the client is.
        refusal: Why it is not let in; empty if it is.
        connection: What it goes through.

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
        self._command: str | None = None
        self._view: View | None = None
        self._received = 0
        self._reason = ""
        self._crash: Crash | None = None
        self._began = False
        self._beginning: asyncio.TimerHandle | None = None

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """The channel is open."""
        assert isinstance(chan, GuideChannel)
        self._channel = chan
        # A channel that asks for nothing would hold its place for ever.
        self._beginning = asyncio.get_running_loop().call_later(_REQUEST_TIMEOUT, chan.abort)

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: object
    ) -> bool:
        """There is a terminal."""
        self._pty = term_type, clamp_size(*term_size[:2])
        return True

    def shell_requested(self) -> bool:
        """The guide is asked for."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Plain text is asked for."""
        self._command = command
        return True

    def session_started(self) -> None:
        """Begin, in a task of the server's own: no app may be the parent of another."""
        assert self._channel is not None
        term, size = self._pty or (None, Client().size)
        self._client = Client(term, size, dict(self._channel.get_environment()))
        self._output = OutputStream(self._channel, on_stalled=self._give_up)
        self._began = True
        if self._beginning:
            self._beginning.cancel()
        try:
            # At once: what the client sends may come before its task begins.
            view = None if self.refusal else self._choose(self._output)
        except Exception as error:
            view = None
            self._crashed(Crash.of(error))
        self._view = view
        self._server.start_task(self._run(self._channel, self._output, view))

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """The terminal has another size."""
        if self._pty:
            self._pty = self._pty[0], clamp_size(width, height)
        if self._view:
            self._view.resize(clamp_size(width, height))

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        """The client typed something."""
        self._received += len(data)
        if self._view:
            self._view.receive(data)

    def eof_received(self) -> bool:
        """The client types no more, but may still read."""
        if self._view:
            self._view.receive_end()
        return True

    def signal_received(self, signal: str) -> None:
        """The client's side was told to end."""
        if signal in ("HUP", "INT", "QUIT", "TERM"):
            self.end("left")

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        if self._output:
            self._output.close()
        self.end("lost")
        if self._beginning:
            self._beginning.cancel()
        if not self._began:
            self._server.remove_session(self)

    def end(self, reason: str) -> None:
        """Bring the session to its end; of several reasons the first counts."""
        self._reason = self._reason or reason
        if self._view:
            self._view.end()

    def announce_stop(self, seconds: float) -> None:
        """Tell the reader that the server stops."""
        if self._view:
            self._view.show_notice(_STOPPING.format(seconds=seconds))

    def _give_up(self) -> None:
        """Let go of a client that does not read: there is nothing it could be told."""
        self.end("stuck")
        if self._channel:
            self._channel.abort()

    async def _run(self, channel: GuideChannel, output: OutputStream, view: View | None) -> None:
        """Answer the client, from the first byte to the last."""
        began, status = time.monotonic(), 1
        if self.refusal:
            self._say(output, self.refusal)
        if view:
            self._note("open")
            watching = asyncio.create_task(self._watch(view))
            try:
                status = await view.run()
                if view.crash:
                    self._crashed(view.crash)
            except Exception as error:
                self._crashed(Crash.of(error))
            finally:
                watching.cancel()
        try:
            told = self._crash.line if self._crash else _LEFT.get(self._reason)
            if told:
                status = STATUS if self._crash else int(self._reason != "stop")
                self._say(output, told)
                if view and view.closing_message:
                    self._say(output, view.closing_message)
            await output.wait_until_clear()
        finally:
            if self.refusal:
                self._server.log_refusal(self.address, self.refusal)
            else:
                self._note(
                    "close",
                    seconds=round(time.monotonic() - began, 3),
                    received=self._received,
                    sent=output.sent,
                    reason=self._reason or "left",
                )
            output.close()
            channel.exit(status)
            self._server.remove_session(self)

    def _choose(self, output: OutputStream) -> View:
        """What the client gets: the guide where it can be drawn, plain text where not."""
        server, client = self._server, self._client
        where = server.region_of(client)
        if client.can_draw and self._command is None:
            return FullScreenView(
                server.index,
                server.host_of(client),
                client,
                output,
                where,
                server.opening_slots,
                server.closing_queue,
                server.collector.add,
            )
        width = min(client.size[0], READING_WIDTH)
        reader = CommandContext(
            where,
            width,
            client.encoding,
            terminal=client.term is not None,
            mute=server.settings.mute,
        )
        told = execute_command(
            server.index, self._command, reader, Random(), time.time(), time.monotonic
        )
        return PlainTextView(told, client, output)

    async def _watch(self, view: View) -> None:
        """End the session when nobody uses it, and when it has been open for too long."""
        settings, clock = self._server.settings, time.monotonic
        last, told = clock() + settings.max_time, 0.0
        while True:
            now = clock()
            if view.expects_no_input:
                view.last_input = now
            idle = view.last_input + settings.idle_timeout
            due, reason, words, whole = min(
                (last, "time", _LONG, settings.max_time),
                (idle, "idle", _IDLE, settings.idle_timeout),
            )
            if now >= due:
                self.end(reason)
                return
            warning = due - min(_WARNING, whole / 2)
            if now >= warning and told != due:
                view.show_notice(words)
                told = due
            await asyncio.sleep((due if told == due else warning) - now)

    def _crashed(self, crash: Crash) -> None:
        self._reason, self._crash = "crash", crash
        trace = crash.trace if self._server.settings.debug else None
        self._server.event_log.write("crash", address=self.address, place=crash.place, trace=trace)

    def _say(self, output: OutputStream, line: str) -> None:
        output.write(self._client.encode(f"{line}\n"))

    def _note(self, event: str, **known: str | float | None) -> None:
        """Add to the log what is known of the client, and nothing of its reader."""
        term, (width, height) = self._client.term, self._client.size
        if term is not None:
            known["term"] = "".join(c for c in term if c.isprintable())[:40]
            known["size"] = f"{width}x{height}"
        self._server.event_log.write(event, address=self.address, **known)
