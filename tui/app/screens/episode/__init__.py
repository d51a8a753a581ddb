"""The screens of an episode."""
