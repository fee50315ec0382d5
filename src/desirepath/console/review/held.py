"""The review that a page stands on: worked out from the studies that the console has shown, and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from desirepath.console.decisions.reads import decisions_of
from desirepath.console.diagnoses.doors import Place
from desirepath.console.diagnoses.reads import RunSeen, done_before, found_in, run_of
from desirepath.console.review.reads import ReviewSeen, review_on, reviews_of
from desirepath.prove.weekly.week import Week
from desirepath.prove.weekly_review import weekly_review
from desirepath.report.weekly.told import ReviewTold, review_told
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.runs.report_weekly import known_of
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.plan45 import Recorded
from desirepath.vocabulary.review import WeeklyReview

A_WEEK = timedelta(days=6, hours=12)
"""What is at least so much older counts as a week before: diagnoses are not asked for on the minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldReview:
    """The review of a diagnosis. `seen` is None until something is recorded in it, `before` the diagnosis it is beside."""

    review: WeeklyReview
    told: ReviewTold
    seen: ReviewSeen | None
    before: RunSeen | None

    @property
    def is_finished(self) -> bool:
        return self.seen is not None and self.seen.finished_at is not None


def held_review(place: Place) -> HeldReview:
    """The review of the diagnosis that the page stands on. Raises Http404 where there is none."""
    seen = None if place.run is None else review_on(place.rollout.id, place.run.id)
    before = _before(place, seen)
    earlier = None if before is None else _readable(before)
    review, told = _worked_out(place.found, earlier, _recorded(place, seen))
    return HeldReview(review=review, told=told, seen=seen, before=None if earlier is None else before)


def _worked_out(
    found: KeptDiagnosis, before: KeptDiagnosis | None, recorded: tuple[Recorded, ...]
) -> tuple[WeeklyReview, ReviewTold]:
    known = known_of(found.study)
    week = Week(
        study=found.study,
        proofs=found.proofs,
        before=None if before is None else before.study,
        recorded=recorded,
        metrics=known.metrics,
        interventions=known.interventions,
    )
    review = weekly_review(week)
    return review, review_told(review, known)


def _before(place: Place, seen: ReviewSeen | None) -> RunSeen | None:
    """What it is compared with: once it was opened, what it was then; else the last review's diagnosis, a week or more old.

    Without such a review it is the diagnosis that knew most a week before.
    """
    run, rollout = place.run, place.rollout.id
    if run is None or run.known_until is None:
        return None
    if seen is not None:
        return None if seen.before_run is None else run_of(rollout, seen.before_run)
    until = run.known_until - A_WEEK
    for one in reviews_of(rollout):
        held = run_of(rollout, one.run) if one.finished_at is not None and one.run != run.id else None
        if held is not None and held.known_until is not None and held.known_until <= until:
            return held
    return done_before(rollout, until)


def _readable(run: RunSeen) -> KeptDiagnosis | None:
    """What it found; None where that cannot be read any more, and so cannot be compared with."""
    found = found_in(run)
    try:
        found.study  # noqa: B018 - reads it
    except (BadInput, FileNotFoundError):
        return None
    return found


def _recorded(place: Place, seen: ReviewSeen | None) -> tuple[Recorded, ...]:
    """What was decided before the review was opened: what is decided in it does not change what it looks at."""
    until = timezone.now() if seen is None else seen.opened_at
    return tuple(
        Recorded(
            intervention=one.intervention,
            decided=one.decided,
            role=one.role,
            because=one.because,
            on=one.at.date(),
            to=one.to,
        )
        for one in decisions_of(place.rollout.id)
        if one.at <= until
    )
