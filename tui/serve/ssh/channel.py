"""The SSH channel of one session, and how much of what goes into it is still on its way.

asyncssh takes every environment variable, watches its own buffer only, not the socket's, and
does not say how it takes guesses. This is the only place that reaches into it.
"""

from __future__ import annotations

import asyncssh
from asyncssh.packet import SSHPacket

from tui.serve.client import accepts_variable

_GUESS = b"kexguess2@matt.ucc.asn.au"


def announce_kex_guess_rule(connection: asyncssh.SSHServerConnection) -> None:
    """Say how a client's guess of the key exchange is taken, as dropbear's client makes one.

    By RFC 4253 (7.1) it is right if both sides like the same best; asyncssh takes it for right
    if it is what the client likes best, and this is the name of that rule.
    """
    usual = connection._get_extra_kex_algs()
    connection._get_extra_kex_algs = lambda: [*usual, _GUESS]  # type: ignore[method-assign]


class GuideChannel(asyncssh.SSHServerChannel[bytes]):
    """A channel that takes those variables only that say something of a terminal."""

    def _process_env_request(self, packet: SSHPacket) -> bool:
        name, value = packet.get_string(), packet.get_string()
        packet.check_end()
        known = {key.decode(): held.decode() for key, held in self._env.items()}
        try:
            allowed = accepts_variable(known, name.decode("ascii"), value.decode("utf-8"))
        except UnicodeDecodeError:
            return False
        if allowed:
            self._env[name] = value
        return allowed

    @property
    def pending(self) -> int:
        """Bytes that were written and have not left this machine."""
        transport = self._conn._transport if self._conn else None
        socket = transport.get_write_buffer_size() if transport else 0
        return self.get_write_buffer_size() + socket
