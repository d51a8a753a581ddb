"""The self-check: the quiz, and questions on one's own day."""
