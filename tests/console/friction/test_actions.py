"""What is done about a friction point: in every state, by every role."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import transaction
from django.http import Http404

from desirepath.console.audit.models import Entry
from desirepath.console.friction.actions.add_remark import add_remark
from desirepath.console.friction.actions.dismiss_point import dismiss_point
from desirepath.console.friction.actions.set_due import set_due
from desirepath.console.friction.actions.set_owner import set_owner
from desirepath.console.friction.actions.set_state import set_state
from desirepath.console.friction.actions.take_back_dismissal import take_back_dismissal
from desirepath.console.friction.models import Point, State
from desirepath.console.friction.reads import PointSeen, history_of, point_of, remarks_of
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.permissions import NotAllowed, Role
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput
from tests.console.stage import Stage

Act = Callable[[Seat, RolloutSeen, str], object]
OWNER = "author@ours.example"
ACTS: Mapping[str, Act] = {
    **{
        f"to {state}": lambda seat, rollout, key, state=state: set_state(seat, rollout, key, state)  # type: ignore[misc]
        for state in (*State, "nonsense")
    },
    "own": lambda seat, rollout, key: set_owner(seat, rollout, key, OWNER),
    "due": lambda seat, rollout, key: set_due(seat, rollout, key, date(2026, 9, 30)),
    "dismiss": lambda seat, rollout, key: dismiss_point(seat, rollout, key, "Known."),
    "take back": take_back_dismissal,
    "remark": lambda seat, rollout, key: add_remark(seat, rollout, key, "Seen it too."),
}
WRITERS = {Role.AUTHOR, Role.PROCESS_OWNER, Role.APPLICATION_OWNER, Role.ADOPTION_OWNER, Role.ADMINISTRATOR}
CHOSEN = {"open", "being_fixed", "watched", "closed"}


def outcome(act: Act, seat: Seat, rollout: RolloutSeen, key: str) -> str:
    """The state afterwards, or how it was refused; whatever was done is undone."""
    with transaction.atomic():
        try:
            act(seat, rollout, key)
        except NotAllowed:
            return "not allowed"
        except BadInput as error:
            return error.mistakes[0].code
        else:
            seen = point_of(rollout.id, key)
            return seen.state if seen else ""
        finally:
            transaction.set_rollback(True)


def expected(name: str, state: str, role: Role) -> str:
    """By the rules as people are told them."""
    may = role in (WRITERS - {Role.AUTHOR} if name in {"dismiss", "take back"} else WRITERS)
    if not may:
        return "not allowed"
    if name == "remark":
        return state
    if name == "take back":
        return "open" if state == "dismissed" else "not_dismissed"
    if state == "dismissed":
        return "is_dismissed"
    if name == "dismiss":
        return "dismissed"
    wanted = name.removeprefix("to ")
    return state if name in {"own", "due"} else wanted if wanted in CHOSEN else "no_state"


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("state", list(State))
def test_every_action_in_every_state_by_every_role_ends_as_the_rules_say(
    stage: Stage, point: PointSeen, state: State, role: Role
) -> None:
    Point.objects.filter(pk=point.id).update(state=state)
    seat = stage.seats[role]
    ended = {name: outcome(act, seat, stage.rollout, point.key) for name, act in ACTS.items()}
    assert ended == {name: expected(name, state.value, role) for name in ACTS}


@pytest.mark.parametrize("name", sorted(ACTS))
def test_nobody_of_another_workspace_can_do_anything(stage: Stage, point: PointSeen, name: str) -> None:
    with pytest.raises(Http404):
        ACTS[name](stage.their_seat, stage.rollout, point.key)


@pytest.mark.parametrize("name", sorted(ACTS))
def test_a_point_of_another_rollout_is_not_there(stage: Stage, seat: Seat, name: str) -> None:
    with pytest.raises(Http404):
        ACTS[name](seat, stage.rollout, "0000000000000000")


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("to watched", "friction.state_set"),
        ("own", "friction.owner_set"),
        ("due", "friction.due_set"),
        ("dismiss", "friction.dismissed"),
        ("remark", "friction.discussed"),
    ],
)
def test_every_change_is_a_line_of_the_audit_log(
    stage: Stage, seat: Seat, point: PointSeen, name: str, verb: str
) -> None:
    ACTS[name](seat, stage.rollout, point.key)
    last = Entry.objects.latest("number")
    assert (last.verb, last.who, last.workspace) == (verb, seat.email, seat.workspace)
    assert last.about == f"{stage.rollout.slug}/{point.key}"


@pytest.mark.parametrize("name", ["to open", "to watched", "own", "due"])
def test_what_changes_nothing_is_no_line(stage: Stage, seat: Seat, point: PointSeen, name: str) -> None:
    ACTS[name](seat, stage.rollout, point.key)
    lines = Entry.objects.count()
    ACTS[name](seat, stage.rollout, point.key)
    assert Entry.objects.count() == lines


@pytest.mark.parametrize("reason", ["", "  \n\t ", "x" * 2001])
def test_a_dismissal_needs_a_reason_of_sensible_length(stage: Stage, seat: Seat, point: PointSeen, reason: str) -> None:
    with pytest.raises(BadInput):
        dismiss_point(seat, stage.rollout, point.key, reason)
    assert point_of(stage.rollout.id, point.key) == point


def test_a_dismissal_taken_back_keeps_its_reason_in_the_history(stage: Stage, seat: Seat, point: PointSeen) -> None:
    dismiss_point(seat, stage.rollout, point.key, "A freeze.")
    take_back_dismissal(seat, stage.rollout, point.key)
    seen = point_of(stage.rollout.id, point.key)
    assert seen is not None
    assert (seen.state, seen.dismissed_reason) == ("open", "")
    assert [line.verb for line in history_of(point.id)][:2] == ["friction.taken_back", "friction.dismissed"]
    assert history_of(point.id)[1].details == {"reason": "A freeze."}


@pytest.mark.parametrize("owner", ["administrator@theirs.example", "nobody@ours.example", "AUTHOR@ours.example"])
def test_only_a_member_can_own_a_point(stage: Stage, seat: Seat, point: PointSeen, owner: str) -> None:
    with pytest.raises(BadInput):
        set_owner(seat, stage.rollout, point.key, owner)


def test_an_owner_and_a_day_can_be_taken_away_again(stage: Stage, seat: Seat, point: PointSeen) -> None:
    set_owner(seat, stage.rollout, point.key, OWNER)
    set_due(seat, stage.rollout, point.key, date(2026, 9, 30))
    set_owner(seat, stage.rollout, point.key, "")
    set_due(seat, stage.rollout, point.key, None)
    assert point_of(stage.rollout.id, point.key) == point


@pytest.mark.parametrize("text", ["", " \n ", "x" * 4001])
def test_an_empty_or_endless_remark_is_refused(stage: Stage, seat: Seat, point: PointSeen, text: str) -> None:
    with pytest.raises(BadInput):
        add_remark(seat, stage.rollout, point.key, text)
    assert remarks_of(point.id) == ()


def test_remarks_stand_in_the_order_in_which_they_were_made(stage: Stage, seat: Seat, point: PointSeen) -> None:
    add_remark(seat, stage.rollout, point.key, "First.")
    add_remark(stage.seats[Role.AUTHOR], stage.rollout, point.key, " Second. ")
    assert [(one.by, one.text) for one in remarks_of(point.id)] == [(seat.email, "First."), (OWNER, "Second.")]
