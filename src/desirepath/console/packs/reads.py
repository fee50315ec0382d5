"""What is known of packs, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from desirepath.console.diagnoses.reads import RunSeen, latest_done, run_of
from desirepath.console.packs.models import KeptPack, PackSchedule, State, Verification
from desirepath.console.packs.rhythm import Rhythm
from desirepath.console.rollouts.reads import RolloutSeen, read_file
from desirepath.runs.kept_pack import FORMS, is_kept

_UNDER_WAY = (State.WAITING, State.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferingSeen:
    """A difference that verifying found, in one form of the pack."""

    form: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationSeen:
    """What verifying a pack gave. `differing` is empty where all was as computed, `why` says why it failed."""

    state: str
    asked_by: str
    ended_at: datetime | None
    differing: tuple[DifferingSeen, ...]
    more: int
    why: str

    @property
    def is_under_way(self) -> bool:
        return self.state in _UNDER_WAY


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSeen:
    """One pack. `forms` are those that were made, `diagnosis` the one it stands on, None where that is gone."""

    id: int
    run: int
    state: str
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    known_until: datetime
    zone: str
    says: str
    problems: tuple[str, ...]
    sha256: Mapping[str, str]
    folder: Path
    diagnosis: RunSeen | None
    verification: VerificationSeen | None

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(one for one in FORMS if one in self.sha256)

    @property
    def is_under_way(self) -> bool:
        return self.state in _UNDER_WAY

    @property
    def is_ready(self) -> bool:
        return self.state == State.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSeen:
    """When packs are made by themselves, when next, and when last there was nothing new to make one of."""

    rhythm: Rhythm
    next_at: datetime
    nothing_at: datetime | None


def packs_of(rollout: RolloutSeen, most: int = 60) -> tuple[PackSeen, ...]:
    """The newest packs, newest first."""
    return tuple(_seen(one, rollout) for one in KeptPack.objects.filter(rollout=rollout.id).order_by("-pk")[:most])


def packs_under_way(rollout: RolloutSeen) -> tuple[PackSeen, ...]:
    """The packs that are being made or verified, or wait for it."""
    either = Q(state__in=_UNDER_WAY) | Q(verifications__state__in=_UNDER_WAY)
    return tuple(_seen(one, rollout) for one in KeptPack.objects.filter(either, rollout=rollout.id).distinct())


def pack_of(rollout: RolloutSeen, number: int) -> PackSeen | None:
    """One pack of a rollout, or None."""
    found = KeptPack.objects.filter(rollout=rollout.id, pk=number).first()
    return None if found is None else _seen(found, rollout)


def schedule_of(rollout: int) -> ScheduleSeen | None:
    """When packs of a rollout are made by themselves, or None."""
    found = PackSchedule.objects.filter(rollout=rollout).first()
    if found is None:
        return None
    return ScheduleSeen(rhythm=rhythm_of(found), next_at=found.next_at, nothing_at=found.nothing_at)


def rhythm_of(kept: PackSchedule) -> Rhythm:
    """The rhythm as it is kept."""
    return Rhythm("month" if kept.every == "month" else "week", kept.day)


def zone_of(rollout: RolloutSeen) -> str:
    """The time zone of a rollout: as its file says, else as its newest diagnosis does."""
    read = read_file(rollout)
    if read is not None:
        return read.timezone
    newest = latest_done(rollout.id)
    return "UTC" if newest is None else newest.zone


def folder_of(rollout: RolloutSeen, pack: int) -> Path:
    """Where the files of a pack lie."""
    folder: Path = settings.HOME.workspace(rollout.workspace) / "packs" / str(pack)
    return folder


def diagnosis_of(rollout: int, run: int) -> RunSeen | None:
    """The diagnosis that a pack stands on; None where it, or what it found, is gone."""
    found = run_of(rollout, run)
    return found if found is not None and is_kept(found.folder) else None


def _seen(one: KeptPack, rollout: RolloutSeen) -> PackSeen:
    return PackSeen(
        id=one.pk,
        run=one.run,
        state=one.state,
        asked_by=one.asked_by,
        asked_at=one.asked_at,
        ended_at=one.ended_at,
        known_until=one.known_until,
        zone=one.zone,
        says=one.says,
        problems=tuple(one.problems),
        sha256=one.sha256,
        folder=folder_of(rollout, one.pk),
        diagnosis=diagnosis_of(rollout.id, one.run),
        verification=_last(one),
    )


def _last(pack: KeptPack) -> VerificationSeen | None:
    one = Verification.objects.filter(pack=pack).order_by("-pk").first()
    if one is None:
        return None
    return VerificationSeen(
        state=one.state,
        asked_by=one.asked_by,
        ended_at=one.ended_at,
        differing=tuple(DifferingSeen(form=form, what=what) for form, what in one.differing),
        more=one.more,
        why=one.why,
    )
