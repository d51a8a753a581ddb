"""Pictures in pixels over the cells of a screen: their places, and what terminals are sent."""
