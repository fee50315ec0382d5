"""Keeps a lake while its collector runs: the log goes into the tables every few seconds, and at night they are tidied.

A process of its own, so that nothing it does holds up an acknowledgement: `python -m desirepath.runs.keep_lake
WAREHOUSE`. It ends when its standard input does, which is also when the collector was killed, after a last pass.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desirepath.warehouse.lake.compact import compact
from desirepath.warehouse.lake.layout import projecting
from desirepath.warehouse.lake.project import Projector, caught_up
from desirepath.warehouse.lake.scrub import scrub

PASS_SECONDS = 5.0
NIGHT = 2
"""The hour (UTC) at which tables are compacted, and all that was written is read and checked."""
_BEHIND_THE_COLLECTOR = 17
"""How nice it is: where all cores are busy, events are taken first, and come into the tables later."""


@dataclass(slots=True)
class Keeper:
    """Keeps one lake, for all collectors that write into it; `tell` is told what somebody should look at.

    `now` gives seconds since 1970.
    """

    warehouse: Path
    tell: Callable[[str], None]
    now: Callable[[], float] = time.time
    _projector: Projector = field(init=False)
    _night: int = field(init=False)

    def __post_init__(self) -> None:
        self._projector = Projector(self.warehouse)
        self._night = self._nights()

    def keep(self, ended: threading.Event) -> None:
        """Pass after pass until `ended`, and one more. A disk that fails is told of and tried again."""
        while True:
            last = ended.is_set()
            try:
                self._pass()
            except OSError as error:
                self.tell(f"the lake could not be written: {error}")
            if last:
                return
            ended.wait(PASS_SECONDS)

    def _pass(self) -> None:
        with projecting(self.warehouse):
            done = caught_up(self._projector)
        for table in done.healed:
            self.tell(f"the last commit of {table} was torn; it was written again from the log")
        if done.made_anew:
            self.tell("the tables could not be read; they were made anew from the logs")
        if self._nights() > self._night:
            self._night = self._nights()
            compact(self.warehouse)
            found = scrub(self.warehouse, heal=True)
            for damage in found.damages:
                self.tell(f"{damage.table}/{damage.file}: {damage.what}, {damage.rows:,} rows")
            for collector, lost in found.lost.items():
                if lost:
                    self.tell(f"the log of {collector} has lost {lost:,} requests to damage")

    def _nights(self) -> int:
        return int((self.now() / 3600 - NIGHT) // 24)


def main(arguments: list[str]) -> None:
    """Keep the lake until standard input ends."""
    (warehouse,) = arguments
    os.nice(_BEHIND_THE_COLLECTOR)
    ended = threading.Event()

    def wait_for_the_end() -> None:
        sys.stdin.buffer.read()
        ended.set()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    Keeper(Path(warehouse), _tell).keep(ended)


def _tell(told: str) -> None:
    sys.stderr.write(told + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
