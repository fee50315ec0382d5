"""What is kept beside the data of the 45 days, as frozen values: in the console, and in the rollout file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from desirepath.console.decisions.reads import decisions_of
from desirepath.console.friction.reads import points_of
from desirepath.console.plan45.models import KeptStabilisation, KeptWaiver, KeptWorkaround
from desirepath.console.rollouts.reads import RolloutSeen, read_file
from desirepath.report.spoken import said
from desirepath.vocabulary.plan45 import (
    OwnedFix,
    Recorded,
    Register,
    Stabilisation,
    Stabilised,
    Waiver,
    Workaround,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkaroundSeen:
    """A workaround of the register. `number` is its own in the console; None for one of the rollout file."""

    number: int | None
    what: str
    workflow: str
    step: str
    owner: str
    retire_by: date
    retired_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StabilisationSeen:
    """A decision on a workflow with who took it and when; `by` is empty and `at` None for one of the rollout file."""

    decided: Stabilised
    proposed: str
    by: str
    at: datetime | None

    @property
    def role_title(self) -> str:
        """What the person decided as."""
        return said(self.decided.role)


def register_of(rollout: RolloutSeen) -> Register:
    """Everything that is kept: what the rollout file says under `register`, then what the console has."""
    return register_in_file(rollout).beside(_in_console(rollout.id))


def register_in_file(rollout: RolloutSeen) -> Register:
    """What the rollout file keeps; nothing where the file has mistakes."""
    read = read_file(rollout)
    return Register() if read is None else read.register


def workarounds_of(rollout: RolloutSeen) -> tuple[WorkaroundSeen, ...]:
    """All workarounds, those of the console first, by the day on which they have to be gone."""
    mine = [
        WorkaroundSeen(
            number=one.pk,
            what=one.what,
            workflow=one.workflow,
            step=one.step,
            owner=one.owner,
            retire_by=one.retire_by,
            retired_on=one.retired_on,
        )
        for one in KeptWorkaround.objects.filter(rollout=rollout.id).order_by("retire_by", "pk")
    ]
    return (*mine, *map(_of_file, register_in_file(rollout).workarounds))


def stabilisations_of(rollout: RolloutSeen) -> tuple[StabilisationSeen, ...]:
    """All decisions on workflows, newest first; those of the rollout file behind them."""
    found = KeptStabilisation.objects.filter(rollout=rollout.id).order_by("-pk")
    mine = [StabilisationSeen(decided=_stabilised(one), proposed=one.proposed, by=one.by, at=one.at) for one in found]
    of_file = (
        StabilisationSeen(decided=one, proposed="", by="", at=None) for one in register_in_file(rollout).stabilised
    )
    return (*mine, *of_file)


def waived_here(rollout: int) -> frozenset[str]:
    """The gates that somebody waived in the console, and nobody took back."""
    return frozenset(waivers_standing(rollout).values_list("gate", flat=True))


def waivers_standing(rollout: int) -> QuerySet[KeptWaiver]:
    """The waivers of a rollout that nobody took back; for this app alone."""
    return KeptWaiver.objects.filter(rollout=rollout, taken_back_at=None)


def _of_file(one: Workaround) -> WorkaroundSeen:
    return WorkaroundSeen(
        number=None,
        what=one.what,
        workflow=one.workflow,
        step=one.step or "",
        owner=one.owner,
        retire_by=one.retire_by,
        retired_on=one.retired_on,
    )


def _in_console(rollout: int) -> Register:
    kept = {"rollout": rollout}
    return Register(
        workarounds=tuple(map(_workaround, KeptWorkaround.objects.filter(**kept).order_by("retire_by", "pk"))),
        waivers=tuple(map(_waiver, waivers_standing(rollout).order_by("pk"))),
        fixes=tuple(_fixes(rollout)),
        recorded=tuple(_recorded(rollout)),
        stabilised=tuple(map(_stabilised, KeptStabilisation.objects.filter(**kept).order_by("pk"))),
    )


def _workaround(one: KeptWorkaround) -> Workaround:
    return Workaround(
        id=f"kept-{one.pk}",
        what=one.what,
        workflow=one.workflow,
        owner=one.owner,
        retire_by=one.retire_by,
        step=one.step or None,
        retired_on=one.retired_on,
    )


def _waiver(one: KeptWaiver) -> Waiver:
    return Waiver(gate=one.gate, role=role_said(one.role), because=one.because, on=one.on)


def _stabilised(one: KeptStabilisation) -> Stabilised:
    return Stabilised(
        workflow=one.workflow,
        decided=Stabilisation(one.decided),
        role=role_said(one.role),
        because=one.because,
        on=one.on,
    )


def role_said(role: str) -> str:
    """A role as the register has it: `process owner`."""
    return role.replace("_", " ")


def _fixes(rollout: int) -> Iterator[OwnedFix]:
    """Who owns a friction point in the console mends it."""
    for one in points_of(rollout):
        if one.owner:
            yield OwnedFix(workflow=one.workflow, step=one.step, owner=one.owner, cohort=one.cohort, due=one.due)


def _recorded(rollout: int) -> Iterator[Recorded]:
    for one in decisions_of(rollout):
        yield Recorded(
            intervention=one.intervention,
            decided=one.decided,
            role=one.role,
            because=one.because,
            on=one.at.date(),
            to=one.to,
        )
