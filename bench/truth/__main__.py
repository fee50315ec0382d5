"""`python -m bench.truth`: draw, read, compare with the truth, print the table.

`--only strength` (or two, distractor, daily, delay, or a part of a family's name) reads fewer; `--seeds 1:2` takes
other seeds than the published ones, two of each family; `--workers 2` reads two at a time; `--reader
module:function` reads in another way; `--families` prints what came of each family too. Outcomes are kept in
`build/bench/truth.jsonl`; a benchmark that was stopped goes on as long as the code is the same. Ends with status 1
where something asked does not hold.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.kept import code_of
from bench.truth.outcomes import OutcomeFile
from bench.truth.rounds import KINDS, PUBLISHED, Round, rounds
from bench.truth.table import by_family, delays, shares, table
from bench.truth.workers import outcomes_of

ROOT = Path(__file__).parent.parent.parent
FILE = ROOT / "build" / "bench" / "truth.jsonl"
READER = "bench.truth.reading:by_friction"
SAY_EVERY = 25


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the whole benchmark, or the part of it that is asked for."""
    asked = _asked(arguments)
    first, _, most = asked.seeds.partition(":")
    wanted = list(chosen(rounds(int(first), int(most) if most else None), asked.only))
    kept = OutcomeFile(asked.file, code_of(ROOT / "src", ROOT / "bench"))
    missing = kept.missing(wanted)
    begun = time.perf_counter()
    for number, outcome in enumerate(outcomes_of(missing, asked.reader, asked.workers), 1):
        kept.add(outcome)
        if number % SAY_EVERY == 0 or number == len(missing):
            _say(f"{number:,} of {len(missing):,} rollouts, {time.perf_counter() - begun:,.0f} s")
    keys = {one.key for one in wanted}
    mine = [outcome for outcome in kept.outcomes if outcome.round.key in keys]
    print(table(mine))
    if asked.families:
        print(f"\n{by_family(mine)}")
    slow = any(delay.median > {"clear": 3, "moderate": 6}[delay.strength] for delay in delays(mine))
    failed = any(outcome.failed for outcome in mine)
    return 0 if all(share.holds for share in shares(mine)) and not slow and not failed else 1


def chosen(all_rounds: Iterator[Round], only: Sequence[str]) -> Iterator[Round]:
    """The rounds of these kinds, or whose family has one of these words in its name; all without any."""
    kinds = [word for word in only if word in KINDS]
    words = [word for word in only if word not in KINDS]
    for one in all_rounds:
        if (not kinds or one.kind in kinds) and (not words or any(word in one.family for word in words)):
            yield one


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.truth", description=__doc__)
    parser.add_argument("--only", nargs="*", default=[], help="kinds of rounds, or parts of names of families")
    parser.add_argument("--seeds", default=str(PUBLISHED), help="first seed, and how many of each family: 1:2")
    parser.add_argument("--workers", type=int, default=1, help="how many rollouts are read at a time")
    parser.add_argument("--reader", default=READER, help="the function that reads, as module:function")
    parser.add_argument("--file", type=Path, default=FILE, help="where outcomes are kept")
    parser.add_argument("--families", action="store_true", help="print what came of each family too")
    return parser.parse_args(arguments)


def _say(doing: str) -> None:
    print(doing, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
