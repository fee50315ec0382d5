"""All that is measured of the collector, one after the other: `python -m bench.collecting [--page FILE]`."""

from __future__ import annotations

from bench.in_turn import run_in_turn

if __name__ == "__main__":
    run_in_turn(
        "bench.collecting",
        ("load", "append_path", "beside", "after_a_kill"),
        "How much a collector takes, how long it takes, and how soon it is there again.",
    )
