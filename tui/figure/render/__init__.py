"""Shapes to characters: raster, alphabets and cells."""
