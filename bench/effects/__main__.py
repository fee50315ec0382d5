"""`python -m bench.effects [REPLICATIONS]`: are effects true when they are read every day? Prints the table.

Every design on made-up people, under its own reader and under what is done without it; 1,000 replications unless
another number is said. `--workers 2` draws two designs at a time; `--page FILE` also writes the table into a page,
between its two marks. Ends with status 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from bench.effects import before_and_after, holdout, waves
from bench.effects.runs import Row
from bench.effects.targets import missed
from bench.page import write_figures

REPLICATIONS, SEED = 1_000, 4
DESIGNS = {
    "holdout, half held out": partial(holdout.rows, held_out=0.5),
    "holdout, a fifth held out": partial(holdout.rows, held_out=0.2),
    "holdout, a tenth held out": partial(holdout.rows, held_out=0.1),
    "waves": waves.rows,
    "before and after": before_and_after.rows,
}
HEAD = "| design | what happens (effect) | read | held every day | held at the end | bias | said to help | said to harm | median day |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw, read, print."""
    asked = _asked(arguments)
    found = [row for of_design in _drawn(asked.replications, asked.workers).values() for row in of_design]
    failed = [line for row in found for line in missed(row)]
    lines = [*table(found), "", f"{asked.replications:,} replications of each.", *(failed or ["Every target holds."])]
    print("\n".join(lines))
    if asked.page is not None:
        write_figures(asked.page, "\n".join(lines))
    return 1 if failed else 0


def rows_of(design: str, replications: int) -> list[Row]:
    """The rows of one design, by its name in DESIGNS."""
    return list(DESIGNS[design](replications, SEED))


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The rows in Markdown; shares in per cent, effects in points."""
    yield HEAD
    yield "|---|---|---|---:|---:|---:|---:|---:|---:|"
    for row in rows:
        day = "-" if row.days_until_told is None else f"{row.days_until_told:.0f}"
        yield (
            f"| {row.design} | {row.setting} ({100 * row.truth:+.0f}) | {row.reader} | {100 * row.held_always:.1f} "
            f"| {100 * row.held_at_end:.1f} | {100 * row.bias:+.2f} | {100 * row.helped:.1f} | {100 * row.harmed:.1f} "
            f"| {day} |"
        )


def _drawn(replications: int, workers: int) -> Mapping[str, list[Row]]:
    begun = time.perf_counter()
    found = {}
    with ProcessPoolExecutor(workers) as pool:
        waiting = {design: pool.submit(rows_of, design, replications) for design in DESIGNS}
        for design, rows in waiting.items():
            found[design] = rows.result()
            print(f"{design}: {time.perf_counter() - begun:,.0f} s", file=sys.stderr, flush=True)
    return found


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.effects", description=__doc__)
    parser.add_argument("replications", nargs="?", type=int, default=REPLICATIONS, help="of each design and effect")
    parser.add_argument("--workers", type=int, default=1, help="how many designs are drawn at a time")
    parser.add_argument("--page", type=Path, help="the page to write the table into")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
