"""The screens of the first minutes: is it safe, what now, lead me."""
