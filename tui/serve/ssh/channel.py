"""The SSH channel of a session, and the only module that uses private parts of asyncssh.

asyncssh accepts all environment variables, does not report what is pending in the socket, and
does not announce its rule for guesses in the key exchange.
"""

from __future__ import annotations

import asyncssh
from asyncssh.packet import SSHPacket

from tui.serve.client import accepts_variable

_GUESS_RULE = b"kexguess2@matt.ucc.asn.au"


def announce_kex_guess_rule(connection: asyncssh.SSHServerConnection) -> None:
    """Announce the rule for a client's guess in the key exchange; dropbear's client makes one.

    By RFC 4253 (7.1), a guess is right if client and server prefer the same algorithm. asyncssh
    treats it as right if it is what the client prefers, and this is the name of that rule.
    """
    algorithms = connection._get_extra_kex_algs()
    connection._get_extra_kex_algs = lambda: [*algorithms, _GUESS_RULE]  # type: ignore[method-assign]


class GuideChannel(asyncssh.SSHServerChannel[bytes]):
    """A channel that accepts only environment variables that describe a terminal."""

    def _process_env_request(self, packet: SSHPacket) -> bool:
        name, value = packet.get_string(), packet.get_string()
        packet.check_end()
        accepted = {key.decode(): text.decode() for key, text in self._env.items()}
        try:
            allowed = accepts_variable(accepted, name.decode("ascii"), value.decode("utf-8"))
        except UnicodeDecodeError:
            return False
        if allowed:
            self._env[name] = value
        return allowed

    @property
    def pending(self) -> int:
        """Bytes that were written and have not left this machine yet."""
        transport = self._conn._transport if self._conn else None
        socket = transport.get_write_buffer_size() if transport else 0
        return self.get_write_buffer_size() + socket
