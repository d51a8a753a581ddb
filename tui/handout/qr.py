"""The QR code of a plan's code, for phones and cameras."""

from __future__ import annotations

import segno

from tui.handout.figures import svg_address
from tui.handout.markup import Html, image


def qr_code(text: str) -> Html:
    """Return `text` as a QR code, with its words for somebody who cannot see it."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(scale=4, border=4, light="#fff")
    svg = drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return image(svg_address(svg), f"QR code that says {text}", "qr")
