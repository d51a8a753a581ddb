"""The screens of a spasm's days."""
