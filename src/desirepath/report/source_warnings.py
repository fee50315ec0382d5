"""What a reader must know of the sources before reading anything into a blank, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from desirepath.report.spoken import digits, said
from desirepath.report.wording import counted, figure, short_day
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
    return said(
        "No %(table)s have come from `%(source)s` since %(day)s (its longest pause before: %(pause)s). What is missing "
        "after that day is missing data, not a change of habit.",
        table=said(flow.table),
        source=flow.source,
        day=short_day(flow.silent_since) if flow.silent_since else "",
        pause=counted(flow.longest_pause, "day", "days"),
    )


def disappearance(gone: ActivityVanished) -> str:
    """An activity that used to come, and does not any more."""
    was = said(
        "`%(activity)s` (step `%(step)s`) came about %(times)s times a week, and last on %(day)s.",
        activity=gone.activity,
        step=gone.step,
        times=digits(f"{gone.per_week:,.0f}" if gone.per_week >= 10 else f"{gone.per_week:.1f}"),
        day=short_day(gone.last_on),
    )
    if not gone.perhaps:
        return f"{was} {said('Was it renamed?')}"
    names = reduce(
        lambda one, other: said("%(one)s or %(other)s", one=one, other=other), (f"`{one}`" for one in gone.perhaps[:3])
    )
    asked = said("About then %(names)s appeared, which has no place: is it the same under another name?", names=names)
    return f"{was} {asked}"


def appearance(new: ActivityAppeared) -> str:
    """An activity that the log did not have from the start, and the rollout file does not place."""
    return said(
        "`%(activity)s` appeared on %(day)s and has no place in the rollout file; since then it is %(share)s of the "
        "events.",
        activity=new.activity,
        day=short_day(new.on),
        share=figure(new.share, "share"),
    )
