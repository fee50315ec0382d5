"""What is done beside the pages: sending messages, dropping old ones, and finding out what is confirmed anew."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from desirepath.console.audit.record import record
from desirepath.console.notices.models import Delivery, DeliveryState
from desirepath.console.notices.reads import place_of
from desirepath.console.notices.way_out import send
from desirepath.console.rollouts.reads import RolloutSeen, rollout_by_id
from desirepath.outward.refusals import SendingFailed, TargetRefused
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.errors import BadInput

MINUTES_UNTIL_AGAIN = (1, 5, 30, 120)
"""How long after each try that failed the next one comes; after the last there is none."""
MOST_TRIES = len(MINUTES_UNTIL_AGAIN) + 1
DAYS_KEPT = 90
"""How long it is told what became of a message; the audit log keeps a line of each for good."""
_LOG = logging.getLogger(__name__)


@task(priority=60)
def send_delivery(delivery: int, attempt: int) -> None:
    """Try to send a message; the target is looked up and checked anew each time.

    The next try is asked for before this one begins, so that a program that stops in between loses nothing. It finds
    nothing to do once the message has ended. Whoever gets a message twice knows it by its id.
    """
    waiting = Delivery.objects.filter(pk=delivery, state=DeliveryState.WAITING, tries=attempt - 1)
    with transaction.atomic():
        if not waiting.update(tries=attempt):
            return
        if attempt < MOST_TRIES:
            again_at = timezone.now() + timedelta(minutes=MINUTES_UNTIL_AGAIN[attempt - 1])
            send_delivery.using(run_after=again_at).enqueue(delivery, attempt + 1)
    found = Delivery.objects.select_related("target__workspace").get(pk=delivery)
    _tried(found, is_last=attempt >= MOST_TRIES)
    _keep(found)


def _tried(found: Delivery, *, is_last: bool) -> None:
    found.why, found.status = "", None
    try:
        found.status = send(found)
        found.state = DeliveryState.SENT
    except TargetRefused as refused:
        _LOG.warning("message %s: %s", found.message, refused)
        found.state, found.why = DeliveryState.REFUSED, refused.because.value
    except SendingFailed as failed:
        found.why, found.status = failed.why, failed.status
        if is_last or not failed.again:
            found.state = DeliveryState.FAILED
    except BadInput as bad:
        found.state, found.why = DeliveryState.REFUSED, bad.mistakes[0].code
    except Exception:  # noqa: BLE001 - whatever happens, the message says how it ended
        _LOG.exception("message %s", found.message)
        found.state, found.why = DeliveryState.FAILED, "our_fault"


@transaction.atomic
def _keep(found: Delivery) -> None:
    """Keep how it ended, with a line of the audit log; of one that is tried again, why it did not arrive yet."""
    ended = found.state != DeliveryState.WAITING
    found.ended_at = timezone.now() if ended else None
    kept = Delivery.objects.filter(pk=found.pk).update(
        state=found.state, why=found.why, status=found.status, ended_at=found.ended_at
    )
    if not (ended and kept):
        return
    target = found.target
    told = {
        "message": found.message,
        "kind": found.kind,
        "why": found.why,
        "to": place_of(target.shape, target.address),
    }
    record(None, f"notice.{found.state}", target.name, told, of=target.workspace.slug)


@task(priority=60)
def tell_of_friction(rollout: int, run: int) -> None:
    """Tell the targets which friction points a diagnosis confirmed that were not confirmed before."""
    from desirepath.console.notices.actions.tell_confirmed import tell_confirmed

    tell_confirmed(rollout_by_id(rollout), run)


def confirmed_follow(rollout: RolloutSeen, run: int, found: KeptDiagnosis) -> None:  # noqa: ARG001 - followers are given it
    """Ask for it once the diagnosis is kept: a message that cannot be made must not undo a diagnosis."""
    transaction.on_commit(lambda: tell_of_friction.enqueue(rollout.id, run))


def drop_old_deliveries() -> int:
    """Drop messages that ended long ago; how many those were. What still waits is never dropped."""
    before = timezone.now() - timedelta(days=DAYS_KEPT)
    dropped, _each = Delivery.objects.filter(ended_at__lt=before).delete()
    return dropped
