"""The guide as data and rules: no screen, no clock, no randomness of its own."""
