"""The voice and the bells of this machine. `Sound` is the only way in."""
