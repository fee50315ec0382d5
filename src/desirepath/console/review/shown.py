"""What the page of the weekly review shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desirepath.console.diagnoses.doors import Place
from desirepath.console.diagnoses.reads import RunSeen, run_of
from desirepath.console.friction.keys import key_of
from desirepath.console.review.held import HeldReview, held_review
from desirepath.console.review.reads import ResolutionSeen, ReviewSeen, resolutions_of, reviews_of
from desirepath.report.effect_sentences import DECISIONS
from desirepath.report.friction_words import OWNERS
from desirepath.report.weekly.told import ItemTold
from desirepath.report.weekly.words import MEETING
from desirepath.vocabulary.effect import Decided
from desirepath.vocabulary.review import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemShown:
    """One thing to decide on. `page` names the address of what it is about, with `key` as its last place.

    `decided` is what was recorded on it, oldest first. `proposed` and `to` fill in the form.
    """

    told: ItemTold
    page: str
    key: str
    decided: tuple[ResolutionSeen, ...]
    proposed: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A review that was held. `run` is None where its diagnosis is gone; its minutes are kept then too."""

    seen: ReviewSeen
    run: RunSeen | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewShown:
    """The page. `earlier` are the other reviews of the rollout, newest first; `left` is how much is not decided yet."""

    held: HeldReview
    items: tuple[ItemShown, ...]
    earlier: tuple[Earlier, ...]
    left: int
    decisions: Mapping[Decided, str]
    choices: Mapping[Decided, str]
    roles: Mapping[str, str]


def shown_review(place: Place) -> ReviewShown:
    """The review of the diagnosis that the page stands on. Raises Http404 where there is none."""
    held = held_review(place)
    resolutions = resolutions_of(held.seen)
    items = tuple(_item(one, resolutions) for one in held.told.to_decide)
    return ReviewShown(
        held=held,
        items=items,
        left=sum(not one.decided and not one.told.decided_with for one in items),
        earlier=_earlier(place, held),
        decisions=DECISIONS,
        choices=MEETING,
        roles=OWNERS,
    )


def _item(told: ItemTold, resolutions: tuple[ResolutionSeen, ...]) -> ItemShown:
    page, key = _page(told)
    return ItemShown(
        told=told,
        page=page,
        key=key,
        decided=tuple(one for one in resolutions if one.item in {told.id, told.decided_with}),
        proposed="" if told.proposal is None else told.proposal.decided,
        to="" if told.proposal is None else told.proposal.to,
    )


def _page(told: ItemTold) -> tuple[str, str]:
    """The page of what it is about: a friction point, the effects, the cohorts, the overview."""
    point = told.item.point
    if told.item.topic is Topic.SHIPPED:
        return "effects", ""
    if point is not None:
        return "friction_point", key_of(point.workflow, point.step, point.cohort)
    return ("words" if told.item.topic is Topic.REPEAT_TICKETS else "overview"), ""


def _earlier(place: Place, held: HeldReview) -> tuple[Earlier, ...]:
    here = None if held.seen is None else held.seen.id
    found = (one for one in reviews_of(place.rollout.id) if one.id != here)
    return tuple(Earlier(seen=one, run=run_of(place.rollout.id, one.run)) for one in found)
