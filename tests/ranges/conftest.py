"""The smoke set is run by ``make lowest`` and ``make newest``; other tests go the same ways."""

from __future__ import annotations

import os

collect_ignore = [] if "BACKSPASM_TEST_PYTHON" in os.environ else ["test_smoke.py"]
