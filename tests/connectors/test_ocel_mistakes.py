"""What is wrong with an object-centric log is said in one line, or its event is set aside or counted."""

import json
from pathlib import Path

import pytest

from desirepath.connectors import ocel_json
from desirepath.vocabulary.errors import BadInput
from tests.connectors.ocel_written import ORDERS, Log, as_json, as_xml
from tests.connectors.placed import placed, said, taken

NO_OBJECTS = ": It has no objects as OCEL 2.0 has them. A log in OCEL 1.0 has to be converted."
FIRST_VERSION = {"ocel:global-log": {}, "ocel:events": {"e1": {}}, "ocel:objects": {"o1": {}}}
MISTAKES = {
    "cut off JSON": ("e.jsonocel", as_json(ORDERS)[:-2], None, ": It ends in the middle, after 2,116 bytes. Copy or download it again."),
    "another type": ("e.jsonocel", as_json(ORDERS), "orders", ": It has no objects of type `orders`. Did you mean `order`?"),
    "nothing in it": ("e.json", '{"objectTypes": [], "eventTypes": [], "objects": [], "events": []}', None, NO_OBJECTS),
    "the first version": ("e.json", json.dumps(FIRST_VERSION), None, NO_OBJECTS),
    "the first version as XML": ("e.xmlocel", "<log><events><event/></events><objects><object/></objects></log>", None, NO_OBJECTS),
    "cut off XML": ("e.xmlocel", as_xml(ORDERS)[:-8], "order", ":28: It is not well-formed XML: no element found. Export it again."),
    "another type in XML": ("e.xml", as_xml(ORDERS), "parcel", ": It has no objects of type `parcel`. There is: `customer`, `item`, `order`."),
    "a document type": ("e.xmlocel", '<!DOCTYPE log [<!ENTITY a "b">]><log/>', None, ":1: It declares a document type or an entity, which is not read. Save it without."),
    "an encoding of several bytes": ("e.xmlocel", as_xml(ORDERS).replace("UTF-8", "Shift-JIS"), None, ": It says that it is in an encoding that is not read: multi-byte encodings are not supported. Save it as UTF-8."),
    "no such encoding": ("e.xmlocel", as_xml(ORDERS).replace("UTF-8", "UTF-9"), None, ": It says that it is in an encoding that is not read: unknown encoding: UTF-9. Save it as UTF-8."),
    "no XML": ("e.xmlocel", "{}", None, ":1: It is not well-formed XML: not well-formed (invalid token). Export it again."),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_a_log_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path, case: str) -> None:
    name, content, kind, what = MISTAKES[case]
    with pytest.raises(BadInput) as caught:
        taken(placed(tmp_path, name, content, kind))
    assert str(caught.value) == f"{name}{what}"


ROWS = {
    "no time": ({"id": "e2", "type": "pay", "relationships": [{"objectId": "o1"}]}, "2: `at` is empty"),
    "no type": ({"id": "e2", "time": "2025-09-01T06:30:00Z", "relationships": [{"objectId": "o1"}]}, "2: `activity` is empty"),
    "another time": ({"id": "e2", "type": "pay", "time": "soon", "relationships": [{"objectId": "o1"}]}, "2: `at` is `soon`, no time between 1900 and 2100 in the format of the others"),
}  # fmt: skip


@pytest.mark.parametrize("case", ROWS)
def test_an_event_that_cannot_be_used_is_set_aside_with_its_number(tmp_path: Path, case: str) -> None:
    event, reason = ROWS[case]
    log = json.loads(as_json(Log(ORDERS.objects, ORDERS.events[:1])))
    log["events"].append(event)
    rows, aside = taken(placed(tmp_path, "e.json", json.dumps(log), "order"))
    assert (len(rows), aside) == (1, [reason])


UNUSUAL_EVENTS = {
    "no lists": {"id": "e2", "type": "pay", "time": "2025-09-01T06:30:00Z"},
    "null for lists": {
        "id": "e2",
        "type": "pay",
        "time": "2025-09-01T06:30:00Z",
        "attributes": None,
        "relationships": None,
    },
    "texts for lists": {
        "id": "e2",
        "type": "pay",
        "time": "2025-09-01T06:30:00Z",
        "attributes": "x",
        "relationships": ["o1"],
    },
    "an object that is not there": {
        "id": "e2",
        "type": "pay",
        "time": "2025-09-01T06:30:00Z",
        "relationships": [{"objectId": "o9"}],
    },
    "a number": 5,
}


@pytest.mark.parametrize("case", UNUSUAL_EVENTS)
def test_an_event_that_touches_no_object_is_counted_whatever_else_it_lacks(tmp_path: Path, case: str) -> None:
    log = json.loads(as_json(Log(ORDERS.objects, ORDERS.events[:1])))
    log["events"].append(UNUSUAL_EVENTS[case])
    place = placed(tmp_path, "e.json", json.dumps(log), "order")
    assert said(ocel_json, place) == ["e.json: 1 events touch no object of type `order`"]
