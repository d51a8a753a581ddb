"""What a reader sets for good: the settings file, its entries, and where each value comes from."""
