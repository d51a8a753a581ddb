"""The guide over SSH: one process, many readers, nothing kept."""
