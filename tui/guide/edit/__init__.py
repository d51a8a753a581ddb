"""Tools for whoever edits a content file."""
