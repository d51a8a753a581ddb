"""The terminal layer below Textual: input bytes, output and colours."""
