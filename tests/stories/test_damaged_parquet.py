"""A Parquet file that is read where it lies, and damaged in the middle, is told in one line by every command."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from desirepath.runs.check import check
from desirepath.runs.diagnose import diagnose
from desirepath.vocabulary.errors import BadInput

ROLLOUT = """
rollout: claims
go_live: 2025-09-01
sources: [{table: events, file: events.parquet}]
workflows: [{workflow: claim, path: submit pay}]
"""


def silent(_: str) -> None:
    """Show no progress."""


def damaged(folder: Path, column: str) -> Path:
    """Two events a case, one row group; the first page of a column is overwritten."""
    began = datetime(2025, 9, 2, tzinfo=UTC)
    cases = [f"case {number}" for number in range(500) for _ in range(2)]
    rows = {
        "case_id": cases,
        "activity": ["submit", "pay"] * 500,
        "at": [began + timedelta(minutes=number) for number in range(1_000)],
        "user_id": [f"u{number % 40}" for number in range(1_000)],
    }
    file = folder / "events.parquet"
    pq.write_table(pa.table(rows), file, use_dictionary=False, compression="zstd")
    at = pq.read_metadata(file).row_group(0).column(list(rows).index(column)).data_page_offset
    content = bytearray(file.read_bytes())
    content[at : at + 40] = b"\xff" * 40
    file.write_bytes(bytes(content))
    (folder / "rollout.yaml").write_text(ROLLOUT)
    return folder / "rollout.yaml"


@pytest.mark.parametrize("column", ["activity", "user_id"])
@pytest.mark.parametrize("command", [lambda file: diagnose(file, progress=silent), lambda file: check(file, silent)])
def test_a_damaged_page_is_told_with_its_file(tmp_path: Path, column: str, command: Callable[[Path], object]) -> None:
    rollout = damaged(tmp_path, column)
    try:
        report = command(rollout)
        told = [str(mistake) for mistake in getattr(report, "mistakes", ())]
    except BadInput as refused:
        told = [str(mistake) for mistake in refused.mistakes]
    assert told == ["events.parquet: It is damaged somewhere after row 0. Copy or export it again."]


def test_a_foot_that_promises_more_rows_than_fit_is_not_believed(tmp_path: Path) -> None:
    file = tmp_path / "events.parquet"
    same = pa.repeat("x", 12_000_000)
    pq.write_table(pa.table({"case_id": same, "activity": same, "at": same}), file)
    (tmp_path / "rollout.yaml").write_text(ROLLOUT)
    with pytest.raises(BadInput, match="It promises 12,000,000 rows, in"):
        diagnose(tmp_path / "rollout.yaml", progress=silent)
