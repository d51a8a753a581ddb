"""Pages to hand on: sheets of plans and the whole guide as HTML and PDF."""
