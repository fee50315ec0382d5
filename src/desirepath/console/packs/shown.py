"""What the page of governance packs shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from desirepath.console.diagnoses.doors import Place
from desirepath.console.packs.reads import PackSeen, ScheduleSeen, packs_of, packs_under_way, schedule_of, zone_of
from desirepath.console.packs.rhythm import NEVER
from desirepath.console.packs.words import FORM_TITLES, STAGES, STATES, TONES, rhythm_said, rhythms, why_said


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What is being made: the pack, or its verification, and what is done just now (empty while it waits)."""

    pack: PackSeen
    verifies: bool
    waits: bool
    doing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackShown:
    """One pack: its state in words, why it failed, and what differs, each with its form's name."""

    seen: PackSeen
    state: str
    tone: str
    problems: tuple[str, ...]
    differing: tuple[tuple[str, str], ...]
    why_not_verified: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PacksShown:
    """The page. `chosen` is the schedule as the form has it, `rhythm` in words; `zone` is the rollout's."""

    packs: tuple[PackShown, ...]
    progress: Progress | None
    schedule: ScheduleSeen | None
    chosen: str
    rhythm: str
    rhythms: tuple[tuple[str, str], ...]
    zone: str
    forms: Mapping[str, Promise]


def shown_packs(place: Place) -> PacksShown:
    """The packs of a rollout, newest first."""
    schedule = schedule_of(place.rollout.id)
    return PacksShown(
        packs=tuple(map(_shown, packs_of(place.rollout))),
        progress=progress_of(place),
        schedule=schedule,
        chosen=NEVER if schedule is None else str(schedule.rhythm),
        rhythm="" if schedule is None else rhythm_said(schedule.rhythm),
        rhythms=rhythms(),
        zone=zone_of(place.rollout),
        forms=FORM_TITLES,
    )


def progress_of(place: Place) -> Progress | None:
    """The pack that is made, or else the one that is verified; of several, the one that is furthest."""
    under_way = [found for one in packs_under_way(place.rollout) if (found := _under_way(one)) is not None]
    return min(under_way, key=lambda one: (one.waits, one.verifies, one.pack.id), default=None)


def _under_way(one: PackSeen) -> Progress | None:
    if one.is_under_way:
        doing = str(STAGES.get(one.says, ""))
        return Progress(pack=one, verifies=False, waits=one.state == "waiting", doing=doing)
    if one.verification is not None and one.verification.is_under_way:
        return Progress(pack=one, verifies=True, waits=one.verification.state == "waiting", doing="")
    return None


def _shown(one: PackSeen) -> PackShown:
    verified = one.verification
    return PackShown(
        seen=one,
        state=str(STATES[one.state]),
        tone=TONES[one.state],
        problems=tuple(map(why_said, one.problems)),
        differing=()
        if verified is None
        else tuple((str(FORM_TITLES[each.form]), why_said(each.what)) for each in verified.differing),
        why_not_verified="" if verified is None else why_said(verified.why),
    )
