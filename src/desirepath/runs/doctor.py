"""`desirepath doctor`: what this installation is made of, what it can do here, and what is missing for the rest."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module, metadata
from importlib.resources import files
from pathlib import Path
from typing import Literal, TypeAlias
from zoneinfo import available_timezones

import pyarrow as pa

from desirepath import connectors
from desirepath.catalogue import entries
from desirepath.connectors.read_source import Wanted
from desirepath.ports import Progress
from desirepath.runs.reading.limits import allowance_for
from desirepath.runs.reading.messages import AskRows
from desirepath.runs.reading.reader import ReaderFaulted, opened_reader
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.rollout import Source
from desirepath.warehouse.engines import opened_engine

State: TypeAlias = Literal["works", "missing", "broken"]
BUILT_ON = ("duckdb", "ibis-framework", "pyarrow", "numpy", "scipy", "msgspec", "python-calamine", "ijson")
OLDEST_PYTHON = (3, 11)
_LITTLE_ROOM = 2 << 30
_ONE_ROW = "case_id,activity,at\n1,Submit,2025-09-01T08:00:00Z\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at. `missing` is a part that one can do without; with anything `broken` no rollout is read."""

    area: str
    name: str
    state: State
    told: str
    mend: str = ""


def doctor(progress: Progress) -> tuple[Finding, ...]:
    """Look at everything, by using it where that is possible."""
    found: list[Finding] = []
    for area, look in _AREAS.items():
        progress(f"looking at {area.lower()}")
        found += look()
    return tuple(found)


def _versions() -> Iterator[Finding]:
    yield Finding(area="Versions", name="desirepath", state="works", told=metadata.version("desirepath"))
    old = sys.version_info[:2] < OLDEST_PYTHON
    wanted = ".".join(map(str, OLDEST_PYTHON))
    yield Finding(
        area="Versions",
        name="Python",
        state="broken" if old else "works",
        told=f"{platform.python_version()} on {platform.system()} {platform.machine()}",
        mend=f"Install Python {wanted} or later." if old else "",
    )
    for package in BUILT_ON:
        yield _package("Versions", package)


def _package(area: str, package: str) -> Finding:
    try:
        return Finding(area=area, name=package, state="works", told=metadata.version(package))
    except metadata.PackageNotFoundError:
        mend = "Install desirepath anew: `make setup`, or `pip install desirepath`."
        return Finding(area=area, name=package, state="broken", told="not installed", mend=mend)


def _engines() -> Iterator[Finding]:
    yield _duckdb()
    spark, java = _version_of("pyspark"), shutil.which("java")
    if spark and java:
        yield Finding(area="Engines", name="spark", state="works", told=f"PySpark {spark}, with {_java_version(java)}")
    elif spark:
        yield Finding(
            area="Engines",
            name="spark",
            state="missing",
            told=f"PySpark {spark} is there, but no Java",
            mend="Install a Java run time, 17 or later.",
        )
    else:
        mend = "`pip install 'desirepath[spark]'`, and a Java run time."
        yield Finding(area="Engines", name="spark", state="missing", told="not installed", mend=mend)


def _duckdb() -> Finding:
    try:
        with tempfile.TemporaryDirectory(prefix="desirepath-") as name, opened_engine("duckdb", Path(name)) as engine:
            numbers = engine.put("numbers", pa.table({"number": [40, 2]}))
            total = engine.fetch(numbers.agg(total=numbers.number.sum())).column("total")[0].as_py()
    except Exception as error:  # noqa: BLE001 - whatever keeps it from computing is what is looked for
        return Finding(area="Engines", name="duckdb", state="broken", told=f"{type(error).__name__}: {error}")
    return Finding(area="Engines", name="duckdb", state="works", told=f"computes in this process (40 + 2 = {total})")


def _version_of(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _java_version(java: str) -> str:
    said = subprocess.run([java, "-version"], check=False, capture_output=True, text=True, timeout=30)  # noqa: S603
    return (said.stderr or said.stdout).splitlines()[0].strip() if said.stderr or said.stdout else "Java"


def _formats() -> Iterator[Finding]:
    for name, entry in entries(connectors, "CONNECTOR").items():
        yield Finding(area="Sources", name=name, state="works", told=", ".join(entry.constant.endings))
    try:
        import_module("adbc_driver_postgresql")
        yield Finding(area="Sources", name="postgresql", state="works", told="queries of a database")
    except ImportError:
        mend = "`pip install 'desirepath[postgresql]'`."
        yield Finding(area="Sources", name="postgresql", state="missing", told="driver not installed", mend=mend)


def _limits() -> Iterator[Finding]:
    yield _reading()
    isolated = subprocess.run(
        [
            sys.executable,
            "-c",
            "from desirepath.runs.reading.limits import cut_off_the_network as cut; print(cut())",
        ],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    by_the_system = isolated.stdout.strip() == "True"
    yield Finding(
        area="Limits",
        name="network of the reading process",
        state="works" if by_the_system else "missing",
        told="taken away by the system" if by_the_system else "refused by Python only",
        mend="" if by_the_system else "Linux with user namespaces takes it away for libraries too.",
    )
    small = allowance_for(0)
    told = f"{small.memory >> 20} MiB of memory and {small.seconds} s for a small file, more for larger ones"
    state: State = "missing" if sys.platform == "win32" else "works"
    mend = "" if state == "works" else "This system has no such limits; read only files that you trust."
    yield Finding(area="Limits", name="each file", state=state, told=told, mend=mend)


def _reading() -> Finding:
    with tempfile.TemporaryDirectory(prefix="desirepath-") as name, opened_reader() as reader:
        folder = Path(name)
        (folder / "one.csv").write_text(_ONE_ROW, encoding="utf-8")
        wanted = Wanted(folder=folder, timezone="UTC", keep=frozenset(), rollout_file="rollout.yaml")
        source = Source(table="events", file="one.csv")
        question = AskRows(folder / "one.csv", source, wanted, 0, folder / "landed.parquet")
        try:
            rows = reader.rows(question, lambda _: None).rows
        except (BadInput, ReaderFaulted) as error:
            return Finding(area="Limits", name="reading process", state="broken", told=str(error))
    return Finding(area="Limits", name="reading process", state="works", told=f"starts, and reads {rows} row of one")


def _machine() -> Iterator[Finding]:
    yield Finding(area="Machine", name="cores", state="works", told=str(os.cpu_count() or 1))
    place = Path(tempfile.gettempdir())
    free = shutil.disk_usage(place).free
    yield Finding(
        area="Machine",
        name="room for temporary files",
        state="works" if free >= _LITTLE_ROOM else "missing",
        told=f"{free / 1e9:,.0f} GB",
        mend="" if free >= _LITTLE_ROOM else "Large logs need room: set TMPDIR to a larger disk, or `--warehouse DIR`.",
    )
    zones = len(available_timezones())
    yield Finding(area="Machine", name="time zones", state="works" if zones else "broken", told=f"{zones} known")
    font = files("desirepath.report") / "fonts" / "inter-latin-variable.woff2"
    shipped = font.is_file()
    yield Finding(
        area="Machine",
        name="fonts",
        state="works" if shipped else "broken",
        told="Inter is shipped, and goes into every report" if shipped else "Inter is not where it was shipped",
    )


_AREAS = {"Versions": _versions, "Engines": _engines, "Sources": _formats, "Limits": _limits, "Machine": _machine}
