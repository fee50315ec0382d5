"""Every figure with what it has to come to. `python -m tests.statistics.trouble [part of full size] [module]`."""

from __future__ import annotations

import math
import sys

from tests.statistics.trouble.figures import measure
from tests.statistics.trouble.table import all_figures


def told(number: float) -> str:
    return "" if math.isinf(number) else f"{number:.3g}"


if __name__ == "__main__":
    part = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    wanted = sys.argv[2:]
    sys.stdout.write(
        "| module | setting | what | seen | at least | at most | draws |\n|---|---|---|---:|---:|---:|---:|\n"
    )
    for figure in all_figures():
        if not wanted or figure.of in wanted:
            found = measure(figure, max(20, round(part * figure.full)))
            broken = "" if found.is_as_promised else " (!)"
            cells = figure.of, figure.setting, figure.what, f"{found.mean:.4f}{broken}"
            bounds = told(figure.least), told(figure.most), str(found.draws)
            sys.stdout.write(f"| {' | '.join((*cells, *bounds))} |\n")
            sys.stdout.flush()
