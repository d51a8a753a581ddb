"""The guide as linear text: read out, line by line, for pipes and screen readers."""
