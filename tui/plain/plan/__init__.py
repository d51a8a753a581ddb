"""Plans as text: what is typed of one, and its sheet."""
