"""Every page of a rollout: middle and slowest time on the server, and its size; then again while a diagnosis is made."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from bench.console.stage import Visitor, served, set_up

ROLLOUT = "/w/demo/r/purchase-requests"
PAGES = {
    "rollouts": "/w/demo/",
    "overview": f"{ROLLOUT}/",
    "path map": f"{ROLLOUT}/map/",
    "path map, one week": f"{ROLLOUT}/map/?period=week_2",
    "friction points": f"{ROLLOUT}/friction/",
    "interventions": f"{ROLLOUT}/interventions/",
    "cohorts": f"{ROLLOUT}/cohorts/",
    "cohorts, two crossed": f"{ROLLOUT}/cohorts/crossed/",
    "cohorts, two compared": f"{ROLLOUT}/cohorts/compared/",
    "effects": f"{ROLLOUT}/effects/",
    "plan of the 45 days": f"{ROLLOUT}/plan/",
    "weekly review": f"{ROLLOUT}/review/",
    "governance packs": f"{ROLLOUT}/packs/",
    "words": f"{ROLLOUT}/words/",
    "approved path": f"{ROLLOUT}/path/",
    "data": f"{ROLLOUT}/data/",
    "rollout file": f"{ROLLOUT}/file/",
    "diagnoses": f"{ROLLOUT}/runs/",
    "people": "/w/demo/people/",
    "applications": "/w/demo/applications/",
    "privacy": "/w/demo/privacy/",
    "audit": "/w/demo/audit/",
}
MAY_TAKE, MAP_MAY_TAKE = 300.0, 800.0
MOST_BYTES = 250_000
ROUNDS = 15
AS_A_WHOLE = ("overview", "path map", "path map, one week", "cohorts", "cohorts, two crossed")
"""Pages with a path map or a heatmap."""


def main(events: int, folder: Path) -> int:
    """Print a row for each page; 1 where one takes longer than it may."""
    set_up(folder, events)
    with served(folder) as link:
        visitor = Visitor(link)
        first = {name: visitor.get(path) for name, path in PAGES.items()}
        times = {name: [visitor.get(path).took for _ in range(ROUNDS)] for name, path in PAGES.items()}
        slow = _while_diagnosing(visitor)
    broken = False
    print(f"{'page':24} {'first':>8} {'middle':>8} {'p95':>8} {'may take':>9} {'kB':>6}")
    for name, answer in first.items():
        assert answer.status == 200, (name, answer.status)
        middle, may = statistics.median(times[name]), MAP_MAY_TAKE if name in AS_A_WHOLE else MAY_TAKE
        broken |= middle > may or len(answer.body) > MOST_BYTES
        print(
            f"{name:24} {answer.took:6.0f}ms {middle:6.0f}ms {_p95(times[name]):6.0f}ms {may:7.0f}ms "
            f"{len(answer.body) / 1000:6.1f}"
        )
    idle, busy = _p95([one for many in times.values() for one in many]), _p95(slow)
    print(
        f"p95 of all pages {idle:.0f} ms; while a diagnosis is made {busy:.0f} ms, {busy / idle:.2f} times as much (may be 2)"
    )
    return 1 if broken or busy > 2 * idle else 0


def _while_diagnosing(visitor: Visitor) -> list[float]:
    assert visitor.post(f"{ROLLOUT}/runs/ask/", "as_of=2025-09-28").status == 302
    took: list[float] = []
    begun = time.monotonic()
    while time.monotonic() - begun < 120:
        took += [visitor.get(path).took for path in PAGES.values()]
        if len(took) > 2 * len(PAGES) and b"spinner" not in visitor.get(f"{ROLLOUT}/runs/progress/").body:
            break
    return took


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    million = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    sys.exit(main(million, Path(sys.argv[2] if len(sys.argv) > 2 else f"build/bench-console-{million}")))
