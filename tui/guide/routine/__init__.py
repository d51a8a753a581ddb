"""The walkthrough: its steps, its player, breathing and cues."""
