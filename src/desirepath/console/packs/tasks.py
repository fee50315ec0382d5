"""What is done beside the pages: making packs, verifying them, telling that one is ready, asking for those that are due."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from desirepath.console.audit.record import record
from desirepath.console.diagnoses.reads import RunSeen
from desirepath.console.notices.actions.notify import notify_in_words
from desirepath.console.packs.models import KeptPack, PackSchedule, State, Verification
from desirepath.console.packs.reads import PackSeen, diagnosis_of, folder_of, pack_of
from desirepath.console.packs.words import GONE, INTERRUPTED, OTHER_BYTES, OUR_FAULT
from desirepath.console.plan45.reads import register_of
from desirepath.console.rollouts.reads import RolloutSeen, rollout_by_id, text_of
from desirepath.outward.notice import Notice, NoticeKind
from desirepath.ports import Progress
from desirepath.runs.kept_pack import FromDiagnosis, PackWritten, file_of, keep_pack
from desirepath.runs.pack_recipe import sha256_of
from desirepath.runs.verify_pack import VerifyAsked, verify_pack
from desirepath.vocabulary.errors import BadInput

SHOWN = 20
"""So many differences are kept one by one."""
LONGEST = 300
_LOG = logging.getLogger(__name__)


@task(priority=40)
def make_pack(number: int) -> None:
    """Make a pack that was asked for; whatever happens, the pack says how it ended."""
    if not KeptPack.objects.filter(pk=number, state=State.WAITING).update(state=State.RUNNING):
        return
    kept = KeptPack.objects.get(pk=number)
    rollout = rollout_by_id(kept.rollout_id)
    run = diagnosis_of(rollout.id, kept.run)
    if run is None:
        _failed(number, rollout, [GONE])
        return
    try:
        made = keep_pack(_made_from(rollout, run), folder_of(rollout, number), _saying(number))
        _ready(number, rollout, made)
    except BadInput as error:
        _failed(number, rollout, [str(one) for one in error.mistakes])
    except Exception:  # noqa: BLE001 - whatever happens, the pack says how it ended
        _LOG.exception("pack %s", number)
        _failed(number, rollout, [OUR_FAULT])


def _made_from(rollout: RolloutSeen, run: RunSeen) -> FromDiagnosis:
    """The diagnosis with the version of the rollout file that it was made with, and the register as it is now."""
    return FromDiagnosis(
        diagnosis=run.folder,
        rollout=text_of(rollout.id, run.version).encode(),
        register=register_of(rollout),
        as_of=run.as_of,
    )


def _saying(number: int) -> Progress:
    """Put the progress on the page; there are few steps."""

    def said(doing: str) -> None:
        KeptPack.objects.filter(pk=number).update(says=doing[:60])

    return said


@transaction.atomic
def _ready(number: int, rollout: RolloutSeen, made: PackWritten) -> None:
    KeptPack.objects.filter(pk=number).update(
        state=State.DONE, ended_at=timezone.now(), says="", sha256=dict(made.sha256)
    )
    record(None, "pack.made", f"{rollout.slug}/{number}", dict(made.sha256), of=rollout.workspace)
    # A job of its own: a message that cannot be made must not undo a pack.
    tell_of_pack.enqueue(number)


@transaction.atomic
def _failed(number: int, rollout: RolloutSeen, problems: list[str]) -> None:
    KeptPack.objects.filter(pk=number).update(
        state=State.FAILED, ended_at=timezone.now(), says="", problems=[one[:1000] for one in problems[:SHOWN]]
    )
    record(None, "pack.failed", f"{rollout.slug}/{number}", of=rollout.workspace)


@task(priority=60)
def tell_of_pack(number: int) -> None:
    """Tell the targets that a pack is ready; where it was deleted meanwhile, nobody."""
    kept = KeptPack.objects.filter(pk=number, state=State.DONE).first()
    if kept is None:
        return
    rollout = rollout_by_id(kept.rollout_id)
    notify_in_words(rollout, NoticeKind.PACK_READY, lambda: _notice(rollout, kept))


def _notice(rollout: RolloutSeen, kept: KeptPack) -> Notice:
    forms = _("It can be taken along as a page, a PDF, slides and figures.")
    if "pdf" not in kept.sha256:
        forms = _("It can be taken along as a page, slides and figures.")
    return Notice(
        kind=NoticeKind.PACK_READY,
        rollout=rollout.title,
        title=_("A governance pack is ready"),
        sentences=(forms,),
        path=reverse("packs", args=[rollout.workspace, rollout.slug]),
        as_of=kept.known_until.astimezone(ZoneInfo(kept.zone)),
    )


@task(priority=40)
def verify_kept_pack(verification: int) -> None:
    """Compute a pack again and hold all its files against that; whatever happens, it says how it ended."""
    waiting = Verification.objects.filter(pk=verification, state=State.WAITING)
    if not waiting.update(state=State.RUNNING):
        return
    asked = Verification.objects.select_related("pack").get(pk=verification)
    rollout = rollout_by_id(asked.pack.rollout_id)
    try:
        pack = pack_of(rollout, asked.pack_id)
        if pack is None or pack.diagnosis is None:
            asked.state, asked.why = State.FAILED, GONE
        else:
            found = list(_differing(pack, pack.diagnosis))
            asked.state, asked.differing, asked.more = State.DONE, found[:SHOWN], max(0, len(found) - SHOWN)
    except Exception:  # noqa: BLE001 - whatever happens, it says how it ended
        _LOG.exception("verifying pack %s", asked.pack_id)
        asked.state, asked.why = State.FAILED, OUR_FAULT
    _verified(asked, rollout)


def _differing(pack: PackSeen, run: RunSeen) -> Iterator[tuple[str, str]]:
    """Each difference with the form that it stands in."""
    for form in pack.forms:
        file = file_of(pack.folder, form)
        try:
            verify_pack(VerifyAsked(file=file, diagnosis=run.folder), lambda _doing: None)
            if sha256_of(file) != pack.sha256[form]:
                yield form, OTHER_BYTES
        except BadInput as error:
            yield from ((form, one.what[:LONGEST]) for one in error.mistakes)


@transaction.atomic
def _verified(asked: Verification, rollout: RolloutSeen) -> None:
    asked.ended_at = timezone.now()
    asked.save()
    told = {"differing": len(asked.differing) + asked.more, "why": asked.why}
    record(None, f"pack.verification_{asked.state}", f"{rollout.slug}/{asked.pack_id}", told, of=rollout.workspace)


def end_interrupted_packs() -> None:
    """Packs and verifications that were under way when the program stopped are said to have failed."""
    for kept in KeptPack.objects.filter(state=State.RUNNING):
        _failed(kept.pk, rollout_by_id(kept.rollout_id), [INTERRUPTED])
    Verification.objects.filter(state=State.RUNNING).update(
        state=State.FAILED, why=INTERRUPTED, ended_at=timezone.now()
    )


def ask_for_due_packs() -> int:
    """Give every schedule that is due its turn; how many packs were asked for."""
    from desirepath.console.packs.actions.take_turn import take_turn  # it asks for jobs of this module

    due = PackSchedule.objects.filter(next_at__lte=timezone.now()).values_list("pk", flat=True)
    return sum(take_turn(one) for one in list(due))
