"""Runs the guide with keys of a reader's own, as JSON in the first argument gives them."""

import json
import sys
from functools import partial

from tui.app import run_local
from tui.app.input.keymap import checked_keymap
from tui.cli.main import main

if __name__ == "__main__":
    checked = checked_keymap(json.loads(sys.argv.pop(1)))
    assert not checked.faults, checked.faults
    setattr(run_local, "run", partial(run_local.run, keymap=checked.keymap))  # noqa: B010
    sys.exit(main())
