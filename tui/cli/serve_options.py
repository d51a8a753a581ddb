"""The options of ``backspasm serve``."""

from __future__ import annotations

import argparse
from pathlib import Path

from tui.cli import option_types


def add_serve_options(serve: argparse.ArgumentParser) -> None:
    """Add what only the server takes."""
    serve.set_defaults(command="serve")
    add = serve.add_argument
    add("--host", metavar="ADDRESS", help="to listen at (127.0.0.1); * for all")
    add("--port", type=option_types.port_number, help="to listen at (2222)")
    add("--max-sessions", type=option_types.reader_count, metavar="N", help="readers at once (100)")
    at_once = "readers at once from one address (5); 0 for any number, as behind a balancer"
    add("--max-per-address", type=option_types.limit, metavar="N", help=at_once)
    a_minute = "new connections a minute from one address (30); 0 for any number"
    add("--max-new", type=option_types.limit, metavar="N", help=a_minute)
    add("--idle-timeout", type=option_types.duration, metavar="TIME", help="without a key (10m)")
    add("--max-time", type=option_types.duration, metavar="TIME", help="of one session (2h)")
    add(
        "--grace",
        type=option_types.duration,
        metavar="TIME",
        help="to finish once the server is stopped (30s)",
    )
    add("--host-key", type=Path, metavar="FILE", help="made on the first start")
    add("--authorized-keys", type=Path, metavar="FILE", help="who may enter; without it, anybody")
    add("--log", type=Path, metavar="FILE", help="JSON lines; without it, on standard error")
    add(
        "--workers",
        type=option_types.worker_count,
        metavar="N",
        help="processes that share the port (1)",
    )
    add(
        "--check",
        type=option_types.host_and_port,
        metavar="HOST:PORT",
        help="connect to a server as a reader does, and end with 0 if the first screen comes",
    )
