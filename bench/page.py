"""The figures as a table, for the terminal and for the page in the reference."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.child import Taken
from bench.limits import Limit
from bench.measure import REPEATS, SizeMeasured

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
_HEAD = ("events", "what", "wall s", "CPU s", "peak GB", "`diagnose` takes")


def figures(
    sizes: Sequence[SizeMeasured], many_variants: Taken | None, held: Sequence[Limit], machine: str, day: date
) -> str:
    """The figures in Markdown."""
    rows = [row for size in sizes for row in _rows(size)]
    if many_variants is not None:
        rows.append(_row("100,000 variants", "`diagnose`", many_variants, ""))
    repeats = ", ".join(f"{million} million: {times} runs" for million, times in REPEATS.items())
    table = [f"| {' | '.join(_HEAD)} |", "|---|---|---:|---:|---:|---:|", *rows]
    return "\n".join(
        (
            f"Measured on {day.isoformat()}: {machine}",
            f"Where there were several runs ({repeats}; else one), the middle time and the highest peak.",
            "",
            *table,
            "",
            *(f"- {limit}" for limit in held),
        )
    )


def write_figures(page: Path, block: str, marks: tuple[str, str] = (BEGIN, END)) -> None:
    """Put the figures between the page's two marks. Raises ValueError where the page lacks them."""
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not begin or not end:
        raise ValueError(f"{page} lacks the marks {' and '.join(marks)}")
    page.write_text(f"{before}{begin}\n{block}\n{end}{after}", encoding="utf-8")


def _rows(size: SizeMeasured) -> list[str]:
    events = f"{size.events:,}"
    return [
        _row(events, f"`diagnose` in full, seven cuts ({size.gigabytes:.3f} GB of Parquet)", size.diagnose, ""),
        _row(events, f"variants alone: DuckDB (`{size.duckdb_query}`)", size.duckdb, _ratio(size, size.duckdb)),
        _row(events, "variants alone: Polars", size.polars, _ratio(size, size.polars)),
        _row(events, "`simulate` (drawing the data)", size.simulate, ""),
        *([] if size.prove is None else [_row(events, "`prove`, 50 interventions", size.prove, "")]),
    ]


def _ratio(size: SizeMeasured, peer: Taken) -> str:
    return f"{size.diagnose.wall / peer.wall:.1f} times as long"


def _row(events: str, what: str, taken: Taken, ratio: str) -> str:
    return f"| {events} | {what} | {taken.wall:.2f} | {taken.processor:.2f} | {taken.peak:.2f} | {ratio} |"
