"""`python -m bench`: measure, print, and put the figures into the reference.

`SIZES="1 10"` (million events) measures fewer sizes and leaves the page as it is; `KEEP_DATA=1` keeps the
made-up data below `build/bench`. A bench that was stopped goes on where it was as long as the code is the
same. Ends with status 1 where a limit is broken.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.child import CommandFailed
from bench.kept import Kept, code_of
from bench.limits import limits
from bench.machine import machine
from bench.many_variants import VARIANTS
from bench.measure import Bench
from bench.page import figures, write_figures

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
ALL_SIZES = (1, 10, 100)


def main() -> int:
    """Run the whole bench."""
    whole = argparse.RawDescriptionHelpFormatter
    argparse.ArgumentParser(prog="python -m bench", description=__doc__, formatter_class=whole).parse_args()
    sizes = sorted({int(word) for word in os.environ.get("SIZES", "").split()}) or list(ALL_SIZES)
    keep_data = os.environ.get("KEEP_DATA", "") == "1"
    folder = ROOT / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    kept = Kept(folder / "measured.json", code_of(ROOT / "src", ROOT / "bench"))
    bench = Bench(folder, kept, keep_data=keep_data, say=_say)
    measured = [bench.size(million) for million in sizes]
    hard = bench.many_variants(VARIANTS)
    held = limits(measured, hard)
    block = figures(measured, hard, held, machine(), datetime.now(UTC).date())
    print(block)
    if set(ALL_SIZES) <= set(sizes):
        write_figures(PAGE, block)
        _say(f"figures written to {PAGE.relative_to(ROOT)}")
    kept.delete()
    if not keep_data:
        shutil.rmtree(folder)
    return 0 if all(limit.holds for limit in held) else 1


def _say(doing: str) -> None:
    print(doing, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CommandFailed as failure:
        _say(str(failure))
        sys.exit(1)
