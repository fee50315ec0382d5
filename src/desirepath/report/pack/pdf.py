"""The pack as a tagged PDF, from the page's own HTML. Nothing is fetched and no file is read while it is set."""

from __future__ import annotations

import base64
import logging
from hashlib import sha256
from typing import Any, TypeAlias

from desirepath.report.pack.html import FONT_TYPE, font_text, pack_html
from desirepath.report.pack.ledger import SCHEMA, ledger_text
from desirepath.report.spoken import said
from desirepath.vocabulary.pack import Pack

LEDGER_FILE = "governance.json"
VARIANT = "pdf/ua-1"
_Library: TypeAlias = Any
"""A part of the library, which has no types."""


class NoPdf(Exception):
    """The machine lacks what a PDF takes; the message says what."""


def pack_pdf(pack: Pack) -> bytes:
    """The PDF with the ledger attached; the same pack gives the same bytes. Raises NoPdf where pango is missing."""
    weasyprint = _weasyprint()
    ledger = ledger_text(pack)
    attached = weasyprint.Attachment(
        string=ledger.encode("utf-8"),
        name=LEDGER_FILE,
        description=f"{SCHEMA}: every number of this document and what it was made from",
        created=pack.as_of,
        modified=pack.as_of,
        relationship="Data",
        url_fetcher=_fetcher(),
    )
    page = weasyprint.HTML(string=pack_html(pack, with_ledger=False), base_url=None, url_fetcher=_fetcher())
    made: bytes = page.write_pdf(
        pdf_variant=VARIANT,
        pdf_tags=True,
        attachments=[attached],
        pdf_identifier=sha256(ledger.encode("utf-8")).hexdigest()[:32].encode(),
    )
    return made


def _weasyprint() -> _Library:
    try:
        import weasyprint  # type: ignore[import-untyped]
    except OSError as error:
        # It loads pango when it is imported, which is no part of the wheel.
        raise NoPdf(
            said(
                "No PDF was written: it takes the library pango, which is not on this machine. On Debian and Ubuntu it is the "
                "package libpangoft2-1.0-0, with Homebrew it is pango. The page and the slides hold the same."
            )
        ) from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    return weasyprint


def _fetcher() -> _Library:
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

    class OnlyOurFont(URLFetcher):  # type: ignore[misc]  # the library has no types
        """Gives out the font that stands in the page itself; every other address is refused, whatever it is."""

        def fetch(self, url: str, headers: _Library = None) -> _Library:  # noqa: ARG002 - nothing is sent anywhere
            font = font_text()
            if url != f"{FONT_TYPE}{font}":
                raise ValueError("a pack fetches nothing")
            return URLFetcherResponse(url, body=base64.b64decode(font), headers={"Content-Type": "font/woff2"})

    return OnlyOurFont()
