"""A hostile file goes through the front door: `desirepath check` and `diagnose`, with the real reading process."""

from __future__ import annotations

import json
import os
import re
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from desirepath.cli.main import run
from desirepath.runs import check, opened_rollout
from desirepath.runs.reading.reader import Reader

MOST_SECONDS, MOST_MEMORY, LONGEST_LINE = 5.0, 512 << 20, 400
_TICKS = os.sysconf("SC_CLK_TCK")
_CAN_RESET_PEAK = "5"
ROLLOUT = """\
rollout: hostile
title: A file that means no good
go_live: 2025-09-01
timezone: Europe/Amsterdam
sources:
  - {table: events, file: FILE}
workflows:
  - {workflow: claim, title: Claim, case_ends_after: 30d, path: a b}
"""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file: its name, its content or what writes it, what is said of it, and further keys of its source.

    `said` is the one line of a refusal; of what is read it is `2 rows`, or `2 rows, 1 set aside: ` and the first.
    `is_long`: it is handed in in the long lane alone.
    """

    name: str
    content: bytes | str | Callable[[Path], None]
    said: str
    source: str = ""
    is_long: bool = False

    def write(self, folder: Path) -> None:
        """The file and its rollout file."""
        file = folder / self.name
        if callable(self.content):
            self.content(file)
        else:
            file.write_bytes(self.content.encode() if isinstance(self.content, str) else self.content)
        keys = f"{json.dumps(self.name)}{', ' if self.source else ''}{self.source}"
        (folder / "rollout.yaml").write_text(ROLLOUT.replace("FILE", keys), encoding="utf-8")


def later(make: Callable[[], bytes | str]) -> Callable[[Path], None]:
    """Writes what is made no sooner than it is handed in: every process that tests goes through the list."""

    def write(file: Path) -> None:
        made = make()
        file.write_bytes(made.encode() if isinstance(made, str) else made)

    return write


@dataclass(frozen=True, slots=True)
class Outcome:
    """How each command ended, what it said, all that was printed, and what it cost the reading process."""

    statuses: list[int] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    printed: str = ""
    seconds: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)


class SharedReader(Reader):
    """One reading process for many files, as a run over many sources has it; tells what it costs."""

    def __init__(self) -> None:
        super().__init__()
        self._highest_before = 0

    @property
    def seconds(self) -> float:
        """Processor time of all reading processes so far."""
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        return ended.ru_utime + ended.ru_stime + (self._seconds_of_child() if self._is_running() else 0.0)

    @property
    def peak(self) -> int:
        """The most bytes that a reading process held since `forget_peak`.

        Of one that has died the system keeps only what is a record among all children that ended; and a child begins as
        an image of this process, whose own peak it is then charged with.
        """
        ended = _highest_of_ended()
        record = ended if ended > max(self._highest_before, _highest_of_this_process()) else 0
        if not self._is_running():
            return record
        status = Path(f"/proc/{self._pid}/status").read_text(encoding="utf-8")
        return max(record, int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) << 10)

    def forget_peak(self) -> None:
        """Measure the peak anew from here on."""
        self._highest_before = _highest_of_ended()
        if self._is_running():
            Path(f"/proc/{self._pid}/clear_refs").write_text(_CAN_RESET_PEAK, encoding="utf-8")

    @property
    def _pid(self) -> int:
        return -1 if self._child is None else self._child.pid

    def _is_running(self) -> bool:
        return self._child is not None and self._child.poll() is None

    def _seconds_of_child(self) -> float:
        after_name = Path(f"/proc/{self._pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / _TICKS


def _highest_of_ended() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10


def _highest_of_this_process() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def handed_in(
    folder: Path, reader: SharedReader, monkeypatch: pytest.MonkeyPatch, screen: pytest.CaptureFixture[str]
) -> Outcome:
    """Check and diagnose the rollout file of a folder, from inside it."""

    @contextmanager
    def same_reader() -> Iterator[SharedReader]:
        yield reader

    monkeypatch.setattr(check, "opened_reader", same_reader)
    monkeypatch.setattr(opened_rollout, "opened_reader", same_reader)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "2000")
    screen.readouterr()
    outcome, printed = Outcome(), []
    for command in (["check", "rollout.yaml"], ["diagnose", "rollout.yaml", "--json", "out.json"]):
        reader.forget_peak()
        before = reader.seconds
        outcome.statuses.append(run(command))
        outcome.seconds.append(reader.seconds - before)
        outcome.peaks.append(reader.peak)
        out, err = screen.readouterr()
        printed.append(out + err)
        outcome.said.append(err.strip() if outcome.statuses[-1] else _taken(folder, printed[0]))
    return replace(outcome, printed="".join(printed))


def _taken(folder: Path, checked: str) -> str:
    """The rows that were read and the first that was set aside, as the screen shows them; of a file written, its own."""
    rows, aside = re.findall(r"^ *events +([\d,]+) +([\d,]+) ", checked, re.MULTILINE)[0]
    if (folder / "out.json").exists():
        read = json.loads((folder / "out.json").read_text(encoding="utf-8"))["inputs"]["events"]
        rows, aside = f"{read['rows']:,}", f"{read['set_aside']:,}"
    first = re.findall(r"^Set aside of events, .*\n +(.+?) *$", checked, re.MULTILINE)
    return f"{rows} rows" + (f", {aside} set aside: {first[0]}" if aside != "0" else "")
