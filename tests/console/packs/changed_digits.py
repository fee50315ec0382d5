"""The files of a pack with one digit changed, each in a way of its own."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from desirepath.runs.kept_pack import file_of


def change_a_digit(folder: Path, form: str) -> None:
    """In the file of this form; everything else of it stays."""
    file = file_of(folder, form)
    file.write_bytes({"json": _in_ledger, "html": _in_page, "pptx": _in_slide, "pdf": _in_pdf}[form](file.read_bytes()))


def _other(digit: str) -> str:
    return "3" if digit != "3" else "4"


def _in_ledger(content: bytes) -> bytes:
    ledger = json.loads(content)
    figure = next(one for one in ledger["figures"] if one["value"] is not None)
    figure["value"] = round(figure["value"] + 0.000001, 6)
    return json.dumps(ledger).encode()


def _in_page(content: bytes) -> bytes:
    found = re.search(rb"<p[^>]*>[^<]*?(\d)\.\d%", content)
    assert found is not None
    return content[: found.start(1)] + _other(found[1].decode()).encode() + content[found.end(1) :]


def _in_slide(content: bytes) -> bytes:
    made, left = BytesIO(), True
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(made, "w") as changed:
        for entry in given.infolist():
            inside = given.read(entry)
            found = re.search(rb"<a:t>[^<]*?(\d)\.\d%", inside) if "slides/slide" in entry.filename and left else None
            if found is not None:
                inside = inside[: found.start(1)] + _other(found[1].decode()).encode() + inside[found.end(1) :]
                left = False
            changed.writestr(entry, inside)
    assert not left
    return made.getvalue()


def _in_pdf(content: bytes) -> bytes:
    """In the alternative text of a chart."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    described: list[Any] = [
        one for one in (held.get_object() for held in writer._objects if held is not None) if _says_a_number(one)
    ]
    text = str(described[0]["/Alt"])
    found = re.search(r"(\d)\.\d%", text)
    assert found is not None
    described[0][NameObject("/Alt")] = TextStringObject(
        text[: found.start(1)] + _other(found[1]) + text[found.end(1) :]
    )
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _says_a_number(held: Any) -> bool:
    return isinstance(held, dict) and re.search(r"\d\.\d%", str(held.get("/Alt", ""))) is not None
