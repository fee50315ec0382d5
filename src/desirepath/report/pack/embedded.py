"""A pack in one of its forms, read again: the ledger that is put into it, and every word that it tells, with its place.

What comes in may have been changed by anybody, so nothing in it is run, fetched or trusted.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from typing import Any, Literal, TypeAlias

from desirepath.report.pack.ledger import SCHEMA

Form: TypeAlias = Literal["json", "html", "pdf", "pptx"]
_Read: TypeAlias = Any
"""What a reader of another format gives."""
_LARGEST = 64 * 1024 * 1024
"""No part of a pack is larger than this, in bytes."""
_NUMBER_OF_PAGE = " / "


class NoPack(Exception):
    """The file is no governance pack, or is damaged; the message says how."""


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of text and where it stands: `slide 4`, `page 2`, `Adherence`."""

    place: str
    text: str


def form_of(content: bytes) -> Form:
    """What kind of file this is, by its beginning. Raises NoPack."""
    if content[:5] == b"%PDF-":
        return "pdf"
    if content[:2] == b"PK":
        return "pptx"
    begin = content.lstrip()[:20].lower()
    if begin.startswith(b"{"):
        return "json"
    if begin.startswith((b"<!doctype", b"<html")):
        return "html"
    raise NoPack("it is neither JSON nor a page, a PDF or slides")


def ledger_in(content: bytes, form: Form) -> Mapping[str, Any]:
    """The ledger of the file. Raises NoPack where there is none."""
    try:
        text = {"json": _plain, "html": _in_page, "pdf": _attached, "pptx": _in_part}[form](content)
        found = json.loads(text)
    except NoPack:
        raise
    except Exception as error:
        # Readers of other people's formats raise whatever they like on a damaged file; all of it means this.
        raise NoPack(f"its ledger cannot be read ({type(error).__name__})") from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise NoPack(f"it holds no ledger of `{SCHEMA}`")
    return found


def told_in(content: bytes, form: Form) -> tuple[Told, ...]:
    """Every text of the file with its place, without the ledger. Raises NoPack where it cannot be read."""
    try:
        match form:
            case "html":
                return tuple(_Page.read(content.decode("utf-8")).told)
            case "pdf":
                return tuple(_told_by_pdf(content))
            case "pptx":
                # Here and not above: what reads slides takes longer to import than most commands take to run.
                from desirepath.report.pack.told_slides import told_by_slides

                return tuple(Told(*one) for one in told_by_slides(content))
            case _:
                return ()
    except Exception as error:
        # As above: a damaged file shows in many ways.
        raise NoPack(f"its text cannot be read ({type(error).__name__})") from error


def _plain(content: bytes) -> str:
    return content.decode("utf-8")


def _in_page(content: bytes) -> str:
    ledger = _Page.read(content.decode("utf-8")).ledger
    if not ledger:
        raise NoPack("it holds no ledger")
    return ledger


def _attached(content: bytes) -> str:
    from pypdf import PdfReader

    found = PdfReader(BytesIO(content)).attachments
    if "governance.json" not in found:
        raise NoPack("it has no ledger attached")
    return found["governance.json"][0].decode("utf-8")


def _in_part(content: bytes) -> str:
    from pptx.oxml import parse_xml

    with zipfile.ZipFile(BytesIO(content)) as parts:
        for entry in parts.infolist():
            if entry.filename.startswith("customXml/item") and entry.file_size <= _LARGEST:
                root: _Read = parse_xml(parts.read(entry))
                if root.tag.endswith("}ledger"):
                    return root.text or ""
    raise NoPack("it has no part with a ledger")


class _Page(HTMLParser):
    """Texts and attributes of a page in their order, each under the heading before it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: list[Told] = []
        self.ledger = ""
        self._place, self._inside = "the head", ""

    @classmethod
    def read(cls, text: str) -> _Page:
        page = cls()
        page.feed(text)
        page.close()
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        for name, value in attrs:
            self.told.append(Told(f"`{name}` of <{tag}>, under “{self._place}”", value or ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = "" if tag == self._inside else self._inside

    def handle_data(self, piece: str) -> None:
        if self._inside == "template":
            self.ledger += piece
        elif piece.strip():
            if self._inside in {"h1", "h2", "h3", "figcaption"}:
                self._place = piece.strip()
            self.told.append(Told(f"“{self._place}”", piece.strip()))

    def handle_comment(self, piece: str) -> None:
        self.told.append(Told("a comment", piece))


def _told_by_pdf(content: bytes) -> Iterator[Told]:
    from pypdf import PdfReader

    reader: _Read = PdfReader(BytesIO(content))
    yield Told("the title", str(reader.metadata.title if reader.metadata else ""))
    for number, page in enumerate(reader.pages, 1):
        for line in page.extract_text().splitlines():
            # Where a page ends depends on the fonts of a machine; its number is no number of the pack.
            if not (_NUMBER_OF_PAGE in line and line.replace(_NUMBER_OF_PAGE, "").strip().isdigit()):
                yield Told(f"page {number}", line)
    root = reader.trailer["/Root"]
    if "/StructTreeRoot" in root:
        yield from _alternative_texts(root["/StructTreeRoot"])


def _alternative_texts(element: _Read) -> Iterator[Told]:
    """The alternative texts of a PDF in reading order; elements may nest deep, so no function calls itself."""
    left = [element]
    while left:
        one = left.pop().get_object()
        if isinstance(one, list):
            left.extend(reversed(one))
        elif isinstance(one, dict):
            if "/Alt" in one:
                yield Told("an alternative text", str(one["/Alt"]))
            if "/K" in one and not isinstance(one["/K"], int):
                left.append(one["/K"])
