"""What was found is kept in a file and comes back equal; what cannot be read any more says so."""

from __future__ import annotations

import zlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from desirepath.runs.kept_values import keep_value, kept_value
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.friction import BlockerKind, SideRate
from tests.report.studies import purchase_requests

EMEA = Cohort((("region", "EMEA"),))
RATE = SideRate(side="cohort", period="week_1", value=0.5, low=0.4, high=0.6, people=12, cases=30)


def there_and_back(folder: Path, value: object) -> object:
    keep_value(folder / "one.kept", value)
    return kept_value(folder / "one.kept")


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        3,
        0.1,
        "Ä\x00",
        (EMEA, RATE),
        {BlockerKind.ACCESS_GAP: 0.25},
        {("a", "b"): (1, 2)},
        datetime(2026, 9, 1, 12, tzinfo=UTC),
        date(2026, 9, 1),
        timedelta(days=2),
        (),
    ],
    ids=repr,
)
def test_a_value_comes_back_equal(tmp_path: Path, value: object) -> None:
    assert there_and_back(tmp_path, value) == value


def test_a_whole_study_comes_back_equal(tmp_path: Path) -> None:
    study = purchase_requests()
    assert there_and_back(tmp_path, study) == study


def changed(folder: Path, change: object) -> Path:
    """A file whose unpacked content was changed."""
    file = folder / "one.kept"
    keep_value(file, RATE)
    unpacked = msgspec.msgpack.decode(zlib.decompress(file.read_bytes()))
    change(unpacked)  # type: ignore[operator]
    file.write_bytes(zlib.compress(msgspec.msgpack.encode(unpacked)))
    return file


def test_a_field_that_a_later_version_no_longer_has_is_passed_over(tmp_path: Path) -> None:
    def older(content: dict) -> None:
        content["desirepath/kept/1"]["SideRate"].append("colour")
        content["value"].append("red")

    assert kept_value(changed(tmp_path, older)) == RATE


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content["desirepath/kept/1"]["SideRate"].remove("cases"),
        lambda content: content.pop("desirepath/kept/1"),
        lambda content: content["desirepath/kept/1"].update(Popen=["args"]),
        lambda content: content.update(value=[0, "SideRate"]),
        lambda content: content.update(value=[9]),
    ],
    ids=["a field too few", "another form", "no class of the vocabulary", "no fields", "no such kind"],
)
def test_what_cannot_be_read_any_more_says_to_diagnose_anew(tmp_path: Path, change: object) -> None:
    with pytest.raises(BadInput, match="Diagnose the rollout anew"):
        kept_value(changed(tmp_path, change))


def test_a_damaged_file_says_so_and_a_missing_one_is_missing(tmp_path: Path) -> None:
    (tmp_path / "one.kept").write_bytes(b"damaged")
    with pytest.raises(BadInput, match="damaged"):
        kept_value(tmp_path / "one.kept")
    with pytest.raises(FileNotFoundError):
        kept_value(tmp_path / "two.kept")


def test_what_is_no_value_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        keep_value(tmp_path / "one.kept", object())
    assert list(tmp_path.iterdir()) == []
