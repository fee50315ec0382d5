"""Tell of friction points that a diagnosis confirmed and that nobody was told of yet: one message for all of them."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desirepath.console.diagnoses.reads import RunSeen, found_in, latest_done
from desirepath.console.friction.reads import history_of, points_of
from desirepath.console.friction.shown import Found, found_points
from desirepath.console.notices.actions.notify import notify_in_words
from desirepath.console.notices.models import Told
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.outward.notice import Notice, NoticeKind
from desirepath.vocabulary.friction import Standing

MOST_NAMED = 8
_CAME_BACK = ("friction.opened_again", "friction.came_back")


@transaction.atomic
def tell_confirmed(rollout: RolloutSeen, run: int) -> int:
    """To how many targets. A diagnosis that knows less than another one tells nothing.

    A point is told once, and again only where it came back after somebody had closed or dismissed it. One that is
    dismissed now is not told. All are kept as told, with or without a target, so that a new target hears of news only.
    """
    newest = latest_done(rollout.id)
    if newest is None or newest.id != run:
        return 0
    confirmed = {one.key for one in found_points(found_in(newest)) if one.point.standing is Standing.CONFIRMED}
    new = confirmed & _untold(rollout)
    for key in new:
        Told.objects.update_or_create(rollout_id=rollout.id, point=key, defaults={"at": timezone.now()})
    if not new:
        return 0
    return notify_in_words(rollout, NoticeKind.FRICTION_CONFIRMED, lambda: _notice(rollout, newest, new))


def _untold(rollout: RolloutSeen) -> set[str]:
    told = dict(Told.objects.filter(rollout=rollout.id).values_list("point", "at"))
    return {
        one.key
        for one in points_of(rollout.id)
        if one.state != "dismissed"
        and (
            one.key not in told
            or any(line.verb in _CAME_BACK and line.at > told[one.key] for line in history_of(one.id))
        )
    }


def _notice(rollout: RolloutSeen, run: RunSeen, keys: set[str]) -> Notice:
    study = found_in(run).study
    points = [one for one in found_points(found_in(run)) if one.key in keys]
    sentences = [_sentence(one) for one in points[:MOST_NAMED]]
    if len(points) > MOST_NAMED:
        sentences.append(_("And %(more)s more.") % {"more": len(points) - MOST_NAMED})
    one_rollout = [rollout.workspace, rollout.slug]
    page = (
        reverse("friction_point", args=[*one_rollout, points[0].key])
        if len(points) == 1
        else reverse("friction", args=one_rollout)
    )
    title = ngettext("%(num)s friction point is confirmed", "%(num)s friction points are confirmed", len(points))
    return Notice(
        kind=NoticeKind.FRICTION_CONFIRMED,
        rollout=rollout.title,
        title=title % {"num": len(points)},
        sentences=tuple(sentences),
        path=page,
        as_of=study.as_of.astimezone(ZoneInfo(study.timezone)),
    )


def _sentence(one: Found) -> str:
    """What was found without its figures, which pages show with what belongs to them."""
    return _("%(what)s. Most likely reason: %(blocker)s.") % {
        "what": replace(one.row.headline, how_much=""),
        "blocker": one.row.blocker,
    }
