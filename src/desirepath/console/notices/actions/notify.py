"""Tell the targets of a workspace that something has happened in a rollout."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import msgspec
from django.db import transaction

from desirepath.console.notices.models import Delivery, Target
from desirepath.console.notices.tasks import send_delivery
from desirepath.console.notices.way_out import spoken
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.outward.notice import Notice, NoticeKind


def notify(rollout: RolloutSeen, notice: Notice) -> int:
    """Put a message on its way to every target that wants it, in the words that it has; to how many."""
    return notify_in_words(rollout, notice.kind, lambda: notice)


@transaction.atomic
def notify_in_words(rollout: RolloutSeen, kind: NoticeKind, written: Callable[[], Notice]) -> int:
    """The same for a message that is `written` anew for each target, while the target's language is in force."""
    found = Target.objects.filter(workspace__slug=rollout.workspace)
    wanting = [one for one in found if kind.value in one.kinds and (not one.rollouts or rollout.slug in one.rollouts)]
    for target in wanting:
        with spoken(target.language):
            put_on_its_way(target, written())
    return len(wanting)


def put_on_its_way(target: Target, notice: Notice) -> None:
    """Keep one message to one target and have it sent. Must be called within a transaction."""
    made = Delivery.objects.create(
        target=target,
        message=f"msg_{secrets.token_hex(12)}",
        kind=notice.kind.value,
        notice=msgspec.to_builtins(notice),
    )
    send_delivery.enqueue(made.pk, 1)
