"""Text in letters that are read from the floor."""
