"""Rendering of documents and figures as strips."""
