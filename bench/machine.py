"""The machine that measured, as far as it matters: cores, memory and versions."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version

MEASURED_WITH = ("desirepath", "duckdb", "ibis-framework", "pyarrow", "numpy", "polars")


def machine() -> str:
    """One sentence: cores, memory, Python and library versions. No name of the host."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    versions = ", ".join(f"{name} {version(name)}" for name in MEASURED_WITH)
    kind = f"{platform.system()} on {platform.machine()}"
    return f"{cores} cores, {memory:.0f} GB of memory, {kind}, Python {platform.python_version()}, {versions}."
