import random
import shutil
from pathlib import Path

import pytest

from desirepath.warehouse.lake.checksum import checksum
from desirepath.warehouse.lake.counts import reconciled
from desirepath.warehouse.lake.project import project
from desirepath.warehouse.lake.rebuild import rebuild
from desirepath.warehouse.lake.scrub import scrub
from tests.lake.conftest import PutLake
from tests.lake.lakes import events, flip, log_requests, request


def damaged(warehouse: Path, dice: random.Random) -> Path:
    """Flip a bit of one file of the lake's tables or logs, or cut it."""
    files = sorted(
        file
        for file in warehouse.glob("t*/**/*")
        if file.is_file() and file.stat().st_size and file.suffix in {".parquet", ".json", ".sha256", ""}
    )
    file = dice.choice(files)
    if dice.random() < 0.5:
        flip(file, dice.randrange(1 << 30))
    else:
        file.write_bytes(file.read_bytes()[: dice.randrange(file.stat().st_size)])
    return file


def hurt(lake: PutLake, beside: Path, rounds: int, seed: int) -> None:
    template, folder = beside / "template", beside / "hurt"
    lake(template)
    rebuild(template)  # a checkpoint in each table, and commits after it
    log_requests(template, [request({"events": events(["later"])})])
    project(template)
    whole = checksum(template)
    dice = random.Random(seed)
    for number in range(rounds):
        shutil.copytree(template, folder)
        file = damaged(folder, dice)
        assert not scrub(folder).whole, (number, file)
        scrub(folder, heal=True)
        project(folder)
        assert scrub(folder).whole, (number, file)
        assert checksum(folder) == whole, (number, file)
        assert reconciled(folder).difference == 0, (number, file)
        shutil.rmtree(folder)


def test_six_flips_and_cuts_in_the_tables_are_found_and_healed(lake: PutLake, tmp_path: Path) -> None:
    hurt(lake, tmp_path, 6, 1)


@pytest.mark.long
def test_a_thousand_flips_and_cuts_in_the_tables_are_found_and_healed(lake: PutLake, tmp_path: Path) -> None:
    hurt(lake, tmp_path, 1000, 2)


def test_damage_in_a_log_is_told_with_the_number_of_requests_lost(lake: PutLake, tmp_path: Path) -> None:
    lake(tmp_path)
    log_requests(tmp_path, [request({}) for _ in range(10)])
    file = max((tmp_path / "log" / "one").glob("*.log"))
    content = file.read_bytes()
    flip(file, len(content) // 2)
    told = scrub(tmp_path)
    assert told.lost == {"one": 1, "two": 0}
    assert not told.whole
    project(tmp_path)
    assert reconciled(tmp_path).rows_missing == 0
