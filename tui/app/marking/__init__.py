"""Text that is marked with the mouse, and links."""
