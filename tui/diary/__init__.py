"""What is kept of a reader: the store, its SQLite file, and changes to the records."""
