"""Commands for whoever edits a content file: its motions, drawn and played; following it."""
