"""The screens of the self-check."""
