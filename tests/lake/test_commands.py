from pathlib import Path

import pytest

from desirepath.cli.main import run
from desirepath.collector.accept import Door
from desirepath.connectors.person_ids import PersonHash
from desirepath.connectors.rollout_file import rollout_from_text
from desirepath.warehouse.collected import BadEvent
from desirepath.warehouse.lake.counts import reconciled
from desirepath.warehouse.lake.layout import keys_of
from desirepath.warehouse.lake.versions import lake_files
from tests.collector.doors import NOW, ROLLOUT, batch, track
from tests.lake.lakes import column, events, log_requests, request


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    folder = tmp_path / "lake"
    persons = PersonHash.kept_in(keys_of(folder) / "person.key", create=True)
    made = events(["a", "b"], user_id=[persons.of("mina"), persons.of("tom")])
    log_requests(
        folder, [request({"events": made}, [BadEvent(2, "missing", "no case", None)]), request({"events": made})]
    )
    return folder


def test_a_lake_is_projected_looked_at_and_scrubbed(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lake", "project", "--warehouse", str(warehouse)]) == 0
    assert "2 requests brought over: 2 events good, 1 bad, 2 duplicate." in capsys.readouterr().out
    assert run(["lake", "status", "--warehouse", str(warehouse)]) == 0
    told = capsys.readouterr().out
    assert "Received: 5 = 2 good + 1 bad + 2 duplicate" in told
    assert "missing  1" in told
    assert run(["lake", "scrub", "--warehouse", str(warehouse)]) == 0
    assert "All 5 received events are accounted for." in capsys.readouterr().out


def test_a_damaged_lake_is_told_and_healed(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["lake", "project", "--warehouse", str(warehouse)])
    Path(lake_files(warehouse, "events")[0]).unlink()
    assert run(["lake", "scrub", "--warehouse", str(warehouse)]) == 1
    assert ".parquet: missing, 2 rows" in capsys.readouterr().out
    assert run(["lake", "scrub", "--heal", "--warehouse", str(warehouse)]) == 0
    assert "The tables were made anew; 0 requests and 0 rows lost." in capsys.readouterr().out
    assert run(["lake", "rebuild", "--warehouse", str(warehouse)]) == 0
    assert "They hold the same rows." in capsys.readouterr().out


def test_persons_are_erased_by_the_ids_that_applications_send(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = tmp_path / "ids.txt"
    ids.write_text("mina\n\n", encoding="utf-8")
    assert run(["lake", "erase", "--persons", str(ids), "--warehouse", str(warehouse)]) == 0
    assert "Erased: 1 rows, 0 refused events, in 2 logged requests." in capsys.readouterr().out
    assert column(warehouse, "events", "event_id") == ["b"]
    assert run(["lake", "erase", "--warehouse", str(warehouse)]) == 2
    assert "no person is named" in capsys.readouterr().err


def test_days_are_compacted_and_old_ones_dropped(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lake", "compact", "--warehouse", str(warehouse)]) == 0
    assert "0 days laid down anew" in capsys.readouterr().out
    assert run(["lake", "retain", "--days", "30", "--warehouse", str(warehouse)]) == 0
    assert "3 rows and" in capsys.readouterr().out
    assert column(warehouse, "events", "at") == []


def test_a_folder_without_a_lake_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lake", "status", "--warehouse", str(tmp_path)]) == 2
    assert "there is no lake in this folder" in capsys.readouterr().err


def test_what_was_refused_is_taken_once_the_mapping_is_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, file = tmp_path / "lake", tmp_path / "rollout.yaml"
    persons = PersonHash.kept_in(keys_of(folder) / "person.key", create=True)
    lacking = ROLLOUT.replace('event: "Request Submitted"', 'event: "Request Sent"')
    door = Door([rollout_from_text(lacking, "rollout.yaml")], persons)
    log_requests(folder, [door.segment(batch(track()), "batch", "key_1", NOW).batch])
    file.write_text(ROLLOUT, encoding="utf-8")
    assert run(["lake", "replay", str(file), "--warehouse", str(folder)]) == 0
    assert "1 taken, 0 had come since, 0 still refused." in capsys.readouterr().out
    assert column(folder, "events", "event_id") == ["m-1"]
    assert column(folder, "events", "user_id") == [persons.of("alice")]
    log_requests(folder, [door.segment(batch(track()), "batch", "key_1", NOW).batch])
    assert run(["lake", "replay", str(file), "--warehouse", str(folder)]) == 0
    assert "0 taken, 1 had come since, 0 still refused." in capsys.readouterr().out
    assert reconciled(folder).difference == 0
