"""Fifty people at once for five minutes: they read, and every tenth thing they do is a change."""

from __future__ import annotations

import random
import statistics
import sys
import threading
import time
from pathlib import Path

from bench.console.pages import PAGES, ROLLOUT
from bench.console.stage import Visitor, served, set_up

PEOPLE = 50
SECONDS = 300.0
THINKS = 2.0
"""Seconds between two things that one person does, on average."""


def main(events: int, folder: Path, seconds: float) -> int:
    """Print how it went; 1 where anything failed."""
    set_up(folder, events)
    took: list[float] = []
    wrong: list[str] = []
    until = time.monotonic() + seconds
    with served(folder) as link:
        people = [threading.Thread(target=_works, args=(number, link, until, took, wrong)) for number in range(PEOPLE)]
        for one in people:
            one.start()
        for one in people:
            one.join()
    p95 = statistics.quantiles(took, n=20)[-1]
    print(
        f"{PEOPLE} people for {seconds:.0f} s: {len(took):,} requests, {len(wrong)} failed; "
        f"middle {statistics.median(took):.0f} ms, p95 {p95:.0f} ms"
    )
    for one in wrong[:10]:
        print(one)
    return 1 if wrong else 0


def _works(number: int, link: str, until: float, took: list[float], wrong: list[str]) -> None:
    dice = random.Random(number)
    try:
        visitor = Visitor(link)
        while time.monotonic() < until:
            time.sleep(dice.expovariate(1 / THINKS))
            answer = (
                visitor.post(f"{ROLLOUT}/runs/schedule/", f"every={dice.choice((0, 60, 1440))}")
                if dice.random() < 0.1
                else visitor.get(dice.choice(list(PAGES.values())))
            )
            took.append(answer.took)
            if answer.status not in (200, 302):
                wrong.append(f"{answer.status} {answer.body[:200]!r}")
    except OSError as error:
        wrong.append(repr(error))


if __name__ == "__main__":
    million = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    lasts = float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    sys.exit(main(million, Path(f"build/bench-console-{million}"), lasts))
