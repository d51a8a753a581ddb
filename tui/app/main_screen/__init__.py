"""The main screen: tabs, the lines around them, and its timers."""
