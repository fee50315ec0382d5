"""What delivery answers to each thing that pages say. Of a person nothing is read out but yes or no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

from desirepath.delivery import decided
from desirepath.delivery.desk import Desk
from desirepath.delivery.said import (
    Acknowledgement,
    Arrival,
    Asked,
    Claim,
    Ended,
    Escalation,
    Objection,
    Progress,
    Refusal,
    Said,
)
from desirepath.doors.answers import Answer, Refused, document
from desirepath.doors.redact import without_personal
from desirepath.vocabulary.guidance.published import Guides
from desirepath.warehouse.guidance_records import (
    Blocked,
    Confirmed,
    count_refusal,
    keep_acknowledgement,
    keep_escalation,
)
from desirepath.warehouse.signing import Because

NOTHING = Answer(204, b"")
_REASONS: tuple[Because, ...] = get_args(Because)
Kind = TypeVar("Kind", bound=Said)


@dataclass(frozen=True, slots=True)
class Address(Generic[Kind]):
    """What an address takes, and what answers it."""

    kind: type[Kind]
    answer: Callable[[Desk, Kind], Answer]


def published(desk: Desk) -> Guides:
    """The document of a workspace. Raises Refused (404) where there is none."""
    if desk.guides is None:
        raise Refused(404, "nothing_published", "Nothing is published for the pages of this workspace.")
    return desk.guides


def arrival(desk: Desk, said: Arrival) -> Answer:
    return document(200, {"objects": bool(desk.store.memory(desk.name_of(said.person)).objects)})


def claim(desk: Desk, said: Claim) -> Answer:
    now, guides = desk.clock(), published(desk)
    guide = decided.guide_named(guides, said.guide)
    because = decided.not_live(guides, guide, now)
    if because is None and guide is not None:
        change = decided.claimed(guides, guide, said, now)
        because = desk.store.change(desk.name_of(said.person), now, change)
    return document(200, {"show": because is None, "because": because})


def outcome(desk: Desk, said: Ended) -> Answer:
    now, guides = desk.clock(), published(desk)
    guide = decided.guide_named(guides, said.guide)
    if guide is not None:
        desk.store.change(desk.name_of(said.person), now, decided.ended(guides, guide, said, now))
    return NOTHING


def progress(desk: Desk, said: Progress) -> Answer:
    if decided.is_of_a_step(published(desk), said):
        now = desk.clock()
        desk.store.change_once(desk.name_of(said.person), said.event_id, now, decided.passed(said, now))
    return NOTHING


def objection(desk: Desk, said: Objection) -> Answer:
    now = desk.clock()
    desk.store.change(desk.name_of(said.person), now, decided.objected(said, now))
    return NOTHING


def answers(desk: Desk, said: Asked) -> Answer:
    found = desk.help.answers(said) if desk.help is not None else ()
    shown = [{"article": one.article, "title": one.title, "blocks": one.blocks} for one in found]
    return document(200, {"answers": shown})


def escalation(desk: Desk, said: Escalation) -> Answer:
    blocked = Blocked(
        person=desk.name_of(said.person),
        guide=said.guide,
        workflow=said.workflow,
        step=said.step,
        to=said.to,
        text=without_personal(said.text).text or "",
    )
    return document(200, {"reference": keep_escalation(desk.store, blocked, desk.clock())})


def acknowledgement(desk: Desk, said: Acknowledgement) -> Answer:
    person = desk.name_of(said.person)
    confirmed = Confirmed(person=person, guide=said.guide, version=said.version, wording=said.wording)
    keep_acknowledgement(desk.store, confirmed, desk.clock())
    return document(200, {"recorded": True})


def refusal(desk: Desk, said: Refusal) -> Answer:
    because: Because = next((one for one in _REASONS if one == said.because), "unknown_structure")
    is_ours = desk.guides is not None and decided.guide_named(desk.guides, said.guide or "") is not None
    count_refusal(desk.store, because, (said.guide or "") if is_ours else "", desk.clock())
    return NOTHING


ADDRESSES: Mapping[str, Address[Any]] = {
    "/v1/arrivals": Address(Arrival, arrival),
    "/v1/claims": Address(Claim, claim),
    "/v1/outcomes": Address(Ended, outcome),
    "/v1/progress": Address(Progress, progress),
    "/v1/objections": Address(Objection, objection),
    "/v1/answers": Address(Asked, answers),
    "/v1/escalations": Address(Escalation, escalation),
    "/v1/acknowledgements": Address(Acknowledgement, acknowledgement),
    "/v1/refusals": Address(Refusal, refusal),
}
