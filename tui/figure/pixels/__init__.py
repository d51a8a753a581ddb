"""The figure in pixels, and how terminals are sent them: kitty's protocol and sixel."""
