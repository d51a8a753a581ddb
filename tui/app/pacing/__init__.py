"""How much is sent to a terminal at once, where the line to it is slow."""
