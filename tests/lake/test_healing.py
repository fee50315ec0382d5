from pathlib import Path

import pytest

from desirepath.warehouse.collected import BadEvent, Batch
from desirepath.warehouse.lake.checksum import checksum
from desirepath.warehouse.lake.commits import commit_file, commits_there
from desirepath.warehouse.lake.counts import reconciled
from desirepath.warehouse.lake.durable import remove_folder
from desirepath.warehouse.lake.layout import LAKE_TABLES, table_folder
from desirepath.warehouse.lake.project import project
from desirepath.warehouse.lake.rebuild import rebuild
from desirepath.warehouse.lake.replay import replay
from desirepath.warehouse.lake.retain import retain
from desirepath.warehouse.lake.scrub import scrub
from desirepath.warehouse.lake.status import status
from desirepath.warehouse.lake.versions import lake_files, table_versions
from tests.lake.conftest import PutLake
from tests.lake.lakes import DAY, NOON, column, events, flip, log_requests, request


@pytest.mark.parametrize("table", LAKE_TABLES)
@pytest.mark.parametrize("cut", [0, 40])
def test_a_torn_last_commit_is_put_aside_and_projected_again(
    lake: PutLake, tmp_path: Path, table: str, cut: int
) -> None:
    whole = lake(tmp_path)
    folder = table_folder(tmp_path, table)
    if not (there := commits_there(folder)):
        assert table in {"searches", "answers", "signs", "exposures"}
        return
    file = commit_file(folder, there[-1])
    file.write_bytes(file.read_bytes()[:cut])
    project(tmp_path)
    assert checksum(tmp_path) == whole
    assert reconciled(tmp_path).difference == 0


@pytest.mark.parametrize("table", ["events", "ids", "counts", "activities"])
def test_a_damaged_commit_in_the_middle_has_the_tables_made_anew(lake: PutLake, tmp_path: Path, table: str) -> None:
    whole = lake(tmp_path)
    folder = table_folder(tmp_path, table)
    flip(commit_file(folder, commits_there(folder)[1]), 100)
    found = project(tmp_path)
    assert found.made_anew
    assert column(tmp_path, "events", "event_id") == sorted(
        f"{c} {d} {n}" for c in ("one", "two") for d in range(3) for n in range(4)
    )
    assert reconciled(tmp_path).difference == 0
    assert checksum(tmp_path) == whole


@pytest.mark.parametrize("table", [*LAKE_TABLES, "."])
def test_a_table_that_is_gone_comes_back_from_the_logs(lake: PutLake, tmp_path: Path, table: str) -> None:
    whole = lake(tmp_path)
    remove_folder(tmp_path / "tables" / table)
    scrub(tmp_path, heal=True)
    rebuild(tmp_path)
    project(tmp_path)
    assert reconciled(tmp_path).difference == 0
    assert checksum(tmp_path) == whole


def test_tables_made_anew_hold_the_same_and_their_versions_go_on(lake: PutLake, tmp_path: Path) -> None:
    whole, before = lake(tmp_path), table_versions(tmp_path)
    assert rebuild(tmp_path).requests == 12
    assert checksum(tmp_path) == whole
    assert {name: table_versions(tmp_path)[name] - version for name, version in before.items()} == dict.fromkeys(
        before, 1
    )
    log_requests(tmp_path, [request({"events": events(["new", "one 0 0"])})])
    assert project(tmp_path).good == 1
    assert scrub(tmp_path).whole
    from deltalake import DeltaTable

    assert DeltaTable(str(table_folder(tmp_path, "events"))).to_pyarrow_table().num_rows == 25


def test_what_the_logs_have_no_more_is_carried_over(lake: PutLake, tmp_path: Path) -> None:
    lake(tmp_path)
    gone = retain(tmp_path, days=1, now=(NOON + 2 * DAY) / 1e6)
    assert (gone.rows, gone.before) == (10, "2025-01-02")
    assert gone.segments >= 2
    whole = checksum(tmp_path)
    assert len(column(tmp_path, "events", "row")) == 16
    for collector in ("one", "two"):
        for file in sorted((tmp_path / "log" / collector).glob("*.log"))[:-1]:
            file.unlink()
    assert rebuild(tmp_path).carried_over > 0
    assert checksum(tmp_path) == whole
    assert reconciled(tmp_path).rows_missing == 0


def test_rows_taken_when_tried_again_stay_taken_in_tables_made_anew(lake: PutLake, tmp_path: Path) -> None:
    lake(tmp_path)

    def again(raw: bytes, key: str, received_at: int) -> Batch:
        assert raw == b'{"door":"own"}'
        return request({"events": events([None], at=received_at)}, key=key, at=received_at)

    found = replay(tmp_path, again)
    assert (found.taken, found.refused) == (6, 0)
    assert replay(tmp_path, again).taken == 0
    whole = checksum(tmp_path)
    assert len(column(tmp_path, "events", "row")) == 30
    assert reconciled(tmp_path).difference == 0
    assert reconciled(tmp_path).refused_missing == 0
    rebuild(tmp_path)
    assert checksum(tmp_path) == whole
    assert reconciled(tmp_path).difference == 0


def test_what_is_still_refused_stays_and_what_came_since_is_a_duplicate(tmp_path: Path) -> None:
    bad = [BadEvent(0, "missing", "", b"late"), BadEvent(1, "missing", "", b"never"), BadEvent(2, "missing", "", None)]
    log_requests(tmp_path, [request({}, bad), request({"events": events(["a"])})])
    project(tmp_path)

    def again(raw: bytes, key: str, received_at: int) -> Batch:
        if raw == b"late":
            return request({"events": events(["a"])}, key=key, at=received_at)
        return request({}, [BadEvent(0, "missing", "", raw)], key=key, at=received_at)

    found = replay(tmp_path, again)
    assert (found.taken, found.duplicate, found.refused) == (0, 1, 1)
    assert column(tmp_path, "refused", "place") == [1, 2]
    assert reconciled(tmp_path).difference == 0
    assert reconciled(tmp_path).refused_missing == 0


def test_a_missing_file_is_told_with_its_rows_and_healed(lake: PutLake, tmp_path: Path) -> None:
    whole = lake(tmp_path)
    Path(lake_files(tmp_path, "events")[0]).unlink()
    told = scrub(tmp_path)
    assert [(one.table, one.what, one.rows) for one in told.damages] == [("events", "missing", 4)]
    assert (told.rows_lost, told.healed, told.frames) == (4, False, 12)
    assert status(tmp_path).last_scrub == told
    healed = scrub(tmp_path, heal=True)
    assert (healed.rows_lost, healed.healed) == (0, True)
    assert checksum(tmp_path) == whole
    assert scrub(tmp_path).whole


def test_rows_that_neither_log_nor_table_has_are_counted_as_lost(lake: PutLake, tmp_path: Path) -> None:
    lake(tmp_path)
    Path(min(lake_files(tmp_path, "events"))).unlink()
    for collector in ("one", "two"):
        for file in sorted((tmp_path / "log" / collector).glob("*.log")):
            file.write_bytes(b"")
    told = scrub(tmp_path, heal=True)
    assert told.rows_lost == 4
    assert reconciled(tmp_path).rows_missing == 4
