"""A motion on the whole screen, for whoever edits its numbers."""
