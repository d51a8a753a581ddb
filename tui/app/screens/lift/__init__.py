"""The screen on what a lift asks: sliders, the figure that lifts, and what the equation says."""
