"""Object-centric logs: three forms, one meaning."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desirepath.connectors import ocel_json, ocel_sqlite, ocel_xml
from desirepath.connectors.connector import Place
from tests.connectors.ocel_written import EPOCH, ORDERS, Event, Log, Thing, as_json, as_sqlite, as_xml
from tests.connectors.placed import Row, at, placed, raw, said, taken
from tests.connectors.workbooks import zipped

Written = Callable[[Path, Log], Place]


def json_at(folder: Path, log: Log, order: str = "types objects events") -> Place:
    return placed(folder, "log.json", as_json(log, order))


def xml_at(folder: Path, log: Log, order: str = "types objects events") -> Place:
    return placed(folder, "log.xml", as_xml(log, order))


def sqlite_at(folder: Path, log: Log) -> Place:
    return Place(as_sqlite(log, folder / "log.sqlite"))


FORMS: dict[str, tuple[ModuleType, Written]] = {
    "JSON": (ocel_json, json_at),
    "XML": (ocel_xml, xml_at),
    "SQLite": (ocel_sqlite, sqlite_at),
}
each_form = pytest.mark.parametrize("form", FORMS)
WANTED = ("ocel:oid", "ocel:activity", "ocel:timestamp", "ocel:eid", "qualifier", "resource", "object:price")


def of_type(place: Place, kind: str) -> Place:
    return Place(place.path, part=kind)


def without_lines(rows: list[Row]) -> list[tuple]:
    return [tuple(value for name, value in row.items() if name != "line") for row in rows]


@each_form
def test_an_event_is_a_row_of_each_of_its_orders_with_what_these_were_at_that_time(tmp_path: Path, form: str) -> None:
    connector, written = FORMS[form]
    place = of_type(written(tmp_path, ORDERS), "order")
    assert without_lines(raw(connector, place, *WANTED)) == [
        ("o1", "place", _time(form, 1, 6), "e1", "order", "u1", "10"),
        ("o1", "pay", _time(form, 2, 6), "e2", "paid; closed", None, "12"),
        ("o1", "send", _time(form, 2, 7), "e4/o1", "sent", "u2", "12"),
        ("o2", "send", _time(form, 2, 7), "e4/o2", "sent", "u2", "7"),
    ]


def _time(form: str, day: int, hour: int) -> str:
    return f"2025-09-{day:02d}{' ' if form == 'SQLite' else 'T'}{hour:02d}:30:00Z"


@each_form
def test_without_a_type_the_case_is_what_most_events_have_exactly_one_of(tmp_path: Path, form: str) -> None:
    """Order: e1 and e2, but e4 has two. Item: e3, but e1 has two. Customer: e2."""
    connector, written = FORMS[form]
    place = written(tmp_path, ORDERS)
    assert connector.parts(place) == {"order": 2, "item": 1, "customer": 1}
    assert said(connector, place) == [
        f"{place.path.name}: the cases are the objects of type `order`; there is also `item`, `customer`",
        f"{place.path.name}: 2 events touch no object of type `order`",
    ]


@each_form
def test_of_types_that_fit_equally_the_one_with_more_objects_is_the_case(tmp_path: Path, form: str) -> None:
    connector, written = FORMS[form]
    objects = [Thing("a", "customer"), Thing("b", "order"), Thing("c", "order")]
    log = Log(objects, [Event("e", "pay", "2025-09-01T06:30:00Z", [("a", ""), ("b", "")])])
    assert connector.parts(written(tmp_path, log)) == {"order": 1, "customer": 1}


@each_form
def test_columns_are_those_that_types_declare(tmp_path: Path, form: str) -> None:
    connector, written = FORMS[form]
    place = written(tmp_path, ORDERS)
    own = ("ocel:oid", "ocel:activity", "ocel:timestamp", "ocel:eid", "qualifier", "resource", "amount")
    assert connector.columns(place) == (*own, "object:price", "object:unit", "object:weight")
    assert connector.columns(of_type(place, "item")) == (*own, "object:weight")


@each_form
def test_a_rollout_reads_a_log_without_any_columns_named(tmp_path: Path, form: str) -> None:
    place = of_type(FORMS[form][1](tmp_path, ORDERS), "item")
    rows, aside = taken(place, user_id="resource")
    assert aside == []
    assert [(row["case_id"], row["activity"], row["at"], row["event_id"], row.get("user_id")) for row in rows] == [
        ("i1", "place", at(1, 6, 30), "e1/i1", "u1"),
        ("i2", "place", at(1, 6, 30), "e1/i2", "u1"),
        ("i1", "pack", at(2, 6, 30), "e3", None),
    ]


@pytest.mark.parametrize("order", ["types objects events", "types events objects", "events objects types"])
@pytest.mark.parametrize("written", [json_at, xml_at])
def test_the_sections_of_a_log_may_come_in_any_order(
    tmp_path: Path, order: str, written: Callable[[Path, Log, str], Place]
) -> None:
    place = written(tmp_path, ORDERS, order)
    connector = ocel_json if written is json_at else ocel_xml
    rows = without_lines(raw(connector, of_type(place, "order"), *WANTED))
    assert rows[2] == ("o1", "send", "2025-09-02T07:30:00Z", "e4/o1", "sent", "u2", "12")
    assert connector.columns(place)[:6] == (*WANTED[:5], "resource")


def test_lines_are_those_on_which_events_begin_and_otherwise_their_numbers(tmp_path: Path) -> None:
    xml, document = as_xml(ORDERS), as_json(ORDERS)
    line = 1 + next(number for number, text in enumerate(xml.splitlines()) if 'id="e4"' in text)
    assert [row["line"] for row in raw(ocel_xml, placed(tmp_path, "log.xml", xml, "order"), "ocel:oid")][-2:] == [
        line,
        line,
    ]
    assert [row["line"] for row in raw(ocel_json, placed(tmp_path, "log.json", document, "order"), "ocel:oid")] == [
        1,
        2,
        4,
        4,
    ]


names = st.sampled_from(["a", "ä b", 'q"', "<&>", "it's", "ocel_type", "x/y"])
words = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=5)
times = st.integers(0, 9).map(lambda hour: f"2025-09-01T0{hour}:00:00Z")
ids = ["o1", "o2", "ö/3", "<4>"]


@st.composite
def logs(draw: st.DrawFn) -> Log:
    attributes = st.lists(
        st.tuples(names, st.just(EPOCH) | times, words.filter(bool)), max_size=4, unique_by=lambda one: one[:2]
    )
    objects = [Thing(one, draw(st.sampled_from(["order", "item"])), draw(attributes)) for one in ids]
    related = st.lists(st.tuples(st.sampled_from(ids), words), max_size=4, unique=True)
    events = [
        Event(
            f"e{number}",
            draw(st.sampled_from(["pay", "Zahlung ä"])),
            draw(times),
            draw(related),
            draw(st.dictionaries(names, words.filter(bool), max_size=3)),
        )
        for number in range(draw(st.integers(1, 6)))
    ]
    return Log(objects, events)


@given(logs(), st.sampled_from(["order", "item", None]), st.booleans())
def test_the_three_forms_of_a_log_give_the_same_rows(
    tmp_path_factory: pytest.TempPathFactory, log: Log, kind: str | None, keyed: bool
) -> None:
    kind = kind if kind in {one.type for one in log.objects} else None
    folder = tmp_path_factory.mktemp("ocel")
    document = placed(folder, "log.json", as_json(log), kind)
    database = Place(as_sqlite(log, folder / "log.sqlite", keyed=keyed), part=kind)
    columns = ocel_json.columns(document)
    assert set(ocel_xml.columns(placed(folder, "log.xml", as_xml(log), kind))) == set(columns)
    assert set(ocel_sqlite.columns(database)) == set(columns)
    rows = without_lines(raw(ocel_json, document, *columns))
    assert without_lines(raw(ocel_xml, placed(folder, "log.xml", as_xml(log), kind), *columns)) == rows
    assert [_with_t(row, columns) for row in without_lines(raw(ocel_sqlite, database, *columns))] == rows
    assert len(rows) == len(_expected(log, kind or next(iter(ocel_json.parts(document)))))


def _with_t(row: tuple, columns: tuple[str, ...]) -> tuple:
    return tuple(
        value.replace(" ", "T") if name == "ocel:timestamp" else value for name, value in zip(columns, row, strict=True)
    )


def _expected(log: Log, kind: str) -> set[tuple[str, str]]:
    cases = {one.id for one in log.objects if one.type == kind}
    return {(event.id, of) for event in log.events for of, _ in event.objects if of in cases}


def test_values_keep_their_form_and_booleans_are_the_same_in_all(tmp_path: Path) -> None:
    log = json.loads(as_json(Log(ORDERS.objects, ORDERS.events[:1])))
    log["eventTypes"][0]["attributes"] = [
        {"name": name, "type": kind} for name, kind in (("n", "float"), ("b", "boolean"), ("s", "string"))
    ]
    log["events"][0]["attributes"] = [
        {"value": 1.50, "name": "n"},
        {"name": "b", "value": True},
        {"name": "s", "value": ""},
    ]
    text = json.dumps(log).replace("1.5,", "1.50,")
    [row] = raw(ocel_json, placed(tmp_path, "e.json", text, "order"), "n", "b", "s")
    assert row == {"n": "1.50", "b": "true", "s": None, "line": 1}
    xml = as_xml(
        Log(
            ORDERS.objects,
            [Event("e1", "place", "2025-09-01T06:30:00Z", [("o1", "")], {"n": "1.50", "b": "1", "s": ""})],
        )
    )
    xml = xml.replace('name="b" type="string"', 'name="b" type="boolean"')
    assert raw(ocel_xml, placed(tmp_path, "e.xml", xml, "order"), "n", "b", "s") == [
        {**row, "line": xml[: xml.index('"e1"')].count("\n") + 1}
    ]


def test_a_relation_of_the_standards_own_short_example_is_read_too(tmp_path: Path) -> None:
    """There it is the property `relationship` that holds the qualifier; the text of the standard calls the tag `relobj`."""
    xml = as_xml(ORDERS).replace("qualifier=", "relationship=").replace("<relationship ", "<relobj ")
    assert [row["qualifier"] for row in raw(ocel_xml, placed(tmp_path, "e.xml", xml, "order"), "qualifier")] == [
        "order",
        "paid; closed",
        "sent",
        "sent",
    ]


PACKED = {
    "e.json.gz": gzip.compress(as_json(ORDERS).encode()),
    "e.jsonocel.gz": gzip.compress(as_json(ORDERS).encode()),
    "e.zip": zipped({"a.xmlocel": as_xml(ORDERS)}),
    "e.xml.gz": gzip.compress(as_xml(ORDERS).encode()),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_log_is_known_by_what_it_holds_and_read_where_it_is_packed(tmp_path: Path, name: str) -> None:
    rows, aside = taken(placed(tmp_path, name, PACKED[name], "order"))
    assert (len(rows), aside) == (4, [])
