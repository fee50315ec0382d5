"""A search counts once it is known whether it helped, however that went."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from desirepath.observe.searches import HOURS_TO_A_TICKET, settled_searches
from desirepath.warehouse.duckdb_engine import DuckDBEngine

HOUR = 3_600_000_000
NOW = 1_000 * HOUR
OLD, YOUNG = NOW - HOURS_TO_A_TICKET * HOUR, NOW - HOURS_TO_A_TICKET * HOUR + 1


def solved(folder: Path, *searches: tuple[str | None, int, bool | None], tickets: list[tuple[str, int]]) -> list[int]:
    """Whether each search that counts was solved, in their order; of each: who, when, and what it says itself."""
    engine = DuckDBEngine(folder)
    who, when, said = zip(*searches, strict=True)
    asked = pa.table(
        {
            "row": list(range(len(searches))),
            "user_id": pa.array(who, pa.string()),
            "workflow": ["request"] * len(searches),
            "at": pa.array(when, pa.int64()),
            "resolved": pa.array(said, pa.bool_()),
        }
    )
    opened = pa.table(
        {
            "user_id": pa.array([person for person, _ in tickets], pa.string()),
            "workflow": pa.array(["request"] * len(tickets), pa.string()),
            "opened_at": pa.array([at for _, at in tickets], pa.int64()),
        }
    )
    settled = settled_searches(engine.put("searches", asked), engine.put("tickets", opened), NOW)
    return [row["solved"] for row in engine.fetch(settled.order_by("row").select("row", "solved")).to_pylist()]


def test_a_search_that_no_ticket_followed_within_three_days_was_solved(tmp_path: Path) -> None:
    late = OLD - HOUR + HOURS_TO_A_TICKET * HOUR + 1
    assert solved(
        tmp_path, ("a", OLD, None), ("b", OLD, None), ("c", OLD - HOUR, None), tickets=[("b", OLD + 1), ("c", late)]
    ) == [1, 0, 1]


@pytest.mark.parametrize("tickets", [[], [("a", YOUNG + 1)]])
def test_what_is_younger_is_left_out_whether_a_ticket_followed_or_not(
    tickets: list[tuple[str, int]], tmp_path: Path
) -> None:
    """Else what went wrong would be told before what did not, and the newest days would look bad."""
    assert solved(tmp_path, ("a", YOUNG, None), ("b", OLD, None), tickets=tickets) == [1]


def test_what_a_search_says_itself_holds_at_once_and_of_nobody_known_too(tmp_path: Path) -> None:
    followed = [("b", OLD + 1)]
    searches = (("a", YOUNG, False), ("b", OLD, True), (None, YOUNG, True), (None, OLD, None))
    assert solved(tmp_path, *searches, tickets=followed) == [0, 1, 1]
