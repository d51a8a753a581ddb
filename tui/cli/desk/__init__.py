"""The command for breaks at the desk: its pane, its state for others to read, its lock."""
