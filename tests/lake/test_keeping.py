import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.collected import BadEvent, Batch, encoded
from desirepath.warehouse.lake.checksum import checksum
from desirepath.warehouse.lake.compact import Compacted, compact
from desirepath.warehouse.lake.counts import counted, reconciled
from desirepath.warehouse.lake.erase import erase
from desirepath.warehouse.lake.project import project
from desirepath.warehouse.lake.rebuild import rebuild
from desirepath.warehouse.lake.retain import retain
from desirepath.warehouse.lake.scrub import scrub
from desirepath.warehouse.lake.status import status
from desirepath.warehouse.lake.versions import lake_files, table_versions
from desirepath.warehouse.segment_log import SegmentLog
from tests.lake.conftest import PutLake
from tests.lake.lakes import DAY, NOON, column, events, flip, log_requests, project_days, request

MINA, HASHED = "mina.k-4711", "6d1f2c3b4a5968778695a4b3c2d1e0f0"


def persons(warehouse: Path) -> None:
    """A person in every table, in what was refused, in an activity; somebody else beside."""
    mine = {"user_id": HASHED}
    tables = {
        "events": events(["a", "b"], user_id=[HASHED, "other"], activity=["register", f"call {MINA}"]),
        "searches": {"at": [NOON, NOON], "query": [f"where is {MINA}", "leave"], "user_id": ["other", "other"]},
        "answers": {"at": [NOON], "workflow": ["claims"], "step": ["pay"], "reason": ["other"], "user_id": [HASHED]},
        "signs": {"at": [NOON], "workflow": ["claims"], "sign": ["hesitation"], "user_id": [HASHED]},
        "exposures": {"at": [NOON], "intervention_id": ["hint"], "arm": ["shown"], "user_id": [HASHED]},
    }
    bad = [
        BadEvent(8, "missing", "no case", f'{{"user_id":"hashed:{HASHED}"}}'.encode()),
        BadEvent(9, "missing", "no case", b"{}"),
    ]
    again = request({"events": events(["c", "d"], **mine)})
    log_requests(warehouse, [request(tables, bad), again, again])


def hits(folder: Path) -> list[str]:
    """The files that have a byte of one of the names, compressed pages opened too."""
    found = [
        str(file)
        for file in folder.glob("**/*")
        if file.is_file() and any(name.encode() in file.read_bytes() for name in (MINA, HASHED))
    ]
    for file in folder.glob("**/*.parquet"):
        text = str(pq.read_table(file, partitioning=None).to_pylist())
        found += [str(file)] if MINA in text or HASHED in text else []
    return found


def test_closed_days_come_to_lie_in_case_order_and_hold_the_same(tmp_path: Path) -> None:
    project_days(tmp_path, 3)
    whole = checksum(tmp_path)
    assert compact(tmp_path).days == 0  # they changed within the hour
    found = compact(tmp_path, quiet_seconds=0)
    assert found.days == 9  # events, refused and ids of three days
    assert len(lake_files(tmp_path, "events")) == 3
    for file in lake_files(tmp_path, "events"):
        rows = pq.read_table(file, partitioning=None, columns=["workflow", "case_id", "at", "event_id"]).to_pylist()
        assert rows == sorted(rows, key=lambda row: tuple(row.values()))
    assert checksum(tmp_path) == whole
    assert compact(tmp_path, quiet_seconds=0) == Compacted(days=0, replaced=0, cleared=0)
    rebuild(tmp_path)
    assert checksum(tmp_path) == whole


def test_an_older_version_can_be_read_for_seven_days(lake: PutLake, tmp_path: Path) -> None:
    lake(tmp_path)
    version, files = table_versions(tmp_path)["events"], lake_files(tmp_path, "events")
    compact(tmp_path, now=time.time() + 6 * 86_400)
    assert lake_files(tmp_path, "events", version) == files
    assert compact(tmp_path, now=time.time() + 8 * 86_400).cleared >= len(files)
    with pytest.raises(BadInput, match="can be read no more"):
        lake_files(tmp_path, "events", version)
    assert sum(pq.read_metadata(file).num_rows for file in lake_files(tmp_path, "events")) == 24


def test_late_events_of_a_compact_day_are_taken_and_laid_down_again(lake: PutLake, tmp_path: Path) -> None:
    lake(tmp_path)
    compact(tmp_path, quiet_seconds=0)
    log_requests(tmp_path, [request({"events": events(["late"])})])
    assert project(tmp_path).good == 1
    assert compact(tmp_path, quiet_seconds=0).days == 2  # the day of events, and that of ids
    assert reconciled(tmp_path).difference == 0


