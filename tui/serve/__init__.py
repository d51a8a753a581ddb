"""The SSH server: the guide for many readers in one process, with nothing stored."""
