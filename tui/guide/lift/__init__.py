"""The revised NIOSH lifting equation, its numbers and its words."""
