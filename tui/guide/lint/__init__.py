"""Checks of a content file beyond its shape."""
