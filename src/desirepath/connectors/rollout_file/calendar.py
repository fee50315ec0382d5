"""The days of a rollout: go-live, waves, baseline, excluded days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from desirepath.connectors.rollout_file import values
from desirepath.connectors.rollout_file.given import Given, Mistakes, harmless
from desirepath.vocabulary.file_keys import Key
from desirepath.vocabulary.rollout import LocalDays, Waves

OTHER = "other"


def read_waves(rollout: Given, zone: ZoneInfo, mistakes: Mistakes) -> Waves | None:
    """Go-live by the value of one cut; values such as 65458 are texts, exactly as written."""
    section = rollout.inside("waves")
    if section is None:
        return None
    cut = section.read("cut", values.text)
    go_live: dict[str, datetime] = {}
    for value, node in section.names("go_live"):
        key = Key(name=harmless(value.text), holds="moment", meaning="go-live", example="2025-01-31")
        moment = values.moment_in(zone)(node, key, mistakes)
        if moment is not None:
            go_live[value.text] = moment
    if section.node("go_live") is not None and not section.names("go_live"):
        mistakes.add("empty", section.line_of("go_live"), "`go_live` of `waves` names no value of the cut")
    otherwise = go_live.pop(OTHER, None)
    return Waves(cut=cut, go_live=go_live, otherwise=otherwise) if cut is not None else None


def read_baseline(rollout: Given, last_go_live: date | None, mistakes: Mistakes) -> LocalDays | None:
    """The days to compare with; they have to end before the last go-live."""
    section = rollout.inside("baseline")
    if section is None:
        return None
    days = _days(section, mistakes)
    if days is not None and last_go_live is not None and days.last >= last_go_live:
        what = f"the baseline ends on {days.last}, but the rollout went live on {last_go_live}"
        before = last_go_live - timedelta(days=1)
        mistakes.add("baseline_after_go_live", section.line_of("to"), what, f"End it on {before} or earlier.")
    return days


def read_excluded(rollout: Given, mistakes: Mistakes) -> tuple[LocalDays, ...]:
    """The days that count nowhere."""
    read = (_days(section, mistakes) for section in rollout.each("exclude"))
    return tuple(days for days in read if days is not None)


def last_of(go_live: datetime | None, waves: Waves | None) -> date | None:
    """The day on which the last of the people went live."""
    moments: Iterable[datetime | None] = (
        (go_live,) if waves is None else (go_live, waves.otherwise, *waves.go_live.values())
    )
    return max((moment.date() for moment in moments if moment is not None), default=None)


def _days(section: Given, mistakes: Mistakes) -> LocalDays | None:
    first = section.read("from", values.day)
    last = section.read("to", values.day) if section.has("to") else first
    if first is None or last is None:
        return None
    if last < first:
        mistakes.add(
            "days_backwards",
            section.line_of("to"),
            f"the days end on {last}, before they begin on {first}",
            "Swap `from` and `to`.",
        )
        return None
    reason = section.read("reason", values.text) if section.has("reason") else None
    return LocalDays(first=first, last=last, reason=reason or "")
