"""Content files laid over each other: overlays, and the places in each file."""
