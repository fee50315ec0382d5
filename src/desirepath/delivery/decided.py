"""What is to happen with what pages say of a person: pure changes of what is remembered of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from desirepath.delivery.said import Claim, Ended, Objection, Progress
from desirepath.intervene.frequency import Silence, silence_of
from desirepath.intervene.memory import after_case, after_objection, after_outcome, after_showing
from desirepath.intervene.situation import Clock, Memory
from desirepath.intervene.verdicts import milliseconds
from desirepath.vocabulary.guidance.published import Guide, Guides

Changed: TypeAlias = Callable[[Memory], tuple[Memory, None]]


def guide_named(guides: Guides, name: str) -> Guide | None:
    """The guide with this id, where it is in the document."""
    return next((one for one in guides.guides if one.id == name), None)


def not_live(guides: Guides, guide: Guide | None, now: int) -> Silence | None:
    """Why nobody is shown the guide now, whoever they are; None where somebody may be."""
    if guides.silent:
        return "switched_off"
    if now >= milliseconds(guides.expires_at):
        return "expired"
    if guide is None or now < milliseconds(guide.starts_at):
        return "not_live"
    return "not_live" if guide.ends_at is not None and now >= milliseconds(guide.ends_at) else None


def claimed(guides: Guides, guide: Guide, claim: Claim, now: int) -> Callable[[Memory], tuple[Memory, Silence | None]]:
    """Begin a showing where what is remembered allows it, for those held out as for the others; else why it does not."""
    clock = Clock(now=now, minutes_from_utc=claim.minutes_from_utc)

    def change(memory: Memory) -> tuple[Memory, Silence | None]:
        because = silence_of(guide, guides, memory, clock)
        return (memory, because) if because else (after_showing(memory, guide, now), None)

    return change


def ended(guides: Guides, guide: Guide, said: Ended, now: int) -> Changed:
    """Remember what somebody did with a guide."""
    return lambda memory: (after_outcome(memory, guide, said.outcome, guides, now), None)


def passed(said: Progress, now: int) -> Changed:
    """Remember how a case of somebody's passed a step; nothing of one who objects."""

    def change(memory: Memory) -> tuple[Memory, None]:
        if memory.objects:
            return memory, None
        return after_case(memory, said.workflow, said.step, right=said.right, now=now), None

    return change


def objected(said: Objection, now: int) -> Changed:
    """Remember that somebody objects, or takes it back."""
    return lambda memory: (after_objection(memory, objects=said.objects, now=now), None)


def is_of_a_step(guides: Guides, said: Progress) -> bool:
    """Whether any guide fades out at this step; of others nothing is remembered."""
    return any(
        one.fades_after is not None and (one.workflow, one.step) == (said.workflow, said.step) for one in guides.guides
    )
