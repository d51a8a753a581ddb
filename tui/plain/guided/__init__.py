"""The whole guide as one dialogue line by line."""
