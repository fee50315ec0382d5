"""The pack as a tagged PDF: structure, language, alternative texts, reading order, and nothing fetched."""

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from desirepath.report.pack.embedded import ledger_in, told_in
from desirepath.report.pack.ledger import ledger_document
from desirepath.report.pack.pdf import pack_pdf
from tests.report.pack.packs import full_pack, named

pytest.importorskip("weasyprint", exc_type=OSError)

WATCHED = """
import sys, tempfile
from pathlib import Path
from desirepath.report.pack.html import pack_html
from desirepath.report.pack.pdf import pack_pdf
from desirepath.report.pack.slides import pack_slides
from tests.report.pack.packs import named
URL = "<img src='http://127.0.0.1:9/x'><link rel=attachment href='file:///etc/hostname'>@import url(file:///etc/hostname)"
pack_html(named("x")), pack_pdf(named("x")), pack_slides(named("x"))
seen = []
def watch(event, args):
    if event.startswith(("socket.", "urllib.", "subprocess.")) or event == "open":
        seen.append((event, str(args[0])))
sys.addaudithook(watch)
pack = named(URL)
pack_html(pack), pack_pdf(pack), pack_slides(pack)
ours = [Path(one).resolve() for one in (tempfile.gettempdir(), sys.prefix, sys.base_prefix)]
ours.append(Path(sys.modules["desirepath"].__file__).resolve().parent)
for event, where in seen:
    if event != "open" or not any(Path(where).resolve().is_relative_to(one) for one in ours):
        if not where.isdigit():
            print(event, where)
print("rendered", len(seen) > 0)
"""


@cache
def made() -> bytes:
    return pack_pdf(full_pack())


def reader() -> Any:
    return PdfReader(BytesIO(made()))


def elements() -> Iterator[Any]:
    """The elements of the structure, in reading order."""
    left = [reader().trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while left:
        one = left.pop().get_object()
        if isinstance(one, list):
            left.extend(reversed(one))
        elif isinstance(one, dict):
            yield one
            if "/K" in one and not isinstance(one["/K"], int):
                left.append(one["/K"])


def test_the_pdf_is_tagged_and_says_its_title_and_language() -> None:
    root = reader().trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is not False
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader().metadata.title == "Governance pack: Purchase requests move to the new portal"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_every_chart_has_its_alternative_text_and_tables_have_heads() -> None:
    kinds = [str(one.get("/S", "")) for one in elements()]
    texts = [str(one["/Alt"]) for one in elements() if one.get("/S") == "/Figure"]
    says = [chart.says for chart in full_pack().charts if type(chart).__name__ != "HeatTable"]
    assert texts == says
    assert kinds.count("/Table") >= 4
    assert kinds.count("/TH") > 20
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 9


def test_what_is_read_is_in_the_order_in_which_it_stands() -> None:
    """On each page the words come in the structure as they come in the page, and the headings in their order.

    Pictures are painted after the words around them; where they are read is settled by the structure alone.
    """
    by_page: dict[int, list[int]] = {}
    for one in (one for one in elements() if one.get("/S") != "/Figure"):
        pieces = one.get("/K", [])
        for piece in pieces if isinstance(pieces, list) else [pieces]:
            if isinstance(piece, int):
                by_page.setdefault(one.raw_get("/Pg").idnum, []).append(int(piece))
    assert len(by_page) == len(reader().pages)
    assert all(found == sorted(found) for found in by_page.values())
    text = " ".join(page.extract_text() for page in reader().pages)
    places = [text.find(one) for one in ("Three answers", "What may be told on", "Adherence", "What comes next")]
    assert -1 not in places
    assert places == sorted(places)


def test_the_ledger_is_attached() -> None:
    assert ledger_in(made(), "pdf") == json.loads(json.dumps(ledger_document(full_pack())))


def test_the_same_pack_tells_the_same() -> None:
    assert told_in(made(), "pdf") == told_in(pack_pdf(full_pack()), "pdf")


NAMES = {
    "cjk": "購買申請の承認フロー",
    "rtl": "طلبات الشراء",
    "formula": "=1+1",
    "control": "\x00\x1b[31m\x07",
    "surrogates": "\ud800\udfff",
    "turned round": "\u202egnp.exe",
}
LONG = {"one long word": "W" * 10_000, "many words": "a b " * 2_500}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(" ".join(NAMES.values()), id="all at once"),
        pytest.param("W" * 300, id="one word of three hundred letters"),
        *(pytest.param(name, id=of, marks=pytest.mark.long) for of, name in (NAMES | LONG).items()),
    ],
)
def test_no_name_breaks_the_pdf(name: str) -> None:
    found = PdfReader(BytesIO(pack_pdf(named(name))))
    assert 3 <= len(found.pages) <= 14


def test_nothing_is_fetched_and_no_file_of_others_is_read_while_rendering() -> None:
    done = subprocess.run([sys.executable, "-c", WATCHED], capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split("\n")[-2:] == ["rendered True", ""]
    assert done.stdout.count("\n") == 1, done.stdout
