"""Everything that leans on private parts of Textual and Rich, and the only place that does.

`probe` says which of them are there; where one is missing, Textual's own way is taken.
"""
