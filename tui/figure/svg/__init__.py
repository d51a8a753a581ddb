"""Motions as vector drawings."""
