"""A collector is killed at random moments under load: what was acknowledged is in the table, and nothing twice."""

from __future__ import annotations

import asyncio
import random
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from desirepath.warehouse.lake.counts import reconciled
from desirepath.warehouse.lake.versions import lake_table
from tests.clients.collecting import DESIREPATH, ROLLOUT, free_port, told
from tests.faults.steady_senders import IN_A_BATCH, SteadySenders, event_id


def started(folder: Path, port: int, *further: str, out: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """A collector on a port; `out` is where it says its address, once it listens."""
    command = [DESIREPATH, "collect", str(folder / "rollout.yaml"), "--warehouse", str(folder / "lake")]
    return subprocess.Popen([*command, "--port", str(port), *further], stdout=out)


def _ids_in_the_table(warehouse: Path) -> list[str]:
    import duckdb

    table = lake_table(warehouse, "events", None)
    assert table is not None
    rows = duckdb.execute("SELECT event_id FROM read_parquet(?, union_by_name = true)", [list(table.files)])
    return [row[0] for row in rows.fetchall()]


@pytest.mark.parametrize(
    ("kills", "at_least", "senders_beside_each_other"),
    [pytest.param(3, 2_000, 4, id="3"), pytest.param(200, 1_000_000, 16, id="200", marks=pytest.mark.long)],
)
def test_what_was_acknowledged_before_a_kill_is_in_the_table_and_nothing_is_doubled(
    tmp_path: Path, kills: int, at_least: int, senders_beside_each_other: int
) -> None:
    (tmp_path / "rollout.yaml").write_text(ROLLOUT, encoding="utf-8")
    warehouse = tmp_path / "lake"
    given = ("--warehouse", warehouse, "--application", "purchasing", "--events", "1e9")
    senders = SteadySenders(free_port(), told("keys", "create", *given).split()[-1], senders_beside_each_other)
    sending = threading.Thread(target=lambda: asyncio.run(senders.send()))
    sending.start()
    try:
        _kill(tmp_path, senders, kills)
        _end_in_order(tmp_path, senders, sending, at_least)
    finally:
        senders.stopping = True
    told("lake", "project", "--warehouse", warehouse)
    acknowledged, found = _acknowledged(senders), _ids_in_the_table(warehouse)
    assert len(acknowledged) >= at_least
    assert acknowledged - set(found) == set()
    assert len(found) == len(set(found))
    assert reconciled(warehouse).difference == 0


def _kill(folder: Path, senders: SteadySenders, kills: int) -> None:
    """Start a collector, let it take events, kill it at a random moment: again and again."""
    dice = random.Random(5)
    for _ in range(kills):
        process, before = started(folder, senders.port), sum(senders.acknowledged)
        try:
            while sum(senders.acknowledged) == before:
                assert process.poll() is None, "the collector ended by itself"
                time.sleep(0.01)
            time.sleep(dice.uniform(0.0, 2.8))
        finally:
            process.kill()
            process.wait()


def _end_in_order(folder: Path, senders: SteadySenders, sending: threading.Thread, at_least: int) -> None:
    process = started(folder, senders.port, out=subprocess.PIPE)
    try:
        # What is told to end before it listens does not yet know how to. To ask the port would not do: a worker of the
        # collector that was killed may still answer there.
        assert process.stdout is not None
        assert b"Taking events at" in process.stdout.readline()
        while sum(senders.acknowledged) * IN_A_BATCH < at_least:
            time.sleep(0.1)
        senders.stopping = True
        sending.join(60)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(120) == 0


def _acknowledged(senders: SteadySenders) -> set[str]:
    return {
        event_id(number, batch, place)
        for number, batches in enumerate(senders.acknowledged)
        for batch in range(batches)
        for place in range(IN_A_BATCH)
    }
