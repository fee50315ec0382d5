"""What is live past its last day is shown so, and is taken down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from desirepath.console.audit.models import Entry
from desirepath.console.interventions.actions.go_live import go_live
from desirepath.console.interventions.actions.retire_expired import retire_expired
from desirepath.console.interventions.actions.set_plan import set_plan
from desirepath.console.interventions.models import Intervention
from desirepath.console.interventions.reads import history_of
from desirepath.console.workspaces.permissions import NotAllowed, Role
from desirepath.vocabulary.errors import BadInput
from tests.console.interventions.made_drafts import bring, seen
from tests.console.stage import Stage


def end(slug: str, days: int) -> None:
    """Its last day is so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    Intervention.objects.filter(slug=slug).update(expires_on=day)


@pytest.mark.parametrize(("days", "state"), [(1, "live"), (0, "live"), (-1, "expired")])
def test_it_is_live_up_to_and_with_its_last_day(stage: Stage, slug: str, days: int, state: str) -> None:
    bring(stage, slug, "live")
    end(slug, days)
    assert seen(stage, slug).state == state
    assert retire_expired() == (1 if state == "expired" else 0)
    assert seen(stage, slug).state == ("retired" if state == "expired" else "live")


@pytest.mark.parametrize("state", ["draft", "review", "staged", "retired"])
def test_what_is_not_live_does_not_expire(stage: Stage, slug: str, state: str) -> None:
    bring(stage, slug, state)
    end(slug, -1)
    assert retire_expired() == 0
    assert seen(stage, slug).state == state


def test_without_a_last_day_it_stays(stage: Stage, slug: str) -> None:
    bring(stage, slug, "live")
    assert retire_expired() == 0


def test_what_was_taken_down_has_an_end_and_a_line_and_is_not_taken_down_twice(stage: Stage, slug: str) -> None:
    bring(stage, slug, "live and draft")
    end(slug, -3)
    retire_expired()
    assert seen(stage, slug).ends_at is not None
    line = history_of(seen(stage, slug).id)[0]
    assert (line.verb, line.by) == ("intervention.expired", "")
    assert Entry.objects.latest("number").verb == "intervention.expired"
    assert retire_expired() == 0


def test_a_later_last_day_makes_it_live_again_as_long_as_it_was_not_taken_down(stage: Stage, slug: str) -> None:
    bring(stage, slug, "live")
    end(slug, -1)
    later = timezone.localdate() + timedelta(days=9)
    with pytest.raises(NotAllowed):
        set_plan(stage.seats[Role.AUTHOR], stage.rollout, slug, owner="", expires_on=later)
    set_plan(stage.seats[Role.PROCESS_OWNER], stage.rollout, slug, owner="", expires_on=later)
    assert seen(stage, slug).state == "live"


def test_nothing_goes_live_after_its_last_day(stage: Stage, slug: str) -> None:
    bring(stage, slug, "staged")
    end(slug, -1)
    with pytest.raises(BadInput, match="last day is over"):
        go_live(stage.seats[Role.PROCESS_OWNER], stage.rollout, slug, 1)
    end(slug, 0)
    go_live(stage.seats[Role.PROCESS_OWNER], stage.rollout, slug, 1)
    assert seen(stage, slug).state == "live"
