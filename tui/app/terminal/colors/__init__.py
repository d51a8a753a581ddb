"""Colours of a terminal: how many it has, and which of them can be read on each other."""
