"""Which guides are shown to a person now, which would be, and why the others keep silent; as pages decide it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from desirepath.intervene.assign import Arm
from desirepath.intervene.frequency import Silence, disturbs, ended_by, is_quiet, silence_of
from desirepath.intervene.memory import after_showing
from desirepath.intervene.situation import Memory, Situation
from desirepath.intervene.targeting import holds
from desirepath.vocabulary.guidance.contents import (
    Acknowledgement,
    Announcement,
    Checklist,
    Escalation,
    FieldHelp,
    KnownIssue,
    Launcher,
    RuleReinforcement,
    SelfHelp,
    Survey,
    Tooltip,
    Walkthrough,
)
from desirepath.vocabulary.guidance.published import Guide, Guides
from desirepath.vocabulary.guidance.rules import Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to happen with a guide.

    `arm` is None where nothing would be shown to anyone in the person's place; else it is that of their draw, and one
    exposure with it is due when it begins. Who is held out sees nothing, and is remembered as if they did.
    """

    guide: str
    arm: Arm | None
    because: Silence | Literal["held_out"] | None

    @property
    def shows(self) -> bool:
        """Whether the guide is on the page."""
        return self.arm == "shown"


def verdicts(guides: Guides, situation: Situation) -> tuple[Verdict, ...]:
    """The verdict on every guide, in the document's order.

    All that could keep a guide silent is asked before the draw is looked at, so that both arms differ in nothing but in
    what is seen; those of higher priority come first.
    """
    memory = situation.memory
    taken = {room_of(guide) for guide in guides.guides if guide.id in situation.open}
    found: dict[str, Verdict] = {}
    for guide in sorted(guides.guides, key=lambda one: (-one.priority, one.id)):
        verdict = _verdict_on(guide, guides, situation, (memory, taken))
        found[guide.id] = verdict
        if verdict.arm and guide.id not in situation.begun:
            memory = after_showing(memory, guide, situation.clock.now)
            taken = taken | {room_of(guide)} if verdict.shows else taken
    return tuple(found[guide.id] for guide in guides.guides)


def room_of(guide: Guide) -> str:
    """The place that a guide takes on the page, one of each at a time. One that stands at an element has that element's."""
    match guide.content:
        case Tooltip(at=at) | FieldHelp(at=at):
            return _beside(at)
        case RuleReinforcement(at=at):
            return f"before {' > '.join(at)}"
        case KnownIssue(at=at):
            return _beside(at) if at else "banner"
        case Launcher(at=at):
            return _beside(at) if at else "button"
        case Announcement(form=form):
            return "modal" if form == "dialog" else "banner"
        case _:
            return _ROOMS[type(guide.content)]


_ROOMS = {
    Walkthrough: "walk",
    Acknowledgement: "modal",
    Checklist: "side",
    Survey: "corner",
    SelfHelp: "help",
    Escalation: "blocked",
}


def _beside(at: Locator) -> str:
    return f"beside {' > '.join(at)}"


def _verdict_on(guide: Guide, guides: Guides, situation: Situation, so_far: tuple[Memory, set[str]]) -> Verdict:
    because = _absence(guide, guides, situation) or _silence(guide, guides, situation, so_far)
    draw = situation.draws.get(guide.id) if guide.held_out > 0 else 1.0
    if because or draw is None:  # Whose draw is not known yet is in neither arm.
        return Verdict(guide=guide.id, arm=None, because=because or "not_live")
    if draw < guide.held_out:
        return Verdict(guide=guide.id, arm="held_out", because="held_out")
    return Verdict(guide=guide.id, arm="shown", because=None)


def _silence(guide: Guide, guides: Guides, situation: Situation, so_far: tuple[Memory, set[str]]) -> Silence | None:
    """Why the guide does not begin now, or has ended; a showing that has begun is not counted anew."""
    memory, taken = so_far
    if guide.id in situation.begun:
        return ended_by(situation.memory.guides.get(guide.id), situation.clock)
    silence = silence_of(guide, guides, memory, situation.clock)
    if silence:
        return silence
    if disturbs(guide) and is_quiet(guides.quiet, situation.clock):
        return "quiet_time"
    return "room_taken" if room_of(guide) in taken else None


def _absence(guide: Guide, guides: Guides, situation: Situation) -> Silence | None:
    """Why a guide is not for this page, person or time at all."""
    now = situation.clock.now
    until = guide.content.until if isinstance(guide.content, KnownIssue) else None
    if guides.silent:
        return "switched_off"
    if now >= milliseconds(guides.expires_at):
        return "expired"
    if now < milliseconds(guide.starts_at) or any(now >= milliseconds(end) for end in (guide.ends_at, until) if end):
        return "not_live"
    if situation.memory.objects:
        return "objected"
    is_here = not guides.applications or situation.application in guides.applications
    return None if is_here and holds(guide.target, situation) else "elsewhere"


def milliseconds(time: str) -> int:
    """Milliseconds since 1970 of a time such as `2026-11-27T10:00:00Z`, digits beyond them cut off.

    Raises:
        ValueError: there is no such day or hour.
    """
    whole, _, fraction = time.removesuffix("Z").partition(".")
    at = datetime.strptime(whole, "%Y-%m-%dT%H:%M:%S").replace(tzinfo=UTC)
    return int(at.timestamp()) * 1_000 + int((fraction + "000")[:3])
