"""Widgets of the guide's screens."""
