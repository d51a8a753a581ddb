"""Documents and figures as lines to show."""
