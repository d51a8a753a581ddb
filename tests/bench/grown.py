"""The guide with a content file in place of its own: ``python grown.py FILE [ARGUMENT…]``.

It opens as it does with its own content: not checked as a stranger's file is, and of any size.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tui.cli.main import main
from tui.guide import load

if __name__ == "__main__":
    own = Path(sys.argv[1])
    vars(load).update(default_path=lambda: own, MOST_BYTES=own.stat().st_size)
    raise SystemExit(main(sys.argv[2:]))
