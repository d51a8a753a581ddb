"""The form of a typed dose of a plan; quick to import, as the command line says it."""

DOSE_FORM = "such as 3x5s (3 times, held for 5 s), 10 (10 times), 2x10x5s (2 rounds) or 3x5s:left"
