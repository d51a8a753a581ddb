"""The reader's diary: the store, its SQLite file, and changes to the records."""
