"""The table of the benchmark as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.truth.outcomes import Outcome
from bench.truth.score import (
    Calibration,
    Delay,
    Share,
    all_found,
    all_right_at_rank_one,
    calibration_of,
    delay_of,
    has_confirmed,
    share_of,
    stands_on_two_sources,
)
from desirepath.simulate import distractors
from desirepath.simulate.plan import STRENGTHS

_RIGHT = {"clear": 0.95, "moderate": 0.85}
_FOUND_FAINT, _FOUND_TWO = 0.75, 0.85
_CONFIRMED, _ANY, _EVER = 0.05, 0.1, 0.1
_DAYS = {"clear": 3, "moderate": 6}
_NEVER, _ERROR = 0.05, 0.05
_ALL = 1.0


def shares(outcomes: Sequence[Outcome]) -> list[Share]:
    """Every share that can be told from these outcomes."""
    found = [*_planted(outcomes), *_silent(outcomes), *_daily(outcomes), *_standing(outcomes)]
    return [share for share in found if share is not None]


def delays(outcomes: Sequence[Outcome]) -> list[Delay]:
    """The delays that can be told from these outcomes."""
    return [delay for delay in (delay_of(strength, outcomes) for strength in _DAYS) if delay is not None]


def table(outcomes: Sequence[Outcome]) -> str:
    """All of it."""
    lines = ["| what | right | of | share | 95 % | asked | |", "|---|---:|---:|---:|---|---|---|"]
    lines += [_row(share) for share in shares(outcomes)]
    lines += [line for delay in delays(outcomes) for line in _delay_rows(delay)]
    calibration = calibration_of(outcomes)
    if calibration is not None:
        lines += ["", *_calibrated(calibration)]
    failed = [outcome for outcome in outcomes if outcome.failed]
    lines += ["", f"{len(outcomes):,} rollouts, {sum(one.seconds for one in outcomes):,.0f} s of reading."]
    lines += [f"Could not be read: {one.round.key}: {one.failed}" for one in failed]
    return "\n".join(lines)


def by_family(outcomes: Sequence[Outcome]) -> str:
    """What came of each family, the worst first: for whoever looks for what to mend."""
    lines = ["| family | strength | right or silent | of |", "|---|---|---:|---:|"]
    groups = sorted({(one.round.family, one.round.strength) for one in outcomes if one.round.kind != "delay"})
    rows = []
    for family, strength in groups:
        mine = [one for one in outcomes if (one.round.family, one.round.strength) == (family, strength)]
        good = sum(_is_good(one) for one in mine if one.round.kind != "delay")
        number = sum(one.round.kind != "delay" for one in mine)
        rows.append((good / number, f"| {family} | {strength} | {good} | {number} |"))
    return "\n".join([*lines, *(row for _, row in sorted(rows))])


def _is_good(outcome: Outcome) -> bool:
    if not outcome.truths:
        return not (outcome.points or outcome.ever)
    is_exact = outcome.round.kind == "strength" and outcome.round.strength in _RIGHT
    return all_right_at_rank_one(outcome) if is_exact else all_found(outcome)


def _planted(outcomes: Sequence[Outcome]) -> Iterator[Share | None]:
    for strength in STRENGTHS:
        mine = [one for one in outcomes if one.round.kind == "strength" and one.round.strength == strength]
        if strength in _RIGHT:
            what = f"{strength}: step, symptom, cohort and blocker right at rank 1"
            yield share_of(what, mine, all_right_at_rank_one, at_least=_RIGHT[strength])
        else:
            what = f"{strength}: step, symptom and an overlapping cohort within the first three"
            yield share_of(what, mine, all_found, at_least=_FOUND_FAINT)
    two = [one for one in outcomes if one.round.kind == "two"]
    yield share_of("two at once: both within the first three", two, all_found, at_least=_FOUND_TWO)


def _silent(outcomes: Sequence[Outcome]) -> Iterator[Share | None]:
    for name in distractors.NAMES:
        mine = [one for one in outcomes if one.round.kind == "distractor" and one.round.family == name]
        yield share_of(f"{name}: any confirmed", mine, has_confirmed, at_most=_CONFIRMED)
        yield share_of(f"{name}: any at all", mine, lambda one: bool(one.points), at_most=_ANY)


def _daily(outcomes: Sequence[Outcome]) -> Iterator[Share | None]:
    daily = [one for one in outcomes if one.round.kind == "daily"]
    what = "distractors read every day for 45 days: ever confirmed"
    yield share_of(what, daily, lambda one: one.ever_confirmed, at_most=_EVER)


def _standing(outcomes: Sequence[Outcome]) -> Iterator[Share | None]:
    points = [point for outcome in outcomes for point in outcome.points]
    if points:
        right = sum(stands_on_two_sources(point) for point in points)
        what = "points confirmed where two sources speak for them, and only there"
        yield Share(what=what, right=right, of=len(points), at_least=_ALL)


def _row(share: Share) -> str:
    low, high = share.interval
    asked = f"≥ {share.at_least:.0%}" if share.at_least is not None else f"≤ {share.at_most:.0%}"
    verdict = "holds" if share.holds else "BROKEN"
    cells = (share.what, share.right, share.of, f"{share.share:.1%}", f"{low:.1%} to {high:.1%}", asked, verdict)
    return f"| {' | '.join(map(str, cells))} |"


def _delay_rows(delay: Delay) -> Iterator[str]:
    most = _DAYS[delay.strength]
    verdict = "holds" if delay.median <= most else "BROKEN"
    yield (
        f"| {delay.strength}: days from onset to the first three, median | {delay.median:g} | {delay.of} | | "
        f"{_spread(delay.days)} | ≤ {most} | {verdict} |"
    )
    never = Share(
        what=f"{delay.strength}: never within the first three",
        right=delay.of - len(delay.days),
        of=delay.of,
        at_most=_NEVER if delay.strength == "clear" else _ALL,
    )
    yield _row(never)


def _spread(days: tuple[int, ...]) -> str:
    """The first and third quarter of the days of those that were found."""
    ordered = sorted(days)
    return f"{ordered[len(ordered) // 4]} to {ordered[(3 * len(ordered)) // 4]} in the middle half" if ordered else ""


def _calibrated(calibration: Calibration) -> Iterator[str]:
    yield "| probability said | points | mean said | share right |"
    yield "|---|---:|---:|---:|"
    for one in calibration.bins:
        if one.number:
            yield f"| {one.low:.1f} to {one.low + 0.1:.1f} | {one.number} | {one.said:.2f} | {one.right:.2f} |"
    yield ""
    verdict = "holds" if calibration.error <= _ERROR else "BROKEN"
    yield (
        f"Expected error {calibration.error:.3f} over {calibration.number:,} points (asked: ≤ {_ERROR}): {verdict}. "
        f"{calibration.elsewhere:,} points lie where nothing was planted."
    )
