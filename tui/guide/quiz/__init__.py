"""The self-check: the quiz, and questions on the reader's daily habits."""
