"""Sequences of screens, each with what it returns."""
