"""The content of each tab."""
