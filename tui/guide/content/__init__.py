"""The content file: its model, schema check, cache and index."""
