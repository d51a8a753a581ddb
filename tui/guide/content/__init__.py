"""The content file: its model, how it is read, checked, cached and indexed."""
