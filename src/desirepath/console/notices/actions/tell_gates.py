"""Tell of gates of the 45 days that were passed, or became overdue, since it was last told of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desirepath.cadence import plan45
from desirepath.console.diagnoses.reads import found_in, latest_done
from desirepath.console.notices.actions.notify import notify_in_words
from desirepath.console.notices.models import ToldGate
from desirepath.console.plan45.reads import register_of
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.outward.notice import Notice, NoticeKind
from desirepath.report.spoken import said
from desirepath.vocabulary.plan45 import Gate, GateState
from desirepath.vocabulary.study import Study

TELLING: Mapping[GateState, NoticeKind] = {
    GateState.HOLDS: NoticeKind.GATE_PASSED,
    GateState.OVERDUE: NoticeKind.GATE_OVERDUE,
}
"""What is told. A gate that is waived was passed by somebody who knows; one that is not needed is no news."""


@transaction.atomic
def tell_gates(rollout: RolloutSeen, run: int) -> int:
    """To how many targets. A diagnosis that knows less than another one tells nothing, and the first one neither.

    A gate is told once for each thing that becomes of it: overdue, and again only after it was passed in between. All is
    kept as told, with or without a target, so that a new target hears of news only.
    """
    newest = latest_done(rollout.id)
    if newest is None or newest.id != run:
        return 0
    found = found_in(newest)
    plan = plan45(found.study, found.proofs, register_of(rollout))
    gates = [gate for phase in plan.phases for gate in phase.gates]
    before = dict(ToldGate.objects.filter(rollout=rollout.id).values_list("gate", "kind"))
    news = {kind: _changed(gates, before, state) for state, kind in TELLING.items()}
    _keep(rollout, gates, before)
    if not before:
        return 0
    return sum(
        notify_in_words(rollout, kind, partial(_notice, rollout, found.study, kind, told))
        for kind, told in news.items()
        if told
    )


def _changed(gates: Sequence[Gate], before: Mapping[str, str], state: GateState) -> list[Gate]:
    return [one for one in gates if one.state is state and before.get(one.id) != TELLING[state].value]


def _keep(rollout: RolloutSeen, gates: Sequence[Gate], before: Mapping[str, str]) -> None:
    """What each gate was told as last: nothing yet, passed, or overdue."""
    for gate in gates:
        kind = TELLING[gate.state].value if gate.state in TELLING else before.get(gate.id, "")
        if before.get(gate.id) != kind:
            ToldGate.objects.update_or_create(
                rollout_id=rollout.id, gate=gate.id, defaults={"kind": kind, "at": timezone.now()}
            )


def _notice(rollout: RolloutSeen, study: Study, kind: NoticeKind, gates: Sequence[Gate]) -> Notice:
    return Notice(
        kind=kind,
        rollout=rollout.title,
        title=_title(kind, len(gates)) % {"num": len(gates)},
        sentences=tuple(_sentence(kind, one) for one in gates),
        path=reverse("plan", args=[rollout.workspace, rollout.slug]),
        as_of=study.as_of.astimezone(ZoneInfo(study.timezone)),
    )


def _title(kind: NoticeKind, many: int) -> str:
    if kind is NoticeKind.GATE_PASSED:
        return ngettext("%(num)s gate of the 45 days is passed", "%(num)s gates of the 45 days are passed", many)
    return ngettext("%(num)s gate of the 45 days is overdue", "%(num)s gates of the 45 days are overdue", many)


def _sentence(kind: NoticeKind, gate: Gate) -> str:
    """Its title and its day, without figures: the page shows those with what belongs to them."""
    if kind is NoticeKind.GATE_PASSED:
        return _("%(gate)s: the data holds it.") % {"gate": said(gate.title)}
    return _("%(gate)s: it was to hold by day %(day)s.") % {"gate": said(gate.title), "day": gate.day}
