"""The measurements: made-up rollouts of several sizes, and the log made to be hard."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet

from bench.child import CommandFailed, Taken, middle_of
from bench.kept import Kept

SEED, WORLD = 45, "supplier_master"
"""The world with seven cuts."""
REPEATS = {1: 3, 10: 3}
"""How often a size (in million events) is measured; larger ones once."""
PROVED = (1, 10)
"""The sizes at which fifty interventions are read as well."""
PEERS = ("duckdb_words", "duckdb_lists", "polars")
INSTALLED = Path(__file__).parent.parent / "build" / "installed" / "bin" / "desirepath"
"""The program in an environment without anything else in it; `make bench` installs it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeMeasured:
    """One size. `million` is what was asked, `events` what was drawn. `duckdb` is the faster of its two queries."""

    million: int
    events: int
    gigabytes: float
    simulate: Taken
    diagnose: Taken
    duckdb_query: str
    duckdb: Taken
    polars: Taken
    prove: Taken | None = None


class Bench:
    """Measures in a folder, and keeps there what it measured, so that a bench that was stopped goes on.

    The data of a size is deleted as soon as it is measured, unless `keep_data`.
    """

    def __init__(self, folder: Path, kept: Kept, *, keep_data: bool, say: Callable[[str], None]) -> None:
        self._folder = folder
        self._kept = kept
        self._keep_data = keep_data
        self._say = say

    def size(self, million: int) -> SizeMeasured:
        """`diagnose` and its peers on a made-up rollout of so many million events."""
        data, times = self._folder / f"{million}-million", REPEATS.get(million, 1)
        events, prefix = data / "events.parquet", f"{million} million: "
        size = ("--world", WORLD, "--events", million * 1_000_000)
        drawing = _desirepath("simulate", "--seed", SEED, *size, "--out", data)
        drawn = self._kept.get(f"{prefix}simulate")
        if drawn is None or not (events.is_file() or self._all_measured(million)):
            self._kept.forget(f"{prefix}simulate")
            drawn = self._measured(f"{prefix}simulate", drawing, 1)
            facts = pyarrow.parquet.read_metadata(events).num_rows, events.stat().st_size / 1e9
            self._kept.note(f"{prefix}events", facts[0])
            self._kept.note(f"{prefix}gigabytes", facts[1])
        diagnosing = _desirepath("diagnose", data / "rollout.yaml", "--json", data / "diagnosis.json")
        diagnosed = self._measured(f"{prefix}diagnose", diagnosing, times)
        peers = {name: self._measured(prefix + name, _peer(name, events), times) for name in PEERS}
        _agree(peers)
        proved = self._proved(prefix, data, times) if million in PROVED else None
        self._delete(data)
        fastest = min(("duckdb_words", "duckdb_lists"), key=lambda name: peers[name].wall)
        return SizeMeasured(
            million=million,
            events=int(self._kept.number(f"{prefix}events")),
            gigabytes=self._kept.number(f"{prefix}gigabytes"),
            simulate=drawn,
            diagnose=diagnosed,
            duckdb_query=fastest,
            duckdb=peers[fastest],
            polars=peers["polars"],
            prove=proved,
        )

    def _proved(self, prefix: str, data: Path, times: int) -> Taken:
        """`prove` on the same rollout with fifty interventions and their exposures put into it."""
        if self._kept.get(f"{prefix}prove") is None:
            self._measured(f"{prefix}fifty interventions", _python("bench.many_interventions", data), 1)
        proving = _desirepath("prove", data / "rollout.yaml", "--json", data / "effects.json")
        return self._measured(f"{prefix}prove", proving, times)

    def many_variants(self, variants: int) -> Taken:
        """`diagnose` on a log in which every case goes its own way round a path of 40 steps."""
        data = self._folder / "many-variants"
        if self._kept.get("many variants") is None:
            self._measured("many variants: drawing", _python("bench.many_variants", data, variants), 1)
        diagnosing = _desirepath("diagnose", data / "rollout.yaml", "--json", data / "diagnosis.json")
        taken = self._measured("many variants", diagnosing, 1)
        self._delete(data)
        return taken

    def _measured(self, name: str, command: list[str], times: int) -> Taken:
        kept = self._kept.get(name)
        if kept is not None:
            return kept
        self._say(f"measuring {name}" + (f" ({times} times)" if times > 1 else ""))
        taken = middle_of(command, self._folder / "last.log", times)
        self._kept.put(name, taken)
        return taken

    def _all_measured(self, million: int) -> bool:
        names = ("diagnose", *(("prove",) if million in PROVED else ()), *PEERS)
        return all(self._kept.get(f"{million} million: {name}") is not None for name in names)

    def _delete(self, data: Path) -> None:
        if data.is_dir() and not self._keep_data:
            shutil.rmtree(data)


def _agree(peers: dict[str, Taken]) -> None:
    found = {name: taken.said for name, taken in peers.items()}
    if len(set(found.values())) > 1:
        raise CommandFailed(f"the queries do not find the same number of variants: {found}")


def _desirepath(*arguments: object) -> list[str]:
    return [str(INSTALLED), *map(str, arguments)]


def _peer(name: str, events: Path) -> list[str]:
    return _python("bench.peers", name, events)


def _python(module: str, *arguments: object) -> list[str]:
    return [sys.executable, "-m", module, *map(str, arguments)]
