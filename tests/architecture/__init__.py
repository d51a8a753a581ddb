"""Private parts of other libraries are used in one place, and the guide does without them."""
