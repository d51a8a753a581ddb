"""A page as PDF, by WeasyPrint: tagged, so that screen readers find its headings and pictures."""

from __future__ import annotations

HOW = "a PDF needs more packages: pip install 'backspasm[handout]'; or print the page of --html"


class NoPdf(Exception):
    """No PDF can be made here; the message says why and what else there is."""


def as_pdf(html: str) -> bytes:
    """Return a page that refers to nothing outside itself as PDF.

    Raises:
        NoPdf: if WeasyPrint, or Pango which it draws with, is missing.

    """
    try:
        import weasyprint
    except ImportError:
        raise NoPdf(HOW) from None
    except OSError:
        why = "a PDF needs Pango, which this system lacks (Debian: libpango-1.0-0 libpangoft2-1.0-0"
        raise NoPdf(f"{why}, macOS: brew install pango); or print the page of --html") from None
    only_data = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    page = weasyprint.HTML(string=html, url_fetcher=only_data)
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))
