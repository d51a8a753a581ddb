"""Code that uses private parts of Textual and Rich, and the only such code.

`probe` finds out which of them exist; where one is missing, Textual's own way is used.
"""
