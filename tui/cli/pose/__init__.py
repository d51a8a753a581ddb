"""Motions shown to whoever edits them."""
