"""What a reader must know of the sources before reading anything into a blank, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desirepath.report.wording import counted, figure
from desirepath.vocabulary.source_health import ActivityAppeared, ActivityVanished, SourceFlow, SourceHealth

WORTH_A_WORD = 0.01
"""An activity without a place is warned of from this share of the events on."""


def source_warnings(health: SourceHealth) -> tuple[str, ...]:
    """Sources that fell silent, activities that vanished, and larger ones that appeared without a place."""
    return tuple(_said(health))


def _said(health: SourceHealth) -> Iterator[str]:
    for flow in health.flows:
        if flow.silent_since is not None:
            yield silence(flow)
    named = {name for gone in health.vanished for name in gone.perhaps}
    for gone in health.vanished:
        yield disappearance(gone)
    for new in health.appeared:
        if new.share >= WORTH_A_WORD and new.activity not in named:
            yield appearance(new)


def silence(flow: SourceFlow) -> str:
    """A source without rows for longer than it ever paused."""
    since = short_day(flow.silent_since) if flow.silent_since else ""
    return (
        f"No {flow.table} have come from `{flow.source}` since {since} (its longest pause before: "
        f"{counted(flow.longest_pause, 'day')}). What is missing after that day is missing data, not a change of habit."
    )


def disappearance(gone: ActivityVanished) -> str:
    """An activity that used to come, and does not any more."""
    times = f"{gone.per_week:,.0f}" if gone.per_week >= 10 else f"{gone.per_week:.1f}"
    renamed = ""
    if gone.perhaps:
        names = " or ".join(f"`{name}`" for name in gone.perhaps[:3])
        renamed = f" About then {names} appeared, which has no place: is it the same under another name?"
    return (
        f"`{gone.activity}` (step `{gone.step}`) came about {times} times a week, and last on "
        f"{short_day(gone.last_on)}.{renamed or ' Was it renamed?'}"
    )


def appearance(new: ActivityAppeared) -> str:
    """An activity that the log did not have from the start, and the rollout file does not place."""
    return (
        f"`{new.activity}` appeared on {short_day(new.on)} and has no place in the rollout file; since then it is "
        f"{figure(new.share, 'share')} of the events."
    )


def short_day(day: date) -> str:
    """`12 Sep 2025`."""
    return f"{day.day} {day:%b %Y}"
