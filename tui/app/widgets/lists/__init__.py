"""Lists to choose from or to tick."""
