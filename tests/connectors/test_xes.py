"""XES as a stream: by arrays where its shape is plain, by the XML parser everywhere else, and the same rows either way."""

import gzip
import random
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desirepath.connectors import xes, xes_stream
from desirepath.connectors.connector import LINE, Place, Remark
from desirepath.vocabulary.errors import BadInput
from tests.real.where import REAL, needs_real_logs

WANTED = ("case:concept:name", "concept:name", "time:timestamp", "note")
HEAD = '<?xml version="1.0" encoding="UTF-8" ?>\n<log xes.version="1.0">\n'
Rows = list[tuple]


def attribute(key: str, value: str, kind: str = "string") -> str:
    return f"<{kind} key={quoteattr(key)} value={quoteattr(value)}/>"


def event(*attributes: str) -> str:
    return "\t\t<event>\n" + "".join(f"\t\t\t{one}\n" for one in attributes) + "\t\t</event>\n"


def trace(name: str | None, *events: str) -> str:
    named = "" if name is None else f"\t\t{attribute('concept:name', name)}\n"
    return f"\t<trace>\n{named}{''.join(events)}\t</trace>\n"


def written(folder: Path, text: str | bytes) -> Place:
    file = folder / "log.xes"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return Place(file)


def rows_of(place: Place, *needed: str) -> tuple[Rows, list[str]]:
    rows: Rows = []
    remarks = []
    for item in xes.read(place, frozenset(needed)):
        if isinstance(item, Remark):
            remarks.append(item.text)
        else:
            rows += zip(*(item.column(name).to_pylist() for name in needed), strict=True)
    return rows, remarks


