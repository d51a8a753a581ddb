"""What the guide says and rings on this machine. `Sound` is the only way in."""
