"""Pictures on standard output: what the terminal is asked, and what it is sent."""
