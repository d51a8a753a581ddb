"""Single lines above and below the tabs."""
