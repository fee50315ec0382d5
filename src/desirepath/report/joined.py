"""Which groups joined since go-live, and what that does to a comparison of before and since: in words and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desirepath.report.spoken import said
from desirepath.report.wording import HEADLINES, count, figure, interval, metric_title, words
from desirepath.vocabulary.metric import Metric
from desirepath.vocabulary.study import LikeForLike


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedRow:
    """One metric: of the groups that were there before and since (with its interval), and of those that joined."""

    title: str
    before: str
    since: str
    since_interval: str
    of_joined: str
    joined_interval: str


def joined_rows(found: Sequence[LikeForLike], metrics: Mapping[str, Metric]) -> tuple[JoinedRow, ...]:
    """The headline metrics of a workflow that are compared like for like, in their fixed order."""
    whole = {row.metric: row for row in found if row.step is None}
    return tuple(_row(whole[name], metrics) for name in HEADLINES if name in whole)


def joined_sentence(found: Sequence[LikeForLike]) -> str:
    """Who joined; empty where nobody did, or no headline is compared like for like."""
    whole = [row for row in found if row.step is None]
    if not whole:
        return ""
    most = max(whole, key=lambda row: (row.cases, row.metric))
    groups = most.joined + most.stayed
    return said(
        "%(joined)s of %(groups)s groups by %(cut)s had hardly any cases before go-live; %(their_cases)s of %(cases)s "
        "cases since are theirs. “Like for like” compares the others with themselves, each weighing as much as before.",
        joined=count(most.joined),
        groups=count(groups),
        cut=words(most.cut),
        their_cases=count(most.cases_joined),
        cases=count(most.cases),
    )


def _row(found: LikeForLike, metrics: Mapping[str, Metric]) -> JoinedRow:
    return JoinedRow(
        title=metric_title(found.metric, metrics),
        before=figure(found.before.value, found.before.unit),
        since=figure(found.since.value, found.since.unit),
        since_interval=interval(found.since),
        of_joined=figure(found.of_joined.value, found.of_joined.unit),
        joined_interval=interval(found.of_joined),
    )
