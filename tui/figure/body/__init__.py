"""The body as shapes: its parts, and the views that put them together."""
