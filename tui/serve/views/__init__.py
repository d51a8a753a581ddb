"""What an SSH client is shown: the full-screen guide or plain text."""
