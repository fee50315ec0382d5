"""The pack as slides: charts and tables that can be edited, and nothing below the floor in any part of the file."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation

from desirepath.report.charts.native import Place, bar_on, line_on
from desirepath.report.pack.embedded import ledger_in
from desirepath.report.pack.layouts import SHOW, template
from desirepath.report.pack.ledger import ledger_document
from desirepath.report.pack.slides import pack_slides
from desirepath.report.pack.told_slides import workbook_texts
from desirepath.vocabulary.chart import BarChart, HeatTable, Line, LineChart
from desirepath.vocabulary.figure import Figure, Origin
from desirepath.vocabulary.pack import Paragraph
from tests.report.pack.office_parts import parts_of
from tests.report.pack.packs import full_pack, named, shown

ORIGIN = Origin(document="diagnosis", workflow="request", metric="process_adherence_rate", period="week_2")
GIVEN = Figure(
    id="a",
    title="Adherence",
    unit="share of users",
    origin=ORIGIN,
    value=0.5,
    low=0.25,
    high=0.75,
    n=40,
    method="Wilson",
)
HIDDEN = replace(GIVEN, id="b", value=None, low=0.312345, high=0.387654, n=7_654_321, because="fewer than 10 people")


@cache
def made() -> bytes:
    return pack_slides(full_pack())


def slides(content: bytes) -> list[Any]:
    return list(Presentation(BytesIO(content)).slides)


def frames(content: bytes) -> Iterator[Any]:
    for slide in slides(content):
        yield from (shape for shape in slide.shapes if shape.has_chart or shape.has_table)


def test_every_chart_is_native_and_every_table_too() -> None:
    pack, found = full_pack(), list(frames(made()))
    drawn = [one for one in pack.charts if not isinstance(one, HeatTable)]
    assert sum(one.has_chart for one in found) == len(drawn) >= 5
    assert sum(one.has_table for one in found) >= 4
    assert not any(shape.shape_type == 13 for slide in slides(made()) for shape in slide.shapes)


def test_what_is_said_after_a_table_has_a_slide_of_its_own_and_stands_once() -> None:
    """Such as what was proposed for a workflow and what was decided."""
    (days,) = (one for one in full_pack().sections if one.id == "days45")
    after = [one.text for one in days.blocks[-2:] if isinstance(one, Paragraph)]
    assert [one.split(" ")[0] for one in after] == ["Proposed", "Decided"]
    texts = [shape.text_frame.text for slide in slides(made()) for shape in slide.shapes if shape.has_text_frame]
    assert [sum(said in text for text in texts) for said in after] == [1, 1]


def test_the_numbers_of_a_chart_and_of_its_workbook_are_those_of_the_pack() -> None:
    chart = next(one for one in shown(full_pack(), LineChart))
    assert isinstance(chart, LineChart)
    native = next(one for one in frames(made()) if one.has_chart).chart
    wanted = [None if one is None or one.value is None else round(one.value, 6) for one in chart.lines[0].points]
    written = list(native.plots[0].series[0].values)
    assert [one for one in written if one is not None] == [one for one in wanted if one is not None]
    book = list(workbook_texts(native.part.chart_workbook.xlsx_part.blob))
    assert all(str(one) in book for one in wanted if one is not None)


def test_every_chart_and_table_has_an_alternative_text() -> None:
    for frame in frames(made()):
        assert len(frame.element.xpath("./*/p:cNvPr")[0].get("descr")) > 20


def test_every_slide_has_a_title_and_no_slide_has_notes() -> None:
    found = slides(made())
    assert all(slide.shapes.title.text.strip() for slide in found)
    assert not any(slide.has_notes_slide for slide in found)
    assert len({slide.shapes.title.text for slide in found}) >= len(found) - 2


def test_what_is_hidden_stands_in_no_part_of_the_file() -> None:
    """A figure below the floor that still carries its bounds and count, as if somebody had forgotten to take them out."""
    deck: Any = template()
    slide = deck.slides.add_slide(deck.slide_layouts[SHOW])
    line = LineChart(
        id="l", title="t", says="s", unit="share of users", better="up", labels=("1", "2", "3"),
        lines=(Line(name="Adherence", points=(GIVEN, HIDDEN, None)),),
    )  # fmt: skip
    bars = BarChart(id="b", title="t", says="s", unit="share of users", better="up", bars=(GIVEN, HIDDEN))
    place = Place(0, 0, 5_000_000, 3_000_000)
    line_on(slide, line, place)
    bar_on(slide, bars, place)
    written = BytesIO()
    deck.save(written)
    for name, part in parts_of(written.getvalue()):
        for secret in (b"312345", b"387654", b"7654321"):
            assert secret not in part, name


def test_no_row_below_the_floor_is_a_row_of_any_table_or_workbook() -> None:
    shown_values = {f"{round(one.value, 6)}" for one in full_pack().figures if one.value is not None}
    shown_values |= {
        f"{round(bound, 6)}" for one in full_pack().figures for bound in (one.low, one.high) if bound is not None
    }
    for frame in frames(made()):
        if frame.has_chart:
            for text in workbook_texts(frame.chart.part.chart_workbook.xlsx_part.blob):
                number = text.replace(".", "", 1).replace("e-", "", 1).isdigit() and "." in text
                assert not number or f"{round(float(text), 6)}" in shown_values


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "http://example.com/x", "mailto:a@b.c"])
def test_no_name_becomes_a_formula_or_a_link(name: str) -> None:
    for place, part in parts_of(pack_slides(named(name))):
        assert b"<f>" not in part, place
        assert b"hyperlink" not in part.replace(b"relationships/hyperlink", b"hyperlink") or "theme" in place, place


@pytest.mark.parametrize(
    "name",
    [
        "購買申請の承認フロー",
        "طلبات الشراء",
        "W" * 10_000,
        "a b " * 2_500,
        "\x00\x1b[31m\x07",
        "\ud800\udfff",
        "]]>&lt;<a>",
    ],
    ids=["cjk", "rtl", "one long word", "many words", "control", "surrogates", "markup"],
)
def test_no_name_breaks_the_slides(name: str) -> None:
    content = pack_slides(named(name))
    assert 10 <= len(slides(content)) <= 40
    assert ledger_in(content, "pptx") == ledger_document(named(name))


def test_no_table_is_higher_than_its_slide() -> None:
    deck: Any = Presentation(BytesIO(pack_slides(named("a b " * 2_500))))
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_table and len(shape.table.rows) > 2:
                assert shape.top + shape.height <= deck.slide_height


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert made() == pack_slides(full_pack())
