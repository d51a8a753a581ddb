"""What the guide costs; printed, never asserted."""
