import shutil
from pathlib import Path

import msgspec
import pyarrow as pa
import pytest
from deltalake import DeltaTable

from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.collected import BadEvent
from desirepath.warehouse.lake.checksum import checksum
from desirepath.warehouse.lake.counts import counted, reconciled
from desirepath.warehouse.lake.project import Projected, project
from desirepath.warehouse.lake.versions import collector_numbers, lake_files, lake_table, table_versions
from tests.lake.lakes import DAY, NOON, column, events, log_requests, request


def test_what_the_log_has_is_in_the_tables_once(tmp_path: Path) -> None:
    log_requests(tmp_path, [request({"events": events(["a", "b"])}), request({"events": events(["c"])})])
    assert project(tmp_path) == Projected(requests=2, good=3, commits=1)
    assert project(tmp_path) == Projected()
    log_requests(tmp_path, [request({"events": events(["d"], activity="pay")})])
    assert project(tmp_path).good == 1
    assert column(tmp_path, "events", "event_id") == ["a", "b", "c", "d"]
    assert column(tmp_path, "events", "activity") == ["pay", "register", "register", "register"]


def test_a_reader_of_delta_tables_reads_the_same(tmp_path: Path) -> None:
    log_requests(
        tmp_path, [request({"events": events(["a", "b"], at=NOON)}), request({"events": events(["c"], at=NOON + DAY)})]
    )
    project(tmp_path)
    table = DeltaTable(str(tmp_path / "tables" / "events"))
    rows = table.to_pyarrow_table()
    assert sorted(map(str, rows["day"].to_pylist())) == ["2025-01-01", "2025-01-01", "2025-01-02"]
    assert table.transaction_version("one") == 2
    assert rows["at"].type == pa.timestamp("us", "UTC")
    assert sorted(table.file_uris()) == sorted(lake_files(tmp_path, "events"))


def test_the_same_again_is_a_duplicate_and_another_content_a_conflict(tmp_path: Path) -> None:
    log_requests(
        tmp_path,
        [
            request({"events": events(["a", "a", "b"], case_id=["1", "1", "2"])}),
            request({"events": events(["a"], case_id="1", at=NOON + 5)}),
            request(
                {
                    "events": events(["b"], case_id="3"),
                    "signs": {"at": [NOON], "workflow": ["claims"], "sign": ["hesitation"]},
                }
            ),
        ],
    )
    assert project(tmp_path) == Projected(requests=3, good=3, bad=1, duplicate=2, commits=1)
    assert column(tmp_path, "events", "case_id") == ["1", "2"]
    assert column(tmp_path, "refused", "reason") == ["id_conflict"]
    assert column(tmp_path, "refused", "raw") == [
        msgspec.json.encode(
            {
                "activity": "register",
                "at": "2025-01-01T12:00:00Z",
                "case_id": "3",
                "event_id": "b",
                "table": "events",
                "user_id": "person",
                "workflow": "claims",
            }
        )
    ]
    assert reconciled(tmp_path).difference == 0


def test_the_same_event_from_another_collector_is_a_duplicate(tmp_path: Path) -> None:
    log_requests(tmp_path, [request({"events": events(["a", "b"])})], "one")
    log_requests(tmp_path, [request({"events": events(["b", "c"], case_id=["case 1", "case 9"])})], "two")
    found = project(tmp_path)
    assert (found.good, found.duplicate) == (3, 1)
    assert column(tmp_path, "events", "event_id") == ["a", "b", "c"]
    assert len(set(collector_numbers(tmp_path).values())) == 2
    rows = lake_table(tmp_path, "events")
    assert rows is not None
    assert "activity_code" in rows.columns


def test_an_id_may_come_again_after_thirty_days(tmp_path: Path) -> None:
    log_requests(tmp_path, [request({"events": events(["a"])}), request({"events": events(["b"])}, at=NOON + 20 * DAY)])
    project(tmp_path)
    log_requests(tmp_path, [request({"events": events(["a"])}, at=NOON + 30 * DAY)])
    assert project(tmp_path).duplicate == 1
    log_requests(tmp_path, [request({"events": events(["b"])}, at=NOON + 60 * DAY)])
    project(tmp_path)
    log_requests(tmp_path, [request({"events": events(["a"])}, at=NOON + 61 * DAY)])
    assert project(tmp_path).good == 1


