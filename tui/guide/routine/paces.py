"""The paces of a walkthrough; quick to import, as the command line names them."""

PACES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""The paces that a reader can choose."""
