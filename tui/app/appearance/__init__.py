"""The look of the app: its theme, and where its cursor stands."""
