"""backspasm: a full-screen terminal guide for a back spasm."""

__version__ = "0.1.0"
