"""Breaks at the desk: when they are due, without a clock or a screen."""
