"""The settings of a reader: their file, its entries, and the source of each value."""
