"""Loads asyncio without OpenSSL, for a process that opens no network connection."""

from __future__ import annotations

import sys


def load_asyncio_without_tls() -> None:
    """Import asyncio as on a Python built without `ssl`; do nothing where either is loaded.

    OpenSSL takes a sixth of the memory of an open guide, and asyncio needs it only for TLS.
    Whoever imports `ssl` later gets it.
    """
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # Makes its import fail.
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
