"""What a lift asks: the revised NIOSH lifting equation, its numbers and its words."""
