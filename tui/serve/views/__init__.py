"""The views of an SSH client: the full-screen guide or plain text."""
