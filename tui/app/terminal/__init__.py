"""Between Textual and the terminal: input, output and colours."""
