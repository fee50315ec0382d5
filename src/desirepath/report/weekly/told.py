"""A weekly review in sentences and figures as they read, no stronger than the data: for the page, the minutes, the console."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from desirepath.report.friction_sentences import quiet
from desirepath.report.sentence_parts import short_name
from desirepath.report.spoken import said, said_many
from desirepath.report.weekly.figures_told import MovedRow, moved_rows
from desirepath.report.weekly.known import Known
from desirepath.report.weekly.proposals import ProposalTold, proposal_told
from desirepath.report.weekly.sentences import ItemSentences, sentences_of
from desirepath.report.weekly.words import SIGHTS, TOPICS
from desirepath.report.wording import day
from desirepath.vocabulary.review import ReviewItem, Sight, Topic, WeeklyReview


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTold:
    """One thing to decide on, as it reads. What there is none of is empty; `proposal` None where nothing is proposed.

    `decided_with` is the id of the item that a decision on it is recorded with; empty where it stands by itself.
    """

    id: str
    item: ReviewItem
    title: str
    asks: str
    sight: str
    stands_out: bool
    says: ItemSentences
    moved: tuple[MovedRow, ...]
    proposal: ProposalTold | None
    decided_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTold:
    """The whole review. `until` is the last day that is known, `before` that of what it is compared with.

    `quiet` and `because` say that nothing stands out and why that can be believed, else are empty.
    """

    title: str
    rollout: str
    until: str
    before: str
    items: tuple[ItemTold, ...]
    quiet: str
    because: str

    @property
    def to_decide(self) -> tuple[ItemTold, ...]:
        """What stands out, and so has to be decided on."""
        return tuple(one for one in self.items if one.stands_out)

    @property
    def how_many(self) -> str:
        """How many decisions there are to take."""
        own = sum(not one.decided_with for one in self.to_decide)
        return said_many("%(n)s decision to take", "%(n)s decisions to take", own) if own else said("Nothing to decide")

    def place(self, name: str) -> int:
        """The place of an item among those to decide on, from 1."""
        return [one.id for one in self.to_decide].index(name) + 1

    @property
    def silent(self) -> tuple[ItemTold, ...]:
        """What was looked at without anything standing out, or cannot be told."""
        return tuple(one for one in self.items if not one.stands_out)


def review_told(review: WeeklyReview, known: Known) -> ReviewTold:
    """The review in the language in force."""
    silence = quiet(known.study) if review.is_quiet else None
    return ReviewTold(
        title=short_name(review.title),
        rollout=short_name(review.rollout),
        until=_last_day(review.as_of, review),
        before="" if review.before is None else _last_day(review.before, review),
        items=tuple(_items(review, known)),
        quiet="" if silence is None else said("Nothing stands out this week"),
        because="" if silence is None or known.study.friction_points else silence.because,
    )


def _last_day(as_of: datetime, review: WeeklyReview) -> str:
    """The last day that is known, where everything before a time is."""
    return day(as_of - timedelta(microseconds=1), review.timezone)


def _items(review: WeeklyReview, known: Known) -> Iterator[ItemTold]:
    for one in review.items:
        words = TOPICS[one.topic]
        yield ItemTold(
            id=one.id,
            item=one,
            title=_title(one),
            asks=words.asks,
            sight=SIGHTS[one.sight],
            stands_out=one.sight is Sight.STANDS_OUT,
            says=sentences_of(one, known),
            moved=moved_rows(one, known) if one.topic is Topic.MOVEMENT else (),
            proposal=proposal_told(one, known),
            decided_with="" if (other := review.decided_with(one)) is None else other.id,
        )


def _title(item: ReviewItem) -> str:
    """What heads it; an intervention that was shipped is named."""
    if item.topic is Topic.SHIPPED and item.proof is not None:
        proof = item.proof
        return said(
            "Shipped: %(title)s at “%(step)s”", title=short_name(said(proof.title)), step=short_name(proof.step_title)
        )
    return TOPICS[item.topic].title