def test_nothing_that_was_not_projected_is_dropped_by_age(tmp_path: Path) -> None:
    log_requests(tmp_path, [request({"events": events(["a"])}), request({"events": events(["b"], at=NOON + DAY)})])
    gone = retain(tmp_path, days=1, now=(NOON + 2 * DAY) / 1e6)
    assert gone.rows == 1
    assert column(tmp_path, "events", "event_id") == ["b"]
    [tally] = counted(tmp_path).values()
    assert (tally.good, tally.dropped) == (2, 1)
    assert reconciled(tmp_path).difference == 0
    rebuild(tmp_path)
    assert column(tmp_path, "events", "event_id") == ["b"]
    assert reconciled(tmp_path).difference == 0


def test_an_erased_person_is_nowhere_and_the_counts_stay(tmp_path: Path) -> None:
    persons(tmp_path)
    project(tmp_path)
    compact(tmp_path, quiet_seconds=0)
    assert hits(tmp_path)
    before = {what: (one.received, one.good, one.bad, one.duplicate) for what, one in counted(tmp_path).items()}
    found = erase(tmp_path, hashed=[HASHED], raw=[MINA])
    assert (found.rows, found.refused, found.requests, found.waiting) == (8, 1, 3, 0)
    assert hits(tmp_path) == []
    assert column(tmp_path, "searches", "query") == ["leave"]
    assert {what: (one.received, one.good, one.bad, one.duplicate) for what, one in counted(tmp_path).items()} == before
    assert sum(one.erased for one in counted(tmp_path).values()) == 8
    assert reconciled(tmp_path).difference == 0
    whole = checksum(tmp_path)
    rebuild(tmp_path)
    assert checksum(tmp_path) == whole
    assert hits(tmp_path) == []
    assert erase(tmp_path, hashed=[HASHED], raw=[MINA]).rows == 0


def test_tables_made_from_an_erased_log_alone_add_up_too(tmp_path: Path) -> None:
    persons(tmp_path)
    erase(tmp_path, hashed=[HASHED], raw=[MINA])
    log_requests(tmp_path, [request({"events": events(["z"])})])
    for name in ("tables", "rebuilding"):
        (tmp_path / name).rename(tmp_path / f"gone-{name}") if (tmp_path / name).exists() else None
    project(tmp_path)
    assert column(tmp_path, "events", "event_id") == ["z"]
    assert {(one.good, one.erased) for one in counted(tmp_path).values()} == {(12, 10)}
    assert reconciled(tmp_path).difference == 0


def test_a_person_is_gone_from_what_a_living_collector_is_writing_too(tmp_path: Path) -> None:
    log = SegmentLog.opened(tmp_path / "log" / "one")
    try:
        log.append_and_wait(encoded(request({"events": events(["a", "b"], user_id=[HASHED, "other"])})))
        found = erase(tmp_path, hashed=[HASHED], raw=[])
        assert (found.rows, found.requests, found.waiting) == (1, 1, 0)
        assert hits(tmp_path) == []
    finally:
        log.close()
    assert reconciled(tmp_path).difference == 0


def test_a_short_id_is_not_found_inside_other_words(tmp_path: Path) -> None:
    log_requests(tmp_path, [request({"events": events(["a", "b"], case_id=["7", "case 77"])})])
    assert erase(tmp_path, hashed=[], raw=["7"]).rows == 1
    assert column(tmp_path, "events", "case_id") == ["case 77"]


def test_status_tells_what_waits_and_what_was_refused(tmp_path: Path) -> None:
    project_days(tmp_path, 1)
    log_requests(tmp_path, [request({"events": events(["x"])}), Batch("key", NOON, 0, {}, [])])
    found = status(tmp_path, now=NOON / 1e6 + 60)
    one, two = found.collectors
    assert (one.name, one.last_sequence, one.projected_sequence, one.waiting_requests) == ("one", 4, 2, 2)
    assert (one.waiting_seconds, two.waiting_seconds, two.waiting_bytes) == (60.0, None, 0)
    assert found.refused == {"missing": 2}
    assert {table.name: table.rows for table in found.tables}["events"] == 8
    assert (found.counts.received, found.counts.good, found.counts.bad, found.counts.duplicate) == (18, 8, 2, 8)
    assert found.last_scrub is None


def test_a_damaged_file_is_neither_laid_down_anew_nor_in_the_way_of_an_erasure(tmp_path: Path) -> None:
    persons(tmp_path)
    project(tmp_path)
    flip(Path(lake_files(tmp_path, "events")[0]), 900)
    flip(Path(lake_files(tmp_path, "signs")[0]), 100)
    Path(lake_files(tmp_path, "answers")[0]).unlink()
    assert compact(tmp_path, quiet_seconds=0).days == 4  # searches, exposures, ids, refused
    assert [one.table for one in scrub(tmp_path).damages] == ["events", "answers", "signs"]
    assert erase(tmp_path, hashed=[HASHED], raw=[MINA]).rows == 8
    assert hits(tmp_path) == []
    assert scrub(tmp_path).whole
    assert reconciled(tmp_path).difference == 0
