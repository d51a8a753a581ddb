"""The type of parsed command lines."""

from __future__ import annotations

import argparse
from types import SimpleNamespace
from typing import TypeAlias

Arguments: TypeAlias = argparse.Namespace | SimpleNamespace