def streamed(place: Place, *, by_arrays: bool) -> Rows | str:
    """All wanted columns with line and trace, or what was said against the file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xes_stream, "_PIECE", 900)
        if not by_arrays:
            patch.setattr(xes_stream, "read_block", lambda *_: None)
        rows: Rows = []
        try:
            with place.path.open("rb") as stream:
                for batch in xes_stream.batches(stream, place.path, WANTED):
                    names = (*WANTED, LINE, xes_stream.TRACE_NUMBER)
                    rows += zip(*(batch.column(name).to_pylist() for name in names), strict=True)
        except BadInput as refused:
            return str(refused)
        return rows


texts = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=12)
ODDITIES = (
    b"<!-- <trace> </trace> -->", b"<![CDATA[<trace>]]>", b"</trace>", b"<trace>", b"</event>", b"<event>", b'"', b"<",
    b"&amp;", b"&#65;", b"&bad;", b"\xff", b"\x01", b"\r\n", b" ", b"text", b'<string key="note" value="late"/>',
    b'<string key="note" value="outer"><string key="inner" value="in"/></string>', b"<list key='l'><values/></list>",
    b"<string value='turned' key='note'/>", b"<string key='note' value='single'/>", b"</log>", b"<?pi?>", b"/>",
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.tuples(texts, st.lists(st.tuples(texts, texts), max_size=6)), max_size=12))
def test_arrays_and_parser_read_the_same_rows_whatever_the_texts(
    tmp_path_factory: pytest.TempPathFactory, traces: list
) -> None:
    body = "".join(
        trace(
            name,
            *(
                event(attribute("concept:name", activity), attribute("note", note), attribute("id", "7", "int"))
                for activity, note in events
            ),
        )
        for name, events in traces
    )
    place = written(tmp_path_factory.mktemp("xes"), HEAD + body + "</log>\n")
    rows = streamed(place, by_arrays=True)
    assert rows == streamed(place, by_arrays=False)
    assert len(rows) == sum(len(events) for _, events in traces)


@pytest.mark.parametrize("logs", [600, pytest.param(3_000, marks=pytest.mark.long)])
def test_arrays_and_parser_say_the_same_of_damaged_logs(tmp_path: Path, logs: int) -> None:
    dice = random.Random(7)
    sound = trace("one", event(attribute("concept:name", "a"), attribute("note", "n & n"))) * 3 + trace(
        "two", event(attribute("concept:name", "b")), event(attribute("concept:name", "c"), attribute("note", "é"))
    )
    told = set()
    for _ in range(logs):
        text = (HEAD + attribute("concept:name", "log") + "\n" + sound * dice.randint(1, 4) + "</log>\n").encode()
        for _ in range(dice.randint(1, 2)):
            at = dice.randrange(len(text))
            kind = dice.random()
            if kind < 0.6:
                at = text.find(b"<", at) if dice.random() < 0.5 else at
                text = text[:at] + dice.choice(ODDITIES) + text[at:]
            elif kind < 0.8:
                text = text[:at] + text[at + dice.randint(1, 30) :]
            else:
                text = text[:at] + bytes([dice.randrange(256)]) + text[at + 1 :]
        place = written(tmp_path, text)
        found = streamed(place, by_arrays=True)
        assert found == streamed(place, by_arrays=False), text
        told.add(isinstance(found, str))
    assert told == {True, False}


def test_a_log_of_the_plain_shape_never_goes_through_the_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = written(tmp_path, HEAD + trace("one", event(attribute("concept:name", "a"))) * 50 + "</log>")

    def refuse(*_: object) -> None:
        raise AssertionError("an event went through the parser")

    monkeypatch.setattr(xes_stream._Parser, "_keep", refuse)
    with place.path.open("rb") as stream:
        assert sum(batch.num_rows for batch in xes_stream.batches(stream, place.path, WANTED)) == 50


@needs_real_logs
@pytest.mark.parametrize("name", ["receipt/receipt.xes.gz", "helpdesk/helpdesk.xes.gz"])
def test_arrays_and_parser_read_real_logs_alike(tmp_path: Path, name: str) -> None:
    place = written(tmp_path, gzip.decompress((REAL / name).read_bytes()))
    rows = []
    for misses in (3, -1):
        with pytest.MonkeyPatch.context() as patch, place.path.open("rb") as stream:
            patch.setattr(xes_stream, "_MOST_MISSES", misses)
            batches = list(xes_stream.batches(stream, place.path, WANTED))
            rows.append([row for batch in batches for row in batch.to_pylist()])
    assert rows[0] == rows[1]
    assert len(rows[0]) == {"receipt": 8_577, "helpdesk": 21_348}[name.partition("/")[0]]


LIFE = HEAD + trace(
    "one",
    *(
        event(attribute("concept:name", "check"), attribute("lifecycle:transition", transition))
        for transition in ("schedule", "START", "suspend", "complete")
    ),
    event(attribute("concept:name", "send")),
)


def test_an_activity_counts_once_when_it_is_done(tmp_path: Path) -> None:
    rows, remarks = rows_of(written(tmp_path, LIFE + "</log>"), "concept:name", "lifecycle:transition")
    assert rows == [("check", "complete"), ("send", None)]
    assert remarks == [
        "log.xes: 3 events say only that work was scheduled, begun or paused (`lifecycle:transition`), and are passed over"
    ]


def test_without_the_transition_all_events_are_taken(tmp_path: Path) -> None:
    rows, remarks = rows_of(written(tmp_path, LIFE + "</log>"), "concept:name")
    assert [name for (name,) in rows] == ["check"] * 4 + ["send"]
    assert remarks == []


def test_a_log_that_knows_no_end_of_activities_is_read_by_what_it_knows(tmp_path: Path) -> None:
    only_started = LIFE.replace("complete", "start")
    rows, _ = rows_of(written(tmp_path, only_started + "</log>"), "concept:name", "lifecycle:transition")
    assert len(rows) == 5


def test_a_classifier_is_a_column_of_its_values(tmp_path: Path) -> None:
    head = HEAD + "<classifier name='Activity and role' keys=\"concept:name 'the role' org:group\"/>\n"
    log = trace("one", event(attribute("concept:name", "check"), attribute("the role", "buyer")))
    place = written(tmp_path, head + log + "</log>")
    assert "classifier:Activity and role" in xes.columns(place)
    rows, _ = rows_of(place, "classifier:Activity and role", "concept:name")
    assert rows == [("check+buyer", "check")]


def test_attributes_inside_attributes_are_named_by_both(tmp_path: Path) -> None:
    nested = '<string key="cost" value="7"><string key="currency" value="EUR"/></string>'
    listed = '<list key="hours"><values><int key="first" value="2"/></values></list>'
    place = written(tmp_path, HEAD + trace("one", event(attribute("concept:name", "check"), nested, listed)) + "</log>")
    assert rows_of(place, "cost", "cost/currency", "hours/first")[0] == [("7", "EUR", "2")]


def test_a_trace_without_a_name_is_called_by_its_number(tmp_path: Path) -> None:
    log = trace("one", event(attribute("concept:name", "a"))) + trace(None, event(attribute("concept:name", "a")))
    rows, remarks = rows_of(written(tmp_path, HEAD + log + "</log>"), "case:concept:name")
    assert rows == [("one",), ("trace 2",)]
    assert remarks == ["log.xes: 1 events are of traces without a name, called by their number"]


def test_elements_nested_beyond_reason_are_refused(tmp_path: Path) -> None:
    deep = "<string key='a' value='b'>" * 300
    with pytest.raises(BadInput, match=r"log\.xes:3: Its elements are nested more than 200 deep"):
        rows_of(written(tmp_path, HEAD + "<trace>" + deep), "concept:name")


def test_a_tag_longer_than_bearable_is_refused_before_it_is_held_whole(tmp_path: Path) -> None:
    place = written(tmp_path, HEAD + '<string key="' + "x" * (40 << 20) + '" value=""/></log>')
    with pytest.raises(BadInput, match="a tag or a text longer than 16 MiB"):
        rows_of(place, "concept:name")


def test_an_encoding_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    place = written(tmp_path, HEAD.replace("UTF-8", "UTF-9") + "</log>")
    with pytest.raises(BadInput, match="an encoding that is not read"):
        rows_of(place, "concept:name")
