"""Sequences of screens, each returning its result."""
