"""Today: what somebody whose back is well has chosen to do, and what they did of it."""
