"""One changed digit is found, wherever it stands, and named with what it should be."""

import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from io import BytesIO
from typing import Any

import pytest

from desirepath.report.pack.differences import ledger_differences, told_differences
from desirepath.report.pack.embedded import NoPack, form_of, ledger_in, told_in
from desirepath.report.pack.html import pack_html
from desirepath.report.pack.ledger import ledger_document, ledger_text
from desirepath.report.pack.slides import pack_slides
from tests.report.pack.packs import full_pack


@cache
def page() -> bytes:
    return pack_html(full_pack()).encode("utf-8")


@cache
def deck() -> bytes:
    return pack_slides(full_pack())


def with_part(content: bytes, part: Callable[[str], bool], change: Callable[[bytes], bytes]) -> bytes:
    """The office file with the first fitting part changed."""
    made, left = BytesIO(), True
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(made, "w") as changed:
        for entry in given.infolist():
            inside = given.read(entry)
            if left and part(entry.filename) and change(inside) != inside:
                inside, left = change(inside), False
            changed.writestr(entry, inside)
    assert not left
    return made.getvalue()


def test_nothing_differs_in_a_file_that_nobody_touched() -> None:
    assert told_differences(told_in(page(), "html"), told_in(page(), "html")) == ()
    assert told_differences(told_in(deck(), "pptx"), told_in(deck(), "pptx")) == ()
    assert ledger_differences(ledger_document(full_pack()), ledger_document(full_pack())) == ()


def test_a_digit_in_the_text_of_the_page_is_named() -> None:
    changed = page().replace(b"About 500 fewer cases", b"About 600 fewer cases")
    found = told_differences(told_in(changed, "html"), told_in(page(), "html"))
    assert [str(one) for one in found] == ["“What may be told on”: 600 should be 500"]


def test_a_point_of_a_drawn_line_is_no_place_to_hide() -> None:
    at = re.search(rb'<path d="M(\d)', page())
    assert at is not None
    changed = page()[: at.start(1)] + b"9" + page()[at.end(1) :]
    assert len(told_differences(told_in(changed, "html"), told_in(page(), "html"))) == 1


def digit_in(pattern: bytes) -> Callable[[bytes], bytes]:
    """Turns the last digit of the first match into another one."""

    def change(inside: bytes) -> bytes:
        found = re.search(pattern, inside)
        if found is None:
            return inside
        other = b"3" if found[1] != b"3" else b"4"
        return inside[: found.start(1)] + other + inside[found.end(1) :]

    return change


def test_a_digit_on_a_slide_is_named_with_its_slide() -> None:
    changed = with_part(
        deck(), lambda name: name.endswith("slide3.xml"), lambda one: one.replace(b"About 500", b"About 501")
    )
    found = told_differences(told_in(changed, "pptx"), told_in(deck(), "pptx"))
    assert [str(one) for one in found] == ["slide 3: 501 should be 500"]


def test_a_digit_in_the_numbers_that_a_chart_holds_is_found() -> None:
    changed = with_part(deck(), lambda name: "charts/chart" in name, digit_in(rb"<c:v>0\.\d*(\d)</c:v>"))
    (found,) = told_differences(told_in(changed, "pptx"), told_in(deck(), "pptx"))
    assert found.place.startswith("chart on slide ")


def test_a_digit_in_the_workbook_of_a_chart_is_found() -> None:
    def in_book(inside: bytes) -> bytes:
        return with_part(inside, lambda name: "sheet1" in name, digit_in(rb"<v>0\.\d*(\d)</v>"))

    changed = with_part(deck(), lambda name: name.endswith(".xlsx"), in_book)
    (found,) = told_differences(told_in(changed, "pptx"), told_in(deck(), "pptx"))
    assert found.place.startswith("workbook of the chart on slide ")


def test_a_digit_in_an_alternative_text_is_found() -> None:
    changed = with_part(deck(), lambda name: "slides/slide" in name, digit_in(rb'descr="[^"]*?(\d)'))
    (found,) = told_differences(told_in(changed, "pptx"), told_in(deck(), "pptx"))
    assert found.place.startswith("alternative text on slide ")


def test_every_number_of_the_ledger_is_compared() -> None:
    wanted: Any = ledger_document(full_pack())
    for number, figure in enumerate(wanted["figures"]):
        for name in ("value", "low", "high", "n"):
            if figure[name] is None:
                continue
            changed = deepcopy(wanted)
            changed["figures"][number][name] += 0.000001
            (found,) = ledger_differences(changed, wanted)
            assert found.place == f"figure {figure['id']}, {name}"


def test_a_figure_that_was_taken_out_or_put_in_is_found() -> None:
    wanted: Any = ledger_document(full_pack())
    less, more = deepcopy(wanted), deepcopy(wanted)
    less["figures"].pop()
    more["answers"][0]["sentences"].append("All is well.")
    assert [one.wanted != "" and one.found == "" for one in ledger_differences(less, wanted)] == [True]
    assert [str(one) for one in ledger_differences(more, wanted)] == [
        "ledger, answers 1, sentences 3: All is well. should not be there"
    ]


def test_true_does_not_pass_for_one() -> None:
    assert len(ledger_differences({"n": True}, {"n": 1})) == 1


def test_each_form_is_known_by_its_beginning_and_gives_its_ledger() -> None:
    text = ledger_text(full_pack()).encode("utf-8")
    for content, form in ((text, "json"), (page(), "html"), (deck(), "pptx")):
        assert form_of(content) == form
        assert ledger_in(content, form_of(content)) == ledger_document(full_pack())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG",
        b"{}",
        b"[1]",
        b"PK\x03\x04 no zip",
        b"%PDF-1.7 no more",
        b"<!doctype html><p>hello",
        b"{" * 9999,
    ],
)
def test_what_is_no_pack_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(NoPack, match=r"\w{2,}"):
        ledger_in(content, form_of(content))
