"""Small sound files that fuzzing begins with, one or more for each target."""

from __future__ import annotations

import gzip
import io
import sqlite3
import tempfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

CSV = b'case_id;activity;at\n1;Submit;2025-09-01 08:00\n2;"Pay; later";01.09.2025\n'
XES = (
    b'<?xml version="1.0"?><log><classifier name="c" keys="concept:name"/><trace><string key="concept:name" value="1"/>\n'
    b'<event><string key="concept:name" value="a"/><date key="time:timestamp" value="2025-09-01T08:00:00Z"/></event></trace></log>'
)
BPMN = (
    b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="s"/>'
    b'<task id="t" name="Pay"/><exclusiveGateway id="g"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/>'
    b'<sequenceFlow id="f2" sourceRef="t" targetRef="g"/><sequenceFlow id="f3" sourceRef="g" targetRef="t"/>'
    b'<sequenceFlow id="f4" sourceRef="g" targetRef="e"/></process></definitions>'
)
OCEL_JSON = (
    b'{"objectTypes":[{"name":"order","attributes":[{"name":"n","type":"string"}]}],"eventTypes":[{"name":"pay","attributes":[]}],'
    b'"objects":[{"id":"o1","type":"order","attributes":[{"name":"n","value":"x","time":"2025-09-01T08:00:00Z"}]}],'
    b'"events":[{"id":"e1","type":"pay","time":"2025-09-01T08:00:00Z","attributes":[],"relationships":[{"objectId":"o1","qualifier":"q"}]}]}'
)
OCEL_XML = (
    b'<log><object-types><object-type name="order"><attributes/></object-type></object-types><event-types>'
    b'<event-type name="pay"><attributes/></event-type></event-types><objects><object id="o1" type="order"/></objects>'
    b'<events><event id="e1" type="pay" time="2025-09-01T08:00:00Z"><objects><relationship object-id="o1" qualifier="q"/>'
    b"</objects></event></events></log>"
)
ROLLOUT = (
    b"rollout: r\ngo_live: 2025-09-01\nwaves: {cut: role, go_live: {a: 2025-01-01}}\nexclude: [{from: 2025-09-03}]\n"
    b"sources: [{table: events, file: e.csv, columns: {case_id: Case}}]\nworkflows:\n  - workflow: w\n    path: a (b | c)? d+\n"
    b'    failures: {"x": {step: a, as: failed}}\n'
)
COLLECTING = (
    b"rollout: r\ngo_live: 2025-09-01\ncollect:\n  keep: [country]\n  ignore: [Moved]\n  events:\n"
    b"    - {event: Done, where: {app: x}, case: $request.id, activity: $step, outcome: $result}\n"
    b"    - {event: Asked, table: searches, query: $q, resolved: $found}\n"
    b"workflows: [{workflow: w, path: a b}]\n"
)
MESSAGE = (
    b'{"type":"track","event":"Done","userId":"u","messageId":"m","timestamp":"2026-11-23T10:00:00Z","properties":'
    b'{"app":"x","request":{"id":"1"},"step":"a","result":"ok","country":"a@b.example","n":1.5,"l":[null,true]}}'
)
OWN = b'{"events":[{"table":"searches","query":"q","at":"2026-11-23T10:00:00Z"},{"case_id":1,"activity":"a"}]}'


def seeds() -> dict[str, tuple[bytes, ...]]:
    """The seeds of each target."""
    return {
        "delimited": (CSV, CSV.decode().encode("utf-16"), b"case_id\tactivity\tat\n"),
        "json_lines": (b'{"case_id":"1","activity":"a","at":"2025-09-01T08:00:00Z"}\n',),
        "json_records": (
            b'{"issues":[{"case_id":1,"activity":{"name":"a"},"at":"2025-09-01","x":[{"type":"w","value":1}]}]}',
        ),
        "ocel_json": (OCEL_JSON,),
        "ocel_sqlite": (_sqlite(),),
        "ocel_xml": (OCEL_XML,),
        "parquet": (_parquet(),),
        "xes": (XES,),
        "xlsx": (_xlsx(),),
        "zip": (_zip(),),
        "gzip": (gzip.compress(CSV, mtime=0),),
        "bpmn": (BPMN,),
        "rollout_file": (ROLLOUT, COLLECTING),
        "own_events": (OWN,),
        "segment_batch": (
            b'{"batch":[' + MESSAGE + b',{"type":"page"}],"sentAt":"2026-11-23T10:00:01Z","writeKey":"k"}',
        ),
        "segment_message": (MESSAGE,),
        "kept_event": (b'{"door":"segment","event":' + MESSAGE + b"}", b'{"door":"own","event":{"event":"No"}}'),
        "path": (b"a (b | c)? d+ (e & f)*",),
        "times": (b"2025-09-01T08:00:00.123+02:00\n01/Sep/25 9:30 AM\n1. September 2025\n20250901T093000Z\n45000.5\n",),
    }


def _parquet() -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.table({"case_id": ["1"], "activity": ["a"], "at": ["2025-09-01"]}), held)
    return held.getvalue()


def _xlsx() -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["case_id", "activity", "at"])
        sheet.write_row(1, 0, [1, "a", "2025-09-01"])
    return held.getvalue()


def _zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("e.csv", CSV)
    return held.getvalue()


def _sqlite() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "log.sqlite"
        base = sqlite3.connect(file)
        base.executescript(
            """
            CREATE TABLE event (ocel_id TEXT, ocel_type TEXT); CREATE TABLE object (ocel_id TEXT, ocel_type TEXT);
            CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT);
            CREATE TABLE event_map_type (ocel_type TEXT, ocel_type_map TEXT);
            CREATE TABLE object_map_type (ocel_type TEXT, ocel_type_map TEXT);
            CREATE TABLE event_Pay (ocel_id TEXT, ocel_time TEXT); CREATE TABLE object_Order (ocel_id TEXT, ocel_time TEXT);
            INSERT INTO event VALUES ('e1', 'pay'); INSERT INTO object VALUES ('o1', 'order');
            INSERT INTO event_object VALUES ('e1', 'o1', 'q'); INSERT INTO event_map_type VALUES ('pay', 'Pay');
            INSERT INTO object_map_type VALUES ('order', 'Order');
            INSERT INTO event_Pay VALUES ('e1', '2025-09-01T08:00:00Z'); INSERT INTO object_Order VALUES ('o1', '2025-09-01T08:00:00Z');
            """
        )
        base.close()
        return file.read_bytes()
