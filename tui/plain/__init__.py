"""The plain-text interface: linear text for pipes and screen readers."""
