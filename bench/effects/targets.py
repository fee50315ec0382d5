"""What is asked of each design, and what of it a row misses."""

from __future__ import annotations

from collections.abc import Iterator

from bench.effects.runs import Row

AT_ANY_TIME, ONCE = "at any time", "read once"


def missed(row: Row) -> Iterator[str]:
    """Sentences on what a row of ours misses; nothing of peers, which stand there to be seen."""
    if AT_ANY_TIME in row.reader:
        yield from _at_any_time(row)
    elif ONCE in row.reader and "without control" not in row.reader:
        if not 0.93 <= row.held_at_end <= 0.97:
            yield _says(row, f"held at the end in {100 * row.held_at_end:.1f} %, asked 93 to 97")
        if abs(row.bias) > 0.005:
            yield _says(row, f"bias {100 * row.bias:+.2f} points, asked ±0.5")


def _at_any_time(row: Row) -> Iterator[str]:
    if row.design.startswith("holdout") and row.held_always < 0.95:
        yield _says(row, f"held every day in {100 * row.held_always:.1f} %, asked 95")
    if abs(row.bias) > 0.005:
        yield _says(row, f"bias {100 * row.bias:+.2f} points, asked ±0.5")
    if row.truth == 0 and row.helped > 0.05:
        yield _says(row, f"said to help in {100 * row.helped:.1f} %, asked at most 5")
    if row.truth > 0 and row.harmed < 0.9:
        yield _says(row, f"harm named in {100 * row.harmed:.1f} %, asked 90")
    if row.design.startswith("holdout") and row.truth < 0 and (row.days_until_told or 99) > 21:
        yield _says(row, f"told by a median of {row.days_until_told} days, asked 21")


def _says(row: Row, what: str) -> str:
    return f"MISSED: {row.design}, {row.setting}, {row.reader}: {what}"
