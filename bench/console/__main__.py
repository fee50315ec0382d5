"""All that is measured of the console, one after the other: `python -m bench.console [--page FILE]`."""

from __future__ import annotations

from bench.in_turn import run_in_turn

if __name__ == "__main__":
    run_in_turn("bench.console", ("pages", "at_once"), "How quick the console's pages are, for one and for fifty.")