def test_events_without_an_id_are_named_by_where_they_lie_in_the_log(tmp_path: Path) -> None:
    log_requests(tmp_path, [request({"events": events([None, "a", None])}), request({"events": events([None])})])
    assert project(tmp_path).good == 4
    assert len(set(column(tmp_path, "events", "event_id"))) == 4


def test_further_columns_are_taken_in_as_they_come(tmp_path: Path) -> None:
    log_requests(tmp_path, [request({"events": events(["a"])}), request({"events": events(["b"], product="lorry")})])
    project(tmp_path)
    log_requests(tmp_path, [request({"events": events(["c"], branch="north")}), request({"events": events(["d"])})])
    project(tmp_path)
    table = lake_table(tmp_path, "events")
    assert table is not None
    assert {"product", "branch"} <= table.columns
    rows = DeltaTable(str(tmp_path / "tables" / "events")).to_pyarrow_table()
    assert sorted(map(str, rows["product"].to_pylist())) == ["None", "None", "None", "lorry"]


@pytest.mark.parametrize(
    "poison",
    [
        b"\xc1 no request",
        request({"events": events(["x"], case_id=7)}),
        request({"events": events(["x", "y"], at=NOON) | {"case_id": ["one only"]}}),
        request({"events": events(["x"], at=10**18)}),
        request({"events": events(["x"], row="1")}),
        request({"signs": events(["x"])}),
    ],
)
def test_a_request_that_cannot_be_read_is_refused_and_delays_no_other(tmp_path: Path, poison: object) -> None:
    before, behind = request({"events": events(["a"])}), request({"events": events(["b"])})
    log_requests(tmp_path, [before, poison, behind])  # type: ignore[list-item]
    found = project(tmp_path)
    assert (found.good, found.bad) == (2, 1)
    assert column(tmp_path, "events", "event_id") == ["a", "b"]
    assert column(tmp_path, "refused", "reason") == ["unreadable_request"]


def test_received_is_good_and_bad_and_duplicate_by_key_and_hour(tmp_path: Path) -> None:
    bad = [BadEvent(1, "missing", "There is no case.", b"{}")]
    log_requests(
        tmp_path,
        [
            request({"events": events(["a", "b"])}, bad, key="k"),
            request({"events": events(["a"])}, key="k"),
            request({}, bad, key="l", at=NOON + 3_600_000_000),
        ],
    )
    project(tmp_path)
    sums = {
        (what.key, (what.hour - NOON) // 3_600_000_000): (one.received, one.good, one.bad, one.duplicate)
        for what, one in counted(tmp_path).items()
    }
    assert sums == {("k", 0): (4, 2, 1, 1), ("l", 1): (1, 0, 1, 0)}
    found = reconciled(tmp_path)
    assert (found.difference, found.refused_missing, found.received) == (0, 0, 5)


def test_many_requests_are_committed_in_batches_of_bounded_size(tmp_path: Path) -> None:
    from desirepath.warehouse.lake.layout import projecting
    from desirepath.warehouse.lake.project import Projector

    whole, parts = tmp_path / "whole", tmp_path / "parts"
    batches = [request({"events": events([f"{number % 900}-{one}" for one in range(4)])}) for number in range(5000)]
    log_requests(whole, batches)
    shutil.copytree(whole, parts)
    with projecting(parts):
        assert Projector(parts, events_a_commit=1).catch_up().commits == 3
    assert project(whole).duplicate == 4 * 4100
    assert checksum(whole) == checksum(parts)


def test_a_version_reads_as_it_was_and_one_that_is_not_there_is_refused(tmp_path: Path) -> None:
    log_requests(tmp_path, [request({"events": events(["a"])})])
    project(tmp_path)
    version = table_versions(tmp_path)["events"]
    files = lake_files(tmp_path, "events")
    log_requests(tmp_path, [request({"events": events(["b"])})])
    project(tmp_path)
    assert lake_files(tmp_path, "events", version) == files
    assert len(lake_files(tmp_path, "events")) == 2
    with pytest.raises(BadInput, match="version 7 of this table"):
        lake_files(tmp_path, "events", 7)


def test_another_process_that_writes_is_waited_for_or_named(tmp_path: Path) -> None:
    from desirepath.warehouse.lake.layout import projecting

    with projecting(tmp_path), pytest.raises(BadInput, match="another process is writing"):
        project(tmp_path, wait=False)
