"""What is known of weekly reviews, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desirepath.console.review.models import Resolution, Review
from desirepath.vocabulary.effect import Decided
from desirepath.vocabulary.review import Resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSeen:
    """One review. `minutes` are empty while it is under way; `decisions` is how many were recorded."""

    id: int
    run: int
    before_run: int | None
    opened_at: datetime
    finished_at: datetime | None
    finished_by: str
    minutes: Mapping[str, Any]
    decisions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionSeen:
    """One decision that was recorded in the room. `proposed` is empty where the rule proposed nothing."""

    item: str
    decided: Decided
    proposed: str
    role: str
    to: str
    because: str
    by: str
    at: datetime

    @property
    def follows_the_proposal(self) -> bool:
        """Whether it is what the rule proposed, or nothing was."""
        return self.proposed in ("", self.decided)

    @property
    def resolved(self) -> Resolved:
        """The same as the minutes have it."""
        return Resolved(item=self.item, decided=self.decided, role=self.role, because=self.because, to=self.to)


def reviews_of(rollout: int, most: int = 60) -> tuple[ReviewSeen, ...]:
    """The newest reviews of a rollout, those on the newest diagnoses first."""
    return tuple(_seen(one) for one in Review.objects.filter(rollout=rollout).order_by("-run")[:most])


def review_on(rollout: int, run: int) -> ReviewSeen | None:
    """The review on a diagnosis, or None."""
    found = Review.objects.filter(rollout=rollout, run=run).first()
    return None if found is None else _seen(found)


def resolutions_of(review: ReviewSeen | None) -> tuple[ResolutionSeen, ...]:
    """What was recorded in a review, oldest first."""
    found = Resolution.objects.none() if review is None else Resolution.objects.filter(review=review.id)
    return tuple(
        ResolutionSeen(
            item=one.item,
            decided=Decided(one.decided),
            proposed=one.proposed,
            role=one.role,
            to=one.to,
            because=one.because,
            by=one.by,
            at=one.at,
        )
        for one in found.order_by("pk")
    )


def _seen(one: Review) -> ReviewSeen:
    return ReviewSeen(
        id=one.pk,
        run=one.run,
        before_run=one.before_run,
        opened_at=one.opened_at,
        finished_at=one.finished_at,
        finished_by=one.finished_by,
        minutes=one.minutes,
        decisions=one.resolutions.count(),
    )
