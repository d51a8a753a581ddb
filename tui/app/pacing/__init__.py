"""The pacing of output to terminals at the end of slow lines."""
